/**
 * Every query of the functions, so that the test of firestore.indexes.json finds them all. References to single
 * documents and to whole collections are made where they are used.
 */
import { membersPath, type Role, type VoteChoice } from '@firegroups/model';
import {
  FieldPath,
  getFirestore,
  type DocumentReference,
  type Query,
  type Timestamp,
} from 'firebase-admin/firestore';

/** Where a page begins: after the document of that id, in a list that is ordered by time. */
export interface Cursor {
  time: Timestamp;
  id: string;
}

const after = (query: Query, cursor: Cursor | null): Query =>
  cursor ? query.startAfter(cursor.time, cursor.id) : query;

/** A group's joined members. */
export function joinedMembersQuery(groupId: string): Query {
  return getFirestore().collection(membersPath(groupId)).where('status', '==', 'joined');
}

/**
 * A group's members who had joined at a time and have not left since, longest first. Whoever joins later comes after
 * them, so that a page that is read again never ends before where it ended first. Only what a fan-out needs is sent.
 */
export function joinedUntilQuery(groupId: string, until: Timestamp, cursor: Cursor | null): Query {
  const query = joinedMembersQuery(groupId)
    .where('joinedAt', '<=', until)
    .orderBy('joinedAt')
    .orderBy(FieldPath.documentId())
    .select('status', 'joinedAt', 'muted');
  return after(query, cursor);
}

/** A group's creator and admins. */
export function adminsQuery(groupId: string): Query {
  return joinedMembersQuery(groupId).where('role', 'in', ['creator', 'admin']);
}

/** The one of a role who joined first. */
export function longestMemberQuery(groupId: string, role: Role): Query {
  return joinedMembersQuery(groupId).where('role', '==', role).orderBy('joinedAt').limit(1);
}

/** The requests to join a group that wait. */
export function pendingRequestsQuery(groupId: string): Query {
  return getFirestore().collection(membersPath(groupId)).where('status', '==', 'pending_request');
}

/** All memberships of a user, whatever their status. */
export function membershipsOfUserQuery(uid: string): Query {
  return getFirestore().collectionGroup('members').where('userId', '==', uid);
}

/** An event's votes of a kind. */
export function votesQuery(event: DocumentReference, vote: VoteChoice): Query {
  return event.collection('votes').where('vote', '==', vote);
}

/** An event's votes to go, longest first: a vote that is cast or changed later comes last. */
export function goingVotesQuery(event: DocumentReference, cursor: Cursor | null): Query {
  const query = votesQuery(event, 'going').orderBy('updatedAt').orderBy(FieldPath.documentId());
  return after(query, cursor);
}

/** All votes of a user. */
export function votesOfUserQuery(uid: string): Query {
  return getFirestore().collectionGroup('votes').where('userId', '==', uid);
}

/** The notifications of a user's requests to join a group, whoever got them; their ids only. */
export function requestNotificationsQuery(request: { groupId: string; userId: string }): Query {
  return getFirestore()
    .collectionGroup('notifications')
    .where('type', '==', 'join_request')
    .where('groupId', '==', request.groupId)
    .where('subjectId', '==', request.userId)
    .select();
}

/** Everybody's notifications about a group. */
export function notificationsOfGroupQuery(groupId: string): Query {
  return getFirestore().collectionGroup('notifications').where('groupId', '==', groupId);
}

/** Everybody's notifications that name a user. */
export function notificationsNamingQuery(uid: string): Query {
  return getFirestore()
    .collectionGroup('notifications')
    .where('actorId', '==', uid)
    .where('actorName', '>', '');
}

/** Everybody's read marks of a group's chat. */
export function readMarksOfGroupQuery(groupId: string): Query {
  return getFirestore().collectionGroup('reads').where('groupId', '==', groupId);
}

/** All documents of the collections of that id below a document, also where the one between is gone. */
export function descendantsQuery(root: DocumentReference, collectionId: string): Query {
  return getFirestore()
    .collectionGroup(collectionId)
    .where(FieldPath.documentId(), '>=', root)
    .where(FieldPath.documentId(), '<', root.parent.doc(`${root.id}\0`));
}

/** Everything at the top of the database. Other collections are found by their id, wherever they are. */
const TOP = ['users', 'groups'];

/** The documents of all collections of that id, by path, after that of a path: what a walk reads page by page. */
export function walkQuery(collectionId: string, after: string | null): Query {
  const firestore = getFirestore();
  const all = TOP.includes(collectionId)
    ? firestore.collection(collectionId)
    : firestore.collectionGroup(collectionId);
  const query = all.orderBy(FieldPath.documentId());
  return after === null ? query : query.startAfter(firestore.doc(after));
}

/** What functions could not handle, newest first. */
export function deadLettersQuery(): Query {
  return getFirestore().collection('deadLetters').orderBy('failedAt', 'desc');
}

/** The groups whose deletion was asked for before a time, and that are still there. */
export function groupsBeingDeletedQuery(before: Timestamp): Query {
  return getFirestore().collection('groups').where('deletedAt', '<', before);
}
