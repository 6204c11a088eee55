/**
 * Every query of the functions, so that the test of firestore.indexes.json finds them all. References to single
 * documents are made where they are used.
 */
import { membersPath } from '@firegroups/model';
import { getFirestore, type Query } from 'firebase-admin/firestore';

/** A group's joined members. */
export function joinedMembersQuery(groupId: string): Query {
  return getFirestore().collection(membersPath(groupId)).where('status', '==', 'joined');
}

/** A group's creator and admins. */
export function staffQuery(groupId: string): Query {
  return joinedMembersQuery(groupId).where('role', 'in', ['creator', 'admin']);
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
