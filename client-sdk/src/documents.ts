/** Documents as the SDK reads them: times are `Date`, `id` is the document's, counts are there always. */
import type {
  Comment as CommentDocument,
  Group as GroupDocument,
  GroupEvent as GroupEventDocument,
  Member as MemberDocument,
  Message as MessageDocument,
  Notification as NotificationDocument,
  Post as PostDocument,
  ReadMark as ReadMarkDocument,
  Settings as SettingsDocument,
  User as UserDocument,
  Vote as VoteDocument,
} from '@firegroups/model';

/** A public profile. `id` is the uid. */
export interface User extends UserDocument {
  id: string;
}

/** What the signed-in user wants to be told of. */
export interface Settings extends SettingsDocument {
  id: string;
}

/** Up to when the signed-in user has read a group's chat. `id` is the group's. */
export interface ReadMark extends ReadMarkDocument {
  id: string;
}

/** A notification of the signed-in user. */
export interface Notification extends NotificationDocument {
  id: string;
}

/** A group. */
export interface Group extends GroupDocument {
  id: string;
  /** How many members are joined; 0 until the server has counted them. */
  memberCount: number;
}

/** A membership, `joined` or not. `id` is the uid. */
export interface Member extends MemberDocument {
  id: string;
}

/** A post in a group or on a wall. */
export interface Post extends PostDocument {
  id: string;
  /** 0 until the server has counted. */
  commentCount: number;
}

/** A comment on a post. */
export interface Comment extends CommentDocument {
  id: string;
}

/** An event of a group. */
export interface GroupEvent extends GroupEventDocument {
  id: string;
  /** How many vote `going`; up to two seconds behind the votes. */
  goingCount: number;
  /** How many vote `not_going`; likewise. */
  notGoingCount: number;
}

/** A member's vote on an event. `id` is the uid. */
export interface Vote extends VoteDocument {
  id: string;
}

/** A chat message. */
export interface Message extends MessageDocument {
  id: string;
}
