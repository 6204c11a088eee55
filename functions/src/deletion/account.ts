/** Erases what is left of an account that was deleted. */
import { accountDeletionPath, memberPath, userPath, type AccountDeletion } from '@firegroups/model';
import {
  FieldValue,
  getFirestore,
  type QueryDocumentSnapshot,
  type Timestamp,
} from 'firebase-admin/firestore';
import pMap from 'p-map';
import { deleteAll } from '../firestore/deleteAll.ts';
import { transferOwnership } from '../membership/succession.ts';
import { deleteImagesBelow } from './images.ts';
import type { StoredMember } from '../notifications/audiences.ts';
import {
  descendantsQuery,
  membershipsOfUserQuery,
  notificationsNamingQuery,
  votesOfUserQuery,
} from '../firestore/queries.ts';
import { enqueue } from '../platform/taskQueues.ts';

/** A deleted account's ID token is good for an hour, and a task may run late: so long we look again, in milliseconds. */
const TOKEN_LIFE = 2 * 60 * 60 * 1000;
const PAGE = 100;

/** The task that erases an account. */
export interface AccountDeletionTask {
  uid: string;
}

/** Takes down that an account was deleted, so that the sweep knows it, and has it erased. */
export async function recordDeletedAccount(uid: string): Promise<void> {
  const ref = getFirestore().doc(accountDeletionPath(uid));
  await ref.set({ deletedAt: FieldValue.serverTimestamp() });
  await scheduleAccountDeletion(uid);
}

/** Has an account erased. `round` tells a later attempt from the first one. */
export async function scheduleAccountDeletion(uid: string, round = 0): Promise<void> {
  const task: AccountDeletionTask = { uid };
  await enqueue('deleteAccountData', task, { key: `${uid} ${round}` });
}

/**
 * Erases an account that was taken down as deleted, and no other: the profile first, without which nobody joins anything;
 * then memberships, of which a creator's passes on, all below the profile, images, votes, and the name in others' notifications.
 * May be killed and begun anew at any point.
 */
export async function deleteAccountData({ uid }: AccountDeletionTask): Promise<void> {
  const firestore = getFirestore();
  const erasure = firestore.doc(accountDeletionPath(uid));
  const stored = (await erasure.get()).data() as AccountDeletion<Timestamp> | undefined;
  if (!stored) return;
  const user = firestore.doc(userPath(uid));
  await user.delete();
  await leaveAllGroups(uid);
  const own = ['private', 'reads', 'devices', 'notifications'].map((id) => user.collection(id));
  await Promise.all([
    ...own.map((collection) => deleteAll(collection)),
    deleteAll(descendantsQuery(user, 'comments')).then(() => deleteAll(user.collection('posts'))),
    deleteImagesBelow(user.path),
    deleteAll(votesOfUserQuery(uid)),
    forgetName(uid),
  ]);
  // Until then somebody may still act by the account's token.
  if (Date.now() - stored.deletedAt.toMillis() > TOKEN_LIFE) await erasure.delete();
}

async function leaveAllGroups(uid: string): Promise<void> {
  let memberships: QueryDocumentSnapshot[];
  do {
    memberships = (await membershipsOfUserQuery(uid).limit(PAGE).get()).docs;
    await pMap(memberships, (membership) => leave(membership), { concurrency: 10 });
  } while (memberships.length > 0);
}

async function leave(membership: QueryDocumentSnapshot): Promise<void> {
  const { groupId, userId, role } = membership.data() as StoredMember;
  if (role === 'creator') return transferOwnership(groupId, userId);
  // It fails where the membership has changed, to the creator's perhaps; the next attempt sees that.
  await getFirestore()
    .doc(memberPath(groupId, userId))
    .delete({ lastUpdateTime: membership.updateTime });
}

async function forgetName(uid: string): Promise<void> {
  let named: QueryDocumentSnapshot[];
  do {
    named = (await notificationsNamingQuery(uid).limit(PAGE).get()).docs;
    const batch = getFirestore().batch();
    for (const { ref } of named) batch.update(ref, { actorName: null });
    await batch.commit();
  } while (named.length > 0);
}
