/** Typed references: plain Firestore objects. Each throws `invalid-argument` for an id that is empty or has a slash. */
import {
  doc,
  type DocumentReference,
  type Firestore,
  type FirestoreDataConverter,
} from 'firebase/firestore';
import { checkId } from './checks.ts';
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

/** A document of a collection of `parent`, by its id, which an error calls `idName`. */
function ref<T>(
  parent: Firestore | DocumentReference<unknown>,
  collectionId: string,
  idName: string,
  id: string,
  converter = plainConverter as FirestoreDataConverter<T>,
): DocumentReference<T> {
  checkId(idName, id);
  return doc(parent as DocumentReference, collectionId, id).withConverter(converter);
}

/** A user's public profile. */
export function userRef(fg: Firegroups, uid: string): DocumentReference<User> {
  return ref(fg.firestore, 'users', 'uid', uid);
}

/** What the signed-in user wants to be told of. Throws `unauthenticated` where there is none. */
export function settingsRef(fg: Firegroups): DocumentReference<Settings> {
  return ref(userRef(fg, currentUid(fg)), 'private', 'settings', 'settings');
}

/** A device of the signed-in user. */
export function deviceRef(fg: Firegroups, deviceId: string): DocumentReference {
  return ref(userRef(fg, currentUid(fg)), 'devices', 'deviceId', deviceId);
}

/** A notification of the signed-in user. Throws `unauthenticated` where there is none. */
export function notificationRef(
  fg: Firegroups,
  notificationId: string,
): DocumentReference<Notification> {
  return ref(userRef(fg, currentUid(fg)), 'notifications', 'notificationId', notificationId);
}

/** Up to when the signed-in user has read a group's chat. Throws `unauthenticated` where there is none. */
export function readMarkRef(fg: Firegroups, groupId: string): DocumentReference<ReadMark> {
  return ref(userRef(fg, currentUid(fg)), 'reads', 'groupId', groupId);
}

/** A post on a user's wall. */
export function wallPostRef(
  fg: Firegroups,
  ownerId: string,
  postId: string,
): DocumentReference<Post> {
  const owner = ref(fg.firestore, 'users', 'ownerId', ownerId);
  return ref(owner, 'posts', 'postId', postId, postConverter);
}

/** A comment on a wall's post. */
export function wallCommentRef(
  fg: Firegroups,
  ownerId: string,
  postId: string,
  commentId: string,
): DocumentReference<Comment> {
  return ref(wallPostRef(fg, ownerId, postId), 'comments', 'commentId', commentId);
}

/** A group. */
export function groupRef(fg: Firegroups, groupId: string): DocumentReference<Group> {
  return ref(fg.firestore, 'groups', 'groupId', groupId, groupConverter);
}

/** A user's membership in a group. Only one's own can be read by who is not joined. */
export function memberRef(fg: Firegroups, groupId: string, uid: string): DocumentReference<Member> {
  return ref(groupRef(fg, groupId), 'members', 'uid', uid);
}

/** A group's post. */
export function postRef(fg: Firegroups, groupId: string, postId: string): DocumentReference<Post> {
  return ref(groupRef(fg, groupId), 'posts', 'postId', postId, postConverter);
}

/** A comment on a group's post. */
export function commentRef(
  fg: Firegroups,
  groupId: string,
  postId: string,
  commentId: string,
): DocumentReference<Comment> {
  return ref(postRef(fg, groupId, postId), 'comments', 'commentId', commentId);
}

/** A group's event. */
export function eventRef(
  fg: Firegroups,
  groupId: string,
  eventId: string,
): DocumentReference<GroupEvent> {
  return ref(groupRef(fg, groupId), 'events', 'eventId', eventId, eventConverter);
}

/** A member's vote on an event. One's own shows a change at once, the event's counts up to two seconds later. */
export function voteRef(
  fg: Firegroups,
  groupId: string,
  eventId: string,
  uid: string,
): DocumentReference<Vote> {
  return ref(eventRef(fg, groupId, eventId), 'votes', 'uid', uid);
}

/** A chat message. */
export function messageRef(
  fg: Firegroups,
  groupId: string,
  messageId: string,
): DocumentReference<Message> {
  return ref(groupRef(fg, groupId), 'messages', 'messageId', messageId);
}
