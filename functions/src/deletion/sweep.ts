/** Resumes deletions that stopped. A task can fail more often than its queue retries it. */
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { scheduleAccountDeletion } from './account.ts';
import { scheduleGroupDeletion } from './group.ts';
import { groupsBeingDeletedQuery } from '../firestore/queries.ts';
import { deleteUnnamedImages } from './unnamedImages.ts';

/** How old a deletion must be for the sweep to resume it, in milliseconds. Until then its own task is running. */
const GRACE = 10 * 60 * 1000;
/** The most groups, and the most accounts, that one sweep resumes. The next sweep continues. */
const LIMIT = 1000;

/** Schedules the deletion of every group and every account that should be deleted but still exists. */
export async function sweep(): Promise<void> {
  const round = Date.now();
  const before = Timestamp.fromMillis(round - GRACE);
  const [groups, accounts] = await Promise.all([
    groupsBeingDeletedQuery(before).limit(LIMIT).get(),
    getFirestore().collection('accountDeletions').limit(LIMIT).get(),
  ]);
  await pMap(groups.docs, ({ id }) => scheduleGroupDeletion(id, round), { concurrency: 10 });
  await pMap(accounts.docs, ({ id }) => scheduleAccountDeletion(id, round), { concurrency: 10 });
  await deleteUnnamedImages();
}
