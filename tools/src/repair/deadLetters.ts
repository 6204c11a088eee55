import type { DeadLetter } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import { deadLettersQuery } from '../../../functions/src/firestore/queries.ts';

/** How many dead letters are listed. */
const MAX_LISTED = 20;

/** Describes the events and tasks that functions could not handle: how many there are, and the newest with their reasons. */
export async function reportDeadLetters(): Promise<string> {
  const count = (await deadLettersQuery().count().get()).data().count;
  if (count === 0) return 'There are no dead letters.';
  const fields = ['trigger', 'groupId', 'reason', 'failedAt'];
  const newest = await deadLettersQuery()
    .select(...fields)
    .limit(MAX_LISTED)
    .get();
  const lines = newest.docs.map((document) => {
    const { trigger, groupId, reason, failedAt } = document.data() as DeadLetter<Timestamp>;
    const time = failedAt.toDate().toISOString();
    // A reason may have several lines.
    return `  ${time}  ${trigger}  ${groupId ?? 'no group'}  ${reason.replace(/\s+/g, ' ')}`;
  });
  const letters = count === 1 ? '1 dead letter' : `${count} dead letters`;
  const newestOnly = count > MAX_LISTED ? `. The newest ${MAX_LISTED}` : '';
  return `${letters} (events and tasks that failed for good)${newestOnly}:\n${lines.join('\n')}`;
}
