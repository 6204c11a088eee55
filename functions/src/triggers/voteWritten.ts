import type { Vote } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { recount, recountSoon } from '../store/recount.ts';

/** A vote was cast, changed or withdrawn: the event's tallies follow. */
export async function voteWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined>,
): Promise<void> {
  const { before, after } = event.data!;
  const voted = after.ref.parent.parent!;
  if (!after.exists) return recountSoon(voted);
  if ((before.data() as Vote | undefined)?.vote === (after.data() as Vote).vote) return;
  const stored = await voted.get();
  if (stored.exists) await recount(stored);
  // Cast together with the event's deletion: nobody could ever see it.
  else await after.ref.delete();
}
