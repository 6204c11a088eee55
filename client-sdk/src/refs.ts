/** Typed references: plain Firestore objects. Each throws `invalid-argument` for an id that is empty or has a slash. */
import { doc, type DocumentReference, type FirestoreDataConverter } from 'firebase/firestore';
import {
  commentPath,
  eventPath,
  groupPath,
  memberPath,
  messagePath,
  notificationPath,
  postPath,
  readMarkPath,
  settingsPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import { checkIds } from './checks.ts';
import { eventConverter, groupConverter, plainConverter, postConverter } from './converters.ts';
import type {
  Comment,
  Group,
  GroupEvent,
  Member,
  Message,
  Notification,
  Post,
  ReadMark,
  Settings,
  User,
  Vote,
} from './documents.ts';
import { currentUid, type Firegroups } from './firegroups.ts';

function ref<T>(
  fg: Firegroups,
  ids: Record<string, string>,
  path: string,
  converter: FirestoreDataConverter<T> = plainConverter<T>(),
): DocumentReference<T> {
  checkIds(ids);
  return doc(fg.firestore, path).withConverter(converter);
}

/** A user's public profile. */
export function userRef(fg: Firegroups, uid: string): DocumentReference<User> {
  return ref(fg, { uid }, userPath(uid));
}

/** What the signed-in user wants to be told of. Throws `unauthenticated` where there is none. */
export function settingsRef(fg: Firegroups): DocumentReference<Settings> {
  return ref(fg, {}, settingsPath(currentUid(fg)));
}

/** A notification of the signed-in user. Throws `unauthenticated` where there is none. */
export function notificationRef(
  fg: Firegroups,
  notificationId: string,
): DocumentReference<Notification> {
  return ref(fg, { notificationId }, notificationPath(currentUid(fg), notificationId));
}

/** Up to when the signed-in user has read a group's chat. Throws `unauthenticated` where there is none. */
export function readMarkRef(fg: Firegroups, groupId: string): DocumentReference<ReadMark> {
  return ref(fg, { groupId }, readMarkPath(currentUid(fg), groupId));
}

/** A post on a user's wall. */
export function wallPostRef(
  fg: Firegroups,
  ownerId: string,
  postId: string,
): DocumentReference<Post> {
  return ref(fg, { ownerId, postId }, wallPostPath(ownerId, postId), postConverter);
}

/** A comment on a wall's post. */
export function wallCommentRef(
  fg: Firegroups,
  ownerId: string,
  postId: string,
  commentId: string,
): DocumentReference<Comment> {
  const path = wallCommentPath(ownerId, postId, commentId);
  return ref(fg, { ownerId, postId, commentId }, path);
}

/** A group. */
export function groupRef(fg: Firegroups, groupId: string): DocumentReference<Group> {
  return ref(fg, { groupId }, groupPath(groupId), groupConverter);
}

/** A user's membership in a group. Only one's own can be read by who is not joined. */
export function memberRef(fg: Firegroups, groupId: string, uid: string): DocumentReference<Member> {
  return ref(fg, { groupId, uid }, memberPath(groupId, uid));
}

/** A group's post. */
export function postRef(fg: Firegroups, groupId: string, postId: string): DocumentReference<Post> {
  return ref(fg, { groupId, postId }, postPath(groupId, postId), postConverter);
}

/** A comment on a group's post. */
export function commentRef(
  fg: Firegroups,
  groupId: string,
  postId: string,
  commentId: string,
): DocumentReference<Comment> {
  return ref(fg, { groupId, postId, commentId }, commentPath(groupId, postId, commentId));
}

/** A group's event. */
export function eventRef(
  fg: Firegroups,
  groupId: string,
  eventId: string,
): DocumentReference<GroupEvent> {
  return ref(fg, { groupId, eventId }, eventPath(groupId, eventId), eventConverter);
}

/** A member's vote on an event. One's own shows a change at once, the event's counts up to two seconds later. */
export function voteRef(
  fg: Firegroups,
  groupId: string,
  eventId: string,
  uid: string,
): DocumentReference<Vote> {
  return ref(fg, { groupId, eventId, uid }, votePath(groupId, eventId, uid));
}

/** A chat message. */
export function messageRef(
  fg: Firegroups,
  groupId: string,
  messageId: string,
): DocumentReference<Message> {
  return ref(fg, { groupId, messageId }, messagePath(groupId, messageId));
}
