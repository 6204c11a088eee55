import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { FirestoreEvent } from 'firebase-functions/firestore';
import { deleteCounted } from '../counts/counts.ts';
import { deleteImageOf } from '../deletion/images.ts';

/** A post, in a group or on a wall, was deleted: its comments and its image go along. */
export async function onPostDelete(
  event: FirestoreEvent<QueryDocumentSnapshot | undefined>,
): Promise<void> {
  await Promise.all([deleteCounted(event.data!.ref), deleteImageOf(event.data!)]);
}
