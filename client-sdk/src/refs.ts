/** Typed references: plain Firestore objects. Each function throws `invalid-argument` for an id that Firestore cannot take. */
import {
  collection,
  doc,
  type CollectionReference,
  type DocumentReference,
  type Firestore,
  type FirestoreDataConverter,
  type Timestamp,
} from 'firebase/firestore';
import type { ChatSummary } from '@firegroups/model';
import { checkValue, pathId } from './checks.ts';
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
import { invalidArgument } from './errors.ts';
import { currentUid, type Firegroups } from './firegroups.ts';

/** The collection of an id in the database, or below a document. Its id in the database begins with the handle's prefix. */
export const collectionIn = (
  fg: Firegroups,
  id: string,
  parent: Firestore | DocumentReference<unknown> = fg.firestore,
): CollectionReference => collection(parent as DocumentReference, fg.prefix + id);

/** A document in a collection of `parent`. `idName` is the id's name in error messages. */
function ref<T>(
  fg: Firegroups,
  parent: Firestore | DocumentReference<unknown>,
  collectionId: string,
  idName: string,
  id: string,
  converter = plainConverter as FirestoreDataConverter<T>,
): DocumentReference<T> {
  checkValue(idName, id, pathId);
  return doc(collectionIn(fg, collectionId, parent), id).withConverter(converter);
}

/**
 * A user's public profile.
 *
 * @example
 * const user = (await getDoc(userRef(fg, bobUid))).data();
 */
export function userRef(fg: Firegroups, uid: string): DocumentReference<User> {
  return ref(fg, fg.firestore, 'users', 'uid', uid);
}

/**
 * The signed-in user's notification settings. Throws `unauthenticated` if nobody is signed in.
 *
 * @example
 * const settings = (await getDoc(settingsRef(fg))).data();
 */
export function settingsRef(fg: Firegroups): DocumentReference<Settings> {
  return ref(fg, userRef(fg, currentUid(fg)), 'private', 'settings', 'settings');
}

/** A device of the signed-in user. */
export function deviceRef(fg: Firegroups, deviceId: string): DocumentReference {
  return ref(fg, fg.firestore, 'devices', 'deviceId', deviceId);
}

/**
 * A notification of the signed-in user. Throws `unauthenticated` if nobody is signed in.
 *
 * @example
 * const stop = onSnapshot(notificationRef(fg, notification.id), (one) => render(one.data()));
 */
export function notificationRef(
  fg: Firegroups,
  notificationId: string,
): DocumentReference<Notification> {
  return ref(fg, userRef(fg, currentUid(fg)), 'notifications', 'notificationId', notificationId);
}

/**
 * The time up to which the signed-in user has read a group's chat. Throws `unauthenticated` if nobody is signed in.
 *
 * @example
 * const lastReadAt = (await getDoc(readMarkRef(fg, groupId))).data()?.lastReadAt;
 */
export function readMarkRef(fg: Firegroups, groupId: string): DocumentReference<ReadMark> {
  return ref(fg, userRef(fg, currentUid(fg)), 'reads', 'groupId', groupId);
}

/** The summary of a group's chat. It has Firestore's own timestamps, which are more precise than a `Date`. */
export function chatSummaryRef(
  fg: Firegroups,
  groupId: string,
): DocumentReference<ChatSummary<Timestamp>> {
  const summaries = collectionIn(fg, 'summaries', groupRef(fg, groupId));
  return doc(summaries, 'chat') as DocumentReference<ChatSummary<Timestamp>>;
}

/**
 * A group.
 *
 * @example
 * const stop = onSnapshot(groupRef(fg, groupId), (group) => render(group.data()?.title));
 */
export function groupRef(fg: Firegroups, groupId: string): DocumentReference<Group> {
  return ref(fg, fg.firestore, 'groups', 'groupId', groupId, groupConverter);
}

/**
 * A user's membership in a group. Users who are not joined can read only their own.
 *
 * @example
 * const role = (await getDoc(memberRef(fg, groupId, bobUid))).data()?.role;
 */
export function memberRef(fg: Firegroups, groupId: string, uid: string): DocumentReference<Member> {
  return ref(fg, groupRef(fg, groupId), 'members', 'uid', uid);
}

/** Where posts are: in a group, or on a user's wall. */
export type PostPlace =
  { groupId: string; userId?: undefined } | { userId: string; groupId?: undefined };

/** Where comments are: on a post in a group, or on a user's wall. */
export type CommentPlace = PostPlace & { postId: string };

/** The group or the user that posts belong to. */
export function placeRef(fg: Firegroups, place: PostPlace): DocumentReference<unknown> {
  const { groupId, userId } = Object(place) as PostPlace;
  if ((groupId === undefined) === (userId === undefined)) {
    throw invalidArgument({ groupId: 'expected either groupId or userId' });
  }
  return userId === undefined
    ? groupRef(fg, groupId)
    : ref(fg, fg.firestore, 'users', 'userId', userId);
}

/**
 * A post in a group or on a wall.
 *
 * @example
 * const post = (await getDoc(postRef(fg, { groupId }, postId))).data();
 */
export function postRef(fg: Firegroups, place: PostPlace, postId: string): DocumentReference<Post> {
  return ref(fg, placeRef(fg, place), 'posts', 'postId', postId, postConverter);
}

/** The post that comments belong to. */
export function postAt(fg: Firegroups, place: CommentPlace): DocumentReference<Post> {
  return postRef(fg, place, (Object(place) as CommentPlace).postId);
}

/**
 * A comment on a post.
 *
 * @example
 * const comment = (await getDoc(commentRef(fg, { groupId, postId }, commentId))).data();
 */
export function commentRef(
  fg: Firegroups,
  place: CommentPlace,
  commentId: string,
): DocumentReference<Comment> {
  return ref(fg, postAt(fg, place), 'comments', 'commentId', commentId);
}

/**
 * A group's event.
 *
 * @example
 * const goingCount = (await getDoc(eventRef(fg, groupId, eventId))).data()?.goingCount;
 */
export function eventRef(
  fg: Firegroups,
  groupId: string,
  eventId: string,
): DocumentReference<GroupEvent> {
  return ref(fg, groupRef(fg, groupId), 'events', 'eventId', eventId, eventConverter);
}

/**
 * A member's vote on an event. The user's own vote shows a change at once; the event's counts follow within two seconds.
 *
 * @example
 * const choice = (await getDoc(voteRef(fg, groupId, eventId, bobUid))).data()?.vote;
 */
export function voteRef(
  fg: Firegroups,
  groupId: string,
  eventId: string,
  uid: string,
): DocumentReference<Vote> {
  return ref(fg, eventRef(fg, groupId, eventId), 'votes', 'uid', uid);
}

/**
 * A chat message.
 *
 * @example
 * const message = (await getDoc(messageRef(fg, groupId, id))).data();
 */
export function messageRef(
  fg: Firegroups,
  groupId: string,
  messageId: string,
): DocumentReference<Message> {
  return ref(fg, groupRef(fg, groupId), 'messages', 'messageId', messageId);
}
