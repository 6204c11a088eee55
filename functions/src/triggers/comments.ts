import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { handleNewComment } from '../comments/newComment.ts';
import { scheduleRecount } from '../counts/recount.ts';

/** Runs when a comment, in a group or on a wall, is written or deleted. */
export async function commentWritten(
  event: FirestoreEvent<
    Change<DocumentSnapshot> | undefined,
    { groupId?: string; commentId: string }
  >,
): Promise<void> {
  const { before, after } = event.data!;
  if (!after.exists) return scheduleRecount(after.ref.parent.parent!);
  if (!before.exists) return handleNewComment(after, event.params.groupId ?? null);
}
