/** Documents as the SDK reads them: times are `Date`, `id` is the document's, counts are there always. */
import type {
  Group as GroupDocument,
  Member as MemberDocument,
  Message as MessageDocument,
  Notification as NotificationDocument,
  User as UserDocument,
} from '@firegroups/model';

/** A public profile. `id` is the uid. */
export interface User extends UserDocument {
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

/** A chat message. */
export interface Message extends MessageDocument {
  id: string;
}

/** A notification of the signed-in user. */
export interface Notification extends NotificationDocument {
  id: string;
}
