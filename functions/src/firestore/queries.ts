/**
 * Every query of the functions, in one place so that the test of firestore.indexes.json finds them all. Modules make
 * references to single documents and to whole collections themselves.
 */
import {
  LIMITS,
  devicesPath,
  groupPath,
  membersPath,
  messagesPath,
  typesAbout,
  type Role,
  type VoteChoice,
} from '@firegroups/model';
import {
  FieldPath,
  type CollectionReference,
  type DocumentReference,
  Timestamp,
  type Query,
} from 'firebase-admin/firestore';
import { collectionAt, collectionIn, collectionsNamed, docAt } from './store.ts';

/** The start of a page in a list that is ordered by time and id: after this document. */
export interface Cursor {
  time: Timestamp;
  id: string;
}

const after = (query: Query, cursor: Cursor | null): Query =>
  cursor ? query.startAfter(cursor.time, cursor.id) : query;

/** The joined members of a group. */
export function joinedMembersQuery(groupId: string): Query {
  return collectionAt(membersPath(groupId)).where('status', '==', 'joined');
}

/**
 * The members who had joined a group by a time and have not left, in the order in which they joined. A member who joins
 * later comes after them, so a page that is read again never ends earlier than the first time. Selects only the fields
 * that a fan-out needs.
 */
export function joinedUntilQuery(groupId: string, until: Timestamp, cursor: Cursor | null): Query {
  const query = joinedMembersQuery(groupId)
    .where('joinedAt', '<=', until)
    .orderBy('joinedAt')
    .orderBy(FieldPath.documentId())
    .select('status', 'joinedAt', 'notify', 'mutedUntil');
  return after(query, cursor);
}

/** The creator and the admins of a group. */
export function adminsQuery(groupId: string): Query {
  return joinedMembersQuery(groupId).where('role', 'in', ['creator', 'admin']);
}

/** The member of a role who joined first. */
export function longestMemberQuery(groupId: string, role: Role): Query {
  return joinedMembersQuery(groupId).where('role', '==', role).orderBy('joinedAt').limit(1);
}

/** The pending requests to join a group. */
export function pendingRequestsQuery(groupId: string): Query {
  return collectionAt(membersPath(groupId)).where('status', '==', 'pending_request');
}

/** All memberships of a user, whatever their status. */
export function membershipsOfUserQuery(uid: string): Query {
  return collectionsNamed('members').where('userId', '==', uid);
}

/** The votes for an event with this choice. */
export function votesQuery(event: DocumentReference, vote: VoteChoice): Query {
  return collectionIn(event, 'votes').where('vote', '==', vote);
}

/** The `going` votes for an event, oldest first. A vote that is cast or changed later comes last. */
export function goingVotesQuery(event: DocumentReference, cursor: Cursor | null): Query {
  const query = votesQuery(event, 'going').orderBy('updatedAt').orderBy(FieldPath.documentId());
  return after(query, cursor);
}

/** All votes of a user. */
export function votesOfUserQuery(uid: string): Query {
  return collectionsNamed('votes').where('userId', '==', uid);
}

/** All cooldowns of a user. */
export function cooldownsOfUserQuery(uid: string): Query {
  return collectionsNamed('cooldowns').where('userId', '==', uid);
}

/**
 * The votes of a user in a group, ordered by path. A collection named `votes` can also be elsewhere in the group, so
 * check the path of each one, as `handleOnce` does.
 */
export function votesInGroupQuery(groupId: string, uid: string): Query {
  return below(docAt(groupPath(groupId)), votesOfUserQuery(uid));
}

/** Everyone's notifications of a user's requests to join a group. Selects only their ids. */
export function requestNotificationsQuery(request: { groupId: string; userId: string }): Query {
  return collectionsNamed('notifications')
    .where('type', '==', 'join_request')
    .where('groupId', '==', request.groupId)
    .where('subjectId', '==', request.userId)
    .select();
}

/** Everyone's notifications about an event. */
export function eventNotificationsQuery(groupId: string, eventId: string): Query {
  return collectionsNamed('notifications')
    .where('type', 'in', typesAbout('eventId'))
    .where('groupId', '==', groupId)
    .where('subjectId', '==', eventId);
}

