/** Typed references: plain Firestore objects. Each throws `invalid-argument` for an id that is empty or has a slash. */
import { doc, type DocumentReference } from 'firebase/firestore';
import { groupPath, memberPath, messagePath, notificationPath, userPath } from '@firegroups/model';
import { checkIds } from './checks.ts';
import {
  groupConverter,
  memberConverter,
  messageConverter,
  notificationConverter,
  userConverter,
} from './converters.ts';
import type { Group, Member, Message, Notification, User } from './documents.ts';
import { currentUid, type Firegroups } from './firegroups.ts';

/** A user's public profile. */
export function userRef(fg: Firegroups, uid: string): DocumentReference<User> {
  checkIds({ uid });
  return doc(fg.firestore, userPath(uid)).withConverter(userConverter);
}

/** A group. */
export function groupRef(fg: Firegroups, groupId: string): DocumentReference<Group> {
  checkIds({ groupId });
  return doc(fg.firestore, groupPath(groupId)).withConverter(groupConverter);
}

/** A user's membership in a group. Only one's own can be read by who is not joined. */
export function memberRef(fg: Firegroups, groupId: string, uid: string): DocumentReference<Member> {
  checkIds({ groupId, uid });
  return doc(fg.firestore, memberPath(groupId, uid)).withConverter(memberConverter);
}

/** A chat message. */
export function messageRef(
  fg: Firegroups,
  groupId: string,
  messageId: string,
): DocumentReference<Message> {
  checkIds({ groupId, messageId });
  return doc(fg.firestore, messagePath(groupId, messageId)).withConverter(messageConverter);
}

/** A notification of the signed-in user. Throws `unauthenticated` where there is none. */
export function notificationRef(
  fg: Firegroups,
  notificationId: string,
): DocumentReference<Notification> {
  checkIds({ notificationId });
  const path = notificationPath(currentUid(fg), notificationId);
  return doc(fg.firestore, path).withConverter(notificationConverter);
}
