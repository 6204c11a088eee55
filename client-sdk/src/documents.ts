/** Documents as the SDK reads them: times are `Date`, `id` is the document's, counts are there always. */
import type * as model from '@firegroups/model';

/** A public profile. `id` is the uid. */
export interface User extends model.User {
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

/** A chat message. */
export interface Message extends model.Message {
  id: string;
}

/** A notification of the signed-in user. */
export interface Notification extends model.Notification {
  id: string;
}
