import { groupPath, notificationsOf, userPath, type Comment, type Post } from '@firegroups/model';
import { type DocumentSnapshot, type Timestamp } from 'firebase-admin/firestore';
import { recount } from '../counts/recount.ts';
import { sendNotification } from '../notifications/send.ts';
import { database, docAt } from '../firestore/store.ts';

/** Counts a new comment and notifies the author of the post. `groupId` is null on a wall. */
export async function handleNewComment(
  comment: DocumentSnapshot,
  groupId: string | null,
): Promise<void> {
  const after = comment.data() as Comment<Timestamp>;
  const firestore = database();
  const [post, actor, group = null] = await firestore.getAll(
    comment.ref.parent.parent!,
    docAt(userPath(after.authorId)),
    ...(groupId === null ? [] : [docAt(groupPath(groupId))]),
  );
  // A batch can add a comment and delete its post at once. Nobody can see such a comment.
  if (!post!.exists) {
    await comment.ref.delete();
    return;
  }
  const { authorId: postAuthorId } = post!.data() as Post;
  const change = { groupId, postId: post!.id, postAuthorId, commentId: comment.id, after };
  const occurrences = notificationsOf('comment', groupId, change);
  await Promise.all([
    recount(post!),
    ...occurrences.map((occurrence) => sendNotification(occurrence, group, actor)),
  ]);
}
