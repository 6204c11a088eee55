import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { updateDisplayNameSearch } from '../search/searchNames.ts';

/** Runs when a profile is written or deleted. */
export async function userWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined>,
): Promise<void> {
  const user = event.data?.after;
  if (user?.exists) await updateDisplayNameSearch(user);
}