/** Everyone's notifications about a group. */
export function notificationsOfGroupQuery(groupId: string): Query {
  return collectionsNamed('notifications').where('groupId', '==', groupId);
}

/** Everyone's notifications that name a user. */
export function notificationsNamingQuery(uid: string): Query {
  return collectionsNamed('notifications').where('actorId', '==', uid).where('actorName', '>', '');
}

/** Everyone's read marks of a group's chat. */
export function readMarksOfGroupQuery(groupId: string): Query {
  return collectionsNamed('reads').where('groupId', '==', groupId);
}

/** All documents in collections of this id below a document, also if a document between them is deleted. */
export function descendantsQuery(root: DocumentReference, collectionId: string): Query {
  return below(root, collectionsNamed(collectionId));
}

const below = (root: DocumentReference, query: Query): Query =>
  query
    .where(FieldPath.documentId(), '>=', root)
    .where(FieldPath.documentId(), '<', root.parent.doc(`${root.id}\0`));

/** The collections at the top of the database. Other collections are found by their id, wherever they are. */
const ROOT_COLLECTIONS = ['users', 'groups'];

/**
 * The documents of all collections of this id, ordered by path, after the document `after`. A walk reads it page by page.
 */
export function walkQuery(collectionId: string, after: DocumentReference | null): Query {
  const all = ROOT_COLLECTIONS.includes(collectionId)
    ? collectionAt(collectionId)
    : collectionsNamed(collectionId);
  const query = all.orderBy(FieldPath.documentId());
  return after === null ? query : query.startAfter(after);
}

/** The devices of a user. */
export function devicesOfUserQuery(uid: string): Query {
  return collectionAt(devicesPath()).where('userId', '==', uid);
}

/** The devices of a user; the one that was registered last comes first. */
export function newestDevicesQuery(uid: string): Query {
  return devicesOfUserQuery(uid).orderBy('updatedAt', 'desc');
}

/** The newest messages of a chat, as many as its summary has. Selects what the summary needs. */
export function newestMessagesQuery(groupId: string): Query {
  return collectionAt(messagesPath(groupId))
    .orderBy('createdAt', 'desc')
    .orderBy(FieldPath.documentId(), 'desc')
    .select('authorId', 'text', 'imageId', 'createdAt')
    .limit(LIMITS.summaryMessages);
}

/** The summaries of chats that name a user, because the newest message is by that user. */
export function summariesNamingQuery(uid: string): Query {
  return collectionsNamed('summaries')
    .where('last.authorId', '==', uid)
    .where('last.authorName', '>', '');
}

/** The push targets of users who have one of these keys: everybody who gets the messages of a group. */
export function pushTargetsQuery(keys: readonly string[]): Query {
  return collectionsNamed('private').where('groups', 'array-contains-any', keys);
}

/** The dead letters, newest first. */
export function deadLettersQuery(): Query {
  return collectionAt('deadLetters').orderBy('failedAt', 'desc');
}

/** The posts or messages in a collection that name one of at most 30 images. Selects only the image and the author. */
export function documentsNamingQuery(collection: CollectionReference, imageIds: string[]): Query {
  return collection.where('imageId', 'in', imageIds).select('imageId', 'authorId');
}

/**
 * The groups whose deletedAt is before a time and whose deletion has not ended. The stub of a deleted group has no
 * creatorId, so it is not in the index of this query and never costs a read.
 */
export function groupsBeingDeletedQuery(before: Timestamp): Query {
  return collectionAt('groups')
    .where('deletedAt', '<', before)
    .orderBy('deletedAt')
    .orderBy('creatorId');
}

/** The deletions of accounts that were reported, or are certain, and have not ended. */
export function accountsBeingDeletedQuery(): Query {
  return collectionAt('accountDeletions').where('deletedAt', '>', new Timestamp(0, 0));
}

/** The suspected deletions of accounts whose uids come after the first and not after the last; null stands for no bound. */
export function suspectedDeletionsQuery(after: string | null, last: string | null): Query {
  let query = collectionAt('accountDeletions')
    .where('deletedAt', '==', null)
    .orderBy(FieldPath.documentId());
  if (after !== null) query = query.startAfter(after);
  if (last !== null) query = query.endAt(last);
  return query;
}
