import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { FirestoreEvent } from 'firebase-functions/firestore';
import { deleteCounted } from '../store/counts.ts';

/** A post, in a group or on a wall, was deleted: its comments go along. */
export async function postDeleted(
  event: FirestoreEvent<QueryDocumentSnapshot | undefined>,
): Promise<void> {
  await deleteCounted(event.data!.ref);
}
