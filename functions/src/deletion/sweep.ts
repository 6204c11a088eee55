/**
 * Resumes deletions that stopped, because a task can fail more often than its queue retries it, and finds deletions that
 * nobody reported.
 */
import { Timestamp } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { scheduleAccountDeletion } from './account.ts';
import { scheduleGroupDeletion } from './group.ts';
import { accountsBeingDeletedQuery, groupsBeingDeletedQuery } from '../firestore/queries.ts';
import { sweepProfiles } from './profiles.ts';
import { deleteUnnamedImages } from './unnamedImages.ts';

/** How old a deletion must be for the sweep to resume it, in milliseconds. Until then its own task is running. */
const GRACE = 10 * 60 * 1000;
/** The most groups, and the most accounts, that one sweep resumes. The next sweep continues. */
const LIMIT = 1000;

/**
 * Schedules the deletion of every group and every account that should be deleted but still exists. Then looks for
 * profiles without an account, and for images that nothing names.
 */
export async function sweep(): Promise<void> {
  const round = Date.now();
  const before = Timestamp.fromMillis(round - GRACE);
  const [groups, accounts] = await Promise.all([
    groupsBeingDeletedQuery(before).limit(LIMIT).get(),
    accountsBeingDeletedQuery().limit(LIMIT).get(),
  ]);
  await pMap(groups.docs, ({ id }) => scheduleGroupDeletion(id, round), { concurrency: 10 });
  await pMap(accounts.docs, ({ id }) => scheduleAccountDeletion(id, round), { concurrency: 10 });
  await sweepProfiles(round);
  await deleteUnnamedImages();
}
