import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { FirestoreEvent } from 'firebase-functions/firestore';
import { deleteImageOf } from '../store/images.ts';

/** A chat message was deleted: its image goes along. */
export async function messageDeleted(
  event: FirestoreEvent<QueryDocumentSnapshot | undefined>,
): Promise<void> {
  await deleteImageOf(event.data!);
}
