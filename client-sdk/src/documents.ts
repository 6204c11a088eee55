/** Documents as the SDK returns them: with `Date` for times, the document's `id`, and counts that are never missing. */
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

/** The signed-in user's notification settings. */
export interface Settings extends SettingsDocument {
  id: string;
}

/** The time up to which the signed-in user has read a group's chat. `id` is the group's id. */
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
  /** The number of joined members; 0 until the server has counted them. */
  memberCount: number;
}

/** A membership of any status. `id` is the uid. */
export interface Member extends MemberDocument {
  id: string;
}

/** A post in a group or on a wall. */
export interface Post extends PostDocument {
  id: string;
  /** The number of comments; 0 until the server has counted them. */
  commentCount: number;
}

/** A comment on a post. */
export interface Comment extends CommentDocument {
  id: string;
}

/** An event of a group. */
export interface GroupEvent extends GroupEventDocument {
  id: string;
  /** The number of `going` votes. It follows the votes within two seconds. */
  goingCount: number;
  /** The number of `not_going` votes. It follows the votes within two seconds. */
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
