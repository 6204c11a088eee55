import type { Vote } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { scheduleRecount } from '../counts/recount.ts';

/** A vote was cast, changed or withdrawn: the event's tallies follow. Who votes sees their own vote meanwhile. */
export async function onVote(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined>,
): Promise<void> {
  const { before, after } = event.data!;
  const [was, is] = [before, after].map((vote) => (vote.data() as Vote | undefined)?.vote);
  // Votes come many at a time, when an event is told to all: one count for those of a second.
  if (was !== is) await scheduleRecount(after.ref.parent.parent!);
}
