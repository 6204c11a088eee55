import { groupPath, userPath, type Comment, type Post } from '@firegroups/model';
import { getFirestore, type DocumentSnapshot, type Timestamp } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { memberIf } from '../notifications/audiences.ts';
import {
  groupPayload,
  instanceOf,
  isLive,
  nameOf,
  tell,
  type NotificationPayload,
} from '../notifications/notify.ts';
import { pushToUsers } from '../notifications/push/push.ts';
import { recount, scheduleRecount } from '../counts/recount.ts';

/** A comment, in a group or on a wall, was written or deleted: the post's count follows, and its author is told. */
export async function onComment(
  event: FirestoreEvent<
    Change<DocumentSnapshot> | undefined,
    { groupId?: string; commentId: string }
  >,
): Promise<void> {
  const { before, after } = event.data!;
  const post = after.ref.parent.parent!;
  if (!after.exists) return scheduleRecount(post);
  if (before.exists) return;
  const comment = after.data() as Comment<Timestamp>;
  const { groupId, commentId } = event.params;
  const firestore = getFirestore();
  const [stored, actor, group] = await firestore.getAll(
    post,
    firestore.doc(userPath(comment.authorId)),
    ...(groupId ? [firestore.doc(groupPath(groupId))] : []),
  );
  // Written together with the post's deletion: nobody could ever see it.
  if (!stored!.exists) {
    await after.ref.delete();
    return;
  }
  const instance = instanceOf(comment.createdAt);
  await Promise.all([
    recount(stored!),
    tellAuthor({ post: stored!, actor: actor!, group, parts: [post.id, commentId, instance] }),
  ]);
}

async function tellAuthor(told: {
  post: DocumentSnapshot;
  actor: DocumentSnapshot;
  group: DocumentSnapshot | undefined;
  parts: string[];
}): Promise<void> {
  const { post, actor, group, parts } = told;
  const { authorId } = post.data() as Post;
  if (authorId === actor.id || (group && !isLive(group))) return;
  const about = { type: 'post_comment', actorId: actor.id, subjectId: post.id } as const;
  const notice: NotificationPayload = group
    ? groupPayload({ ...about, group, actor, parts })
    : {
        ...about,
        id: ['post_comment', ...parts].join('_'),
        groupId: null,
        groupTitle: null,
        actorName: nameOf(actor),
      };
  const recipients = group
    ? memberIf(group.id, authorId, ({ status }) => status === 'joined')
    : () => Promise.resolve([{ uid: authorId, muted: false }]);
  await pushToUsers(await tell(notice, recipients), notice);
}
