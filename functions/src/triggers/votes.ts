import type { Vote } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { scheduleRecount } from '../counts/recount.ts';

/** Runs when a vote is written or deleted. */
export async function voteWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined>,
): Promise<void> {
  const { before, after } = event.data!;
  const [former, current] = [before, after].map((vote) => (vote.data() as Vote | undefined)?.vote);
  // After a notification to the whole group, many votes arrive at once. A scheduled recount covers those of one second.
  if (former !== current) await scheduleRecount(after.ref.parent.parent!);
}
