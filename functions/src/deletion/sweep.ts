/** Resumes erasures that stopped: a task can fail more often than its queue tries it. */
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { scheduleAccountDeletion } from './account.ts';
import { scheduleGroupDeletion } from './group.ts';
import { groupsBeingDeletedQuery } from '../firestore/queries.ts';

/** How old an erasure is before the sweep takes it up, in milliseconds: until then its own task is at it. */
const GRACE = 10 * 60 * 1000;
/** How many erasures of a kind one sweep resumes at the most; the next one goes on. */
const MOST = 1000;

/** Has every group and every account erased of which something is left. */
export async function sweep(): Promise<void> {
  const round = Date.now();
  const before = Timestamp.fromMillis(round - GRACE);
  const [groups, accounts] = await Promise.all([
    groupsBeingDeletedQuery(before).limit(MOST).get(),
    getFirestore().collection('accountDeletions').limit(MOST).get(),
  ]);
  await pMap(groups.docs, ({ id }) => scheduleGroupDeletion(id, round), { concurrency: 10 });
  await pMap(accounts.docs, ({ id }) => scheduleAccountDeletion(id, round), { concurrency: 10 });
}
