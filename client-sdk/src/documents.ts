/** Documents as the SDK reads them: times are `Date`, `id` is the document's, counts are there always. */
import type * as model from '@firegroups/model';

/** A public profile. `id` is the uid. */
export interface User extends model.User {
  id: string;
}

/** What the signed-in user wants to be told of. */
export interface Settings extends model.Settings {
  id: string;
}

/** Up to when the signed-in user has read a group's chat. `id` is the group's. */
export interface ReadMark extends model.ReadMark {
  id: string;
}

/** A notification of the signed-in user. */
export interface Notification extends model.Notification {
  id: string;
}

/** A group. */
export interface Group extends model.Group {
  id: string;
  /** How many members are joined; 0 until the server has counted them. */
  memberCount: number;
}

/** A membership, `joined` or not. `id` is the uid. */
export interface Member extends model.Member {
  id: string;
}

/** A post in a group or on a wall. */
export interface Post extends model.Post {
  id: string;
  /** 0 until the server has counted. */
  commentCount: number;
}

/** A comment on a post. */
export interface Comment extends model.Comment {
  id: string;
}

/** An event of a group. */
export interface GroupEvent extends model.GroupEvent {
  id: string;
  /** How many vote `going`; up to two seconds behind the votes. */
  goingCount: number;
  /** How many vote `not_going`; likewise. */
  notGoingCount: number;
}

/** A member's vote on an event. `id` is the uid. */
export interface Vote extends model.Vote {
  id: string;
}

/** A chat message. */
export interface Message extends model.Message {
  id: string;
}
