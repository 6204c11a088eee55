import type { DeadLetter } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import { deadLettersQuery } from '../../../functions/src/firestore/queries.ts';

/** How many parked events are listed. */
const LISTED = 20;

/** What functions could not handle: how many, and the newest, with their reasons. */
export async function reportDeadLetters(): Promise<string> {
  const count = (await deadLettersQuery().count().get()).data().count;
  if (count === 0) return 'No event is parked.';
  const fields = ['trigger', 'groupId', 'reason', 'failedAt'];
  const newest = await deadLettersQuery()
    .select(...fields)
    .limit(LISTED)
    .get();
  const lines = newest.docs.map((document) => {
    const { trigger, groupId, reason, failedAt } = document.data() as DeadLetter<Timestamp>;
    const time = failedAt.toDate().toISOString();
    // A reason of several lines is one here.
    return `  ${time}  ${trigger}  ${groupId ?? 'no group'}  ${reason.replace(/\s+/g, ' ')}`;
  });
  const few = count > LISTED ? `; the newest ${LISTED}` : '';
  const [is, events] = count === 1 ? ['is', 'event'] : ['are', 'events'];
  return `${count} ${events} ${is} parked: functions gave up on them${few}:\n${lines.join('\n')}`;
}
