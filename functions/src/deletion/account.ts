/** Deletes the data of a deleted account. */
import { accountDeletionPath, userPath, type AccountDeletion } from '@firegroups/model';
import { FieldValue, type QueryDocumentSnapshot, type Timestamp } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { deleteAll } from '../firestore/deleteAll.ts';
import { handleAll } from '../firestore/handleAll.ts';
import { deleteIfUnchanged, updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';
import { transferOwnership } from '../membership/succession.ts';
import { accounts } from './accounts.ts';
import { deleteImagesBelow } from './images.ts';
import type { StoredMember } from '../firestore/documents.ts';
import {
  cooldownsOfUserQuery,
  descendantsQuery,
  devicesOfUserQuery,
  membershipsOfUserQuery,
  notificationsNamingQuery,
  summariesNamingQuery,
  votesOfUserQuery,
} from '../firestore/queries.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { collectionIn, database, docAt } from '../firestore/store.ts';

/**
 * How long new data of a deleted account can appear, in milliseconds. Its ID token lasts an hour, and a task can be
 * late.
 */
const TOKEN_LIFETIME = 2 * 60 * 60 * 1000;
const PAGES = { pageSize: 100 };

/** The task that deletes the data of an account. */
export interface AccountDeletionTask {
  uid: string;
}

/** Records that an account was deleted, so that the sweep finds it, and schedules the deletion of its data. */
export async function recordDeletedAccount(uid: string): Promise<void> {
  const ref = docAt(accountDeletionPath(uid));
  await ref.set({ deletedAt: FieldValue.serverTimestamp() });
  await scheduleAccountDeletion(uid);
}

/** Schedules the deletion of an account's data. `round` distinguishes later attempts from the first one. */
export async function scheduleAccountDeletion(uid: string, round = 0): Promise<void> {
  const task: AccountDeletionTask = { uid };
  await enqueue('deleteAccountData', task, { key: `${uid} ${round}` });
}

/**
 * Runs the task. Deletes the data of an account only if its deletion was recorded and Authentication has no account with
 * its uid: first the profile, without which the user cannot join anything; then memberships (the groups that they created
 * get a new creator), everything below the profile, images, votes, cooldowns, and the name in other users' notifications. Can be
 * stopped and repeated at any point.
 *
 * If an account with this uid exists, it was created again, and the data can be its own. Then the record goes, and all
 * data stays, including what an earlier run has left of the deleted account's.
 */
export async function runAccountDeletion({ uid }: AccountDeletionTask): Promise<void> {
  const record = await docAt(accountDeletionPath(uid)).get();
  const deletedAt = (record.data() as AccountDeletion<Timestamp> | undefined)?.deletedAt;
  if (!deletedAt) return;
  const isMissing = (await accounts.missing([uid])).has(uid);
  if (!isMissing) {
    // A record that has changed is about a later deletion.
    await deleteIfUnchanged(record);
    return;
  }
  const user = docAt(userPath(uid));
  await user.delete();
  await leaveAllGroups(uid);
  const own = ['private', 'reads', 'limits', 'recentPushes', 'notifications'].map((id) =>
    collectionIn(user, id),
  );
  await Promise.all([
    ...own.map((collection) => deleteAll(collection)),
    deleteAll(descendantsQuery(user, 'comments')).then(() =>
      deleteAll(collectionIn(user, 'posts')),
    ),
    deleteImagesBelow(userPath(uid)),
    deleteAll(devicesOfUserQuery(uid)),
    deleteAll(votesOfUserQuery(uid)),
    deleteAll(cooldownsOfUserQuery(uid)),
    removeNameFromNotifications(uid),
    removeNameFromSummaries(uid),
  ]);
  // Until then, somebody can still write with the account's token. The sweep repeats this task.
  if (Date.now() - deletedAt.toMillis() > TOKEN_LIFETIME) await deleteIfUnchanged(record);
}

async function leaveAllGroups(uid: string): Promise<void> {
  await handleAll(membershipsOfUserQuery(uid), PAGES, async (memberships) => {
    await pMap(memberships, leave, { concurrency: 10 });
  });
}

async function leave(membership: QueryDocumentSnapshot): Promise<void> {
  const { ref, updateTime } = membership;
  const { role } = membership.data() as StoredMember;
  if (role === 'creator') return transferOwnership(ref.parent.parent!.id, ref.id);
  // This fails if the membership changed, for example if the user became the creator. The next attempt sees the change.
  await ref.delete({ lastUpdateTime: updateTime });
}

async function removeNameFromNotifications(uid: string): Promise<void> {
  await handleAll(notificationsNamingQuery(uid), PAGES, async (named) => {
    const batch = database().batch();
    for (const { ref } of named) batch.update(ref, { actorName: null });
    await batch.commit();
  });
}

async function removeNameFromSummaries(uid: string): Promise<void> {
  await handleAll(summariesNamingQuery(uid), PAGES, async (summaries) => {
    await pMap(summaries, (summary) => updateIfUnchanged(summary, { 'last.authorName': null }), {
      concurrency: 10,
    });
  });
}
