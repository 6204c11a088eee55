import { describe, expect, test } from '@jest/globals';
import { commentPath, postPath, userPath, wallCommentPath, wallPostPath } from '@firegroups/model';
import { Timestamp, type DocumentReference } from 'firebase-admin/firestore';
import { commentWritten } from '../../functions/src/triggers/comments.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { storedComment, storedPost } from '../../testing/src/fixtures/content.ts';
import { creationOf, deletionOf, deliver, updateOf } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';

const { firestore, tasks } = useAdmin('comments');

const countOf = async (post: DocumentReference) =>
  (await post.get()).get('commentCount') as unknown;

describe('groups/{groupId}/posts/{postId}/comments/{commentId}', () => {
  /** Creates a group with a post by Mia. */
  async function createPost() {
    const group = await GroupFixture.create();
    const post = await group.write(postPath(group.id, 'p1'), storedPost(group.uid('mia')));
    const comment = (name: string, commentId = 'c1') =>
      creationOf(commentPath(group.id, 'p1', commentId), storedComment(group.uid(name)));
    return { group, post, comment };
  }

  test('a comment notifies the post’s author once, and nobody else', async () => {
    const { group, comment } = await createPost();
    await deliver(commentWritten, await comment('ada'), 2);
    expect(await group.notificationsOf('mia')).toEqual([
      group.notification('post_comment', { actor: 'ada', subjectId: 'p1' }),
    ]);
    expect(await group.notifiedAmong(['cleo', 'ada'])).toEqual([]);
  });

  test('each comment notifies the post’s author', async () => {
    const { group, comment } = await createPost();
    await deliver(commentWritten, await comment('ada'));
    await deliver(commentWritten, await comment('ada', 'c2'));
    await deliver(commentWritten, await comment('cleo', 'c3'));
    expect(await group.notifiedAmong(['mia'])).toEqual(['mia', 'mia', 'mia']);
  });

  test('a comment on your own post notifies nobody and is counted', async () => {
    const { group, post, comment } = await createPost();
    const created = await comment('mia');
    waitFor(1000);
    await deliver(commentWritten, created);
    expect(await group.notifiedAmong(['cleo', 'ada', 'mia'])).toEqual([]);
    expect(await countOf(post)).toBe(1);
  });

  test.each([
    ['has left', (group: GroupFixture) => group.endMembership('mia')],
    ['is banned', (group: GroupFixture) => group.ban('mia')],
    [
      'turned them off',
      (group: GroupFixture) => group.choose('mia', 'post_comment', { inApp: false, push: true }),
    ],
    [
      'is in a group that is being deleted',
      (group: GroupFixture) => group.update({ deletedAt: Timestamp.now() }),
    ],
  ])('a comment does not notify an author who %s', async (_state, end) => {
    const { group, comment } = await createPost();
    const created = await comment('ada');
    await end(group);
    await deliver(commentWritten, created);
    expect(await group.notificationDocs('mia')).toEqual([]);
  });

  test('an edit notifies nobody and does not recount', async () => {
    const { group, post, comment } = await createPost();
    await comment('ada');
    waitFor(1000);
    const path = commentPath(group.id, 'p1', 'c1');
    await deliver(commentWritten, await updateOf(path, { content: 'I do!' }));
    expect(await group.notificationDocs('mia')).toEqual([]);
    expect(tasks.waiting('recountDocument')).toEqual([]);
    expect(await countOf(post)).toBeUndefined();
  });

  test('the count is right however often and in whatever order events arrive', async () => {
    const { group, post, comment } = await createPost();
    const created = await comment('ada');
    const other = await comment('cleo', 'c2');
    const deleted = await deletionOf(commentPath(group.id, 'p1', 'c1'));
    await deliver(commentWritten, deleted, 2);
    await deliver(commentWritten, other);
    await deliver(commentWritten, created);
    await tasks.run('recountDocument');
    expect(await countOf(post)).toBe(1);
  });

  test('a comment that is written together with the deletion of its post is deleted and notifies nobody', async () => {
    const { group, post, comment } = await createPost();
    const created = await comment('ada');
    await post.delete();
    await deliver(commentWritten, created, 2);
    expect((await created.data.after.ref.get()).exists).toBe(false);
    expect(await group.notificationDocs('mia')).toEqual([]);
    expect((await post.get()).exists).toBe(false);
  });

  test('the deletion of a comment does not restore its deleted post', async () => {
    const { group, post, comment } = await createPost();
    await comment('ada');
    await post.delete();
    await deliver(commentWritten, await deletionOf(commentPath(group.id, 'p1', 'c1')));
    await tasks.run();
    expect((await post.get()).exists).toBe(false);
  });
});

describe('users/{uid}/posts/{postId}/comments/{commentId}', () => {
  async function createWall() {
    const group = await GroupFixture.create();
    const wall = group.uid('mia');
    const post = await group.write(wallPostPath(wall, 'p1'), storedPost(wall));
    const comment = (name: string) =>
      creationOf(wallCommentPath(wall, 'p1', 'c1'), storedComment(group.uid(name)));
    return { group, post, comment };
  }

  test('a comment notifies the owner of the wall once, without a group', async () => {
    const { group, post, comment } = await createWall();
    const created = await comment('ada');
    waitFor(1000);
    await deliver(commentWritten, created, 2);
    expect(await group.notificationsOf('mia')).toEqual([
      {
        ...group.notification('post_comment', { actor: 'ada', subjectId: 'p1' }),
        groupId: null,
        groupTitle: null,
      },
    ]);
    expect(await group.notifiedAmong(['ada', 'cleo'])).toEqual([]);
    expect(await countOf(post)).toBe(1);
  });

  test('a comment on your own wall notifies nobody', async () => {
    const { group, comment } = await createWall();
    await deliver(commentWritten, await comment('mia'));
    expect(await group.notificationDocs('mia')).toEqual([]);
  });

  test('a comment by a user without a profile has no actorName', async () => {
    const { group, comment } = await createWall();
    const created = await comment('ada');
    await firestore()
      .doc(userPath(group.uid('ada')))
      .delete();
    await deliver(commentWritten, created);
    expect(await group.notificationsOf('mia')).toMatchObject([
      { actorId: group.uid('ada'), actorName: null },
    ]);
  });

  test('a comment that is written together with the deletion of its post is deleted', async () => {
    const { group, post, comment } = await createWall();
    const created = await comment('ada');
    await post.delete();
    await deliver(commentWritten, created);
    expect((await created.data.after.ref.get()).exists).toBe(false);
    expect(await group.notificationDocs('mia')).toEqual([]);
  });
});
