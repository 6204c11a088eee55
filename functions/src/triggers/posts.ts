import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { FirestoreEvent } from 'firebase-functions/firestore';
import { deleteCounted } from '../counts/counts.ts';
import { deleteImageOf } from '../deletion/images.ts';

/** Runs when a post, in a group or on a wall, is deleted. */
export async function postDeleted(
  event: FirestoreEvent<QueryDocumentSnapshot | undefined>,
): Promise<void> {
  const post = event.data!;
  await Promise.all([deleteCounted(post.ref), deleteImageOf(post)]);
}
