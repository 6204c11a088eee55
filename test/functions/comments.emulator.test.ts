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
  /** Mia's post in a group. */
  async function openPost() {
    const group = await GroupFixture.open();
    const post = await group.doc(postPath(group.id, 'p1'), storedPost(group.uid('mia')));
    const comments = (name: string, commentId = 'c1') =>
      creationOf(commentPath(group.id, 'p1', commentId), storedComment(group.uid(name)));
    return { group, post, comments };
  }

  test('tells the post’s author, once, and nobody else', async () => {
    const { group, comments } = await openPost();
    await deliver(commentWritten, await comments('ada'), 2);
    expect(await group.told('mia')).toEqual([
      {
        type: 'post_comment',
        groupId: group.id,
        groupTitle: 'Chess club',
        actorId: group.uid('ada'),
        actorName: 'ada',
        subjectId: 'p1',
      },
    ]);
    expect(await group.whoWasNotified(['cleo', 'ada'])).toEqual([]);
  });

  test('each comment is told', async () => {
    const { group, comments } = await openPost();
    await deliver(commentWritten, await comments('ada'));
    await deliver(commentWritten, await comments('ada', 'c2'));
    await deliver(commentWritten, await comments('cleo', 'c3'));
    expect(await group.whoWasNotified(['mia'])).toEqual(['mia', 'mia', 'mia']);
  });

  test('one’s own comment tells nobody, and is counted', async () => {
    const { group, post, comments } = await openPost();
    const commented = await comments('mia');
    waitFor(1000);
    await deliver(commentWritten, commented);
    expect(await group.whoWasNotified(['cleo', 'ada', 'mia'])).toEqual([]);
    expect(await countOf(post)).toBe(1);
  });

  test.each([
    ['has left', (group: GroupFixture) => group.goes('mia')],
    ['is banned', (group: GroupFixture) => group.isBanned('mia')],
    [
      'wants none',
      (group: GroupFixture) => group.chooses('mia', 'post_comment', { inApp: false, push: true }),
    ],
    [
      'is in a group that is being erased',
      (group: GroupFixture) => group.changes({ deletedAt: Timestamp.now() }),
    ],
  ])('is not told to an author who %s', async (_why, end) => {
    const { group, comments } = await openPost();
    const commented = await comments('ada');
    await end(group);
    await deliver(commentWritten, commented);
    expect(await group.notificationsOf('mia')).toEqual([]);
  });

  test('an edit tells nobody and counts nothing', async () => {
    const { group, post, comments } = await openPost();
    await comments('ada');
    waitFor(1000);
    const path = commentPath(group.id, 'p1', 'c1');
    await deliver(commentWritten, await updateOf(path, { content: 'I do!' }));
    expect(await group.notificationsOf('mia')).toEqual([]);
    expect(tasks.waiting('recountDocument')).toEqual([]);
    expect(await countOf(post)).toBeUndefined();
  });

  test('the count follows comments that are written and deleted, however often and in what order it is told', async () => {
    const { group, post, comments } = await openPost();
    const written = await comments('ada');
    const other = await comments('cleo', 'c2');
    const deleted = await deletionOf(commentPath(group.id, 'p1', 'c1'));
    await deliver(commentWritten, deleted, 2);
    await deliver(commentWritten, other);
    await deliver(commentWritten, written);
    await tasks.run('recountDocument');
    expect(await countOf(post)).toBe(1);
  });

  test('one that comes together with the deletion of its post is taken away again, and tells nobody', async () => {
    const { group, post, comments } = await openPost();
    const written = await comments('ada');
    await post.delete();
    await deliver(commentWritten, written, 2);
    expect((await written.data.after.ref.get()).exists).toBe(false);
    expect(await group.notificationsOf('mia')).toEqual([]);
    expect((await post.get()).exists).toBe(false);
  });

  test('the deletion of one whose post is gone does not bring the post back', async () => {
    const { group, post, comments } = await openPost();
    await comments('ada');
    await post.delete();
    await deliver(commentWritten, await deletionOf(commentPath(group.id, 'p1', 'c1')));
    await tasks.run();
    expect((await post.get()).exists).toBe(false);
  });
});

describe('users/{uid}/posts/{postId}/comments/{commentId}', () => {
  async function openWall() {
    const group = await GroupFixture.open();
    const wall = group.uid('mia');
    const post = await group.doc(wallPostPath(wall, 'p1'), storedPost(wall));
    const comments = (name: string) =>
      creationOf(wallCommentPath(wall, 'p1', 'c1'), storedComment(group.uid(name)));
    return { group, post, comments };
  }

  test('tells the owner of the wall, once, and of no group', async () => {
    const { group, post, comments } = await openWall();
    const commented = await comments('ada');
    waitFor(1000);
    await deliver(commentWritten, commented, 2);
    expect(await group.told('mia')).toEqual([
      {
        type: 'post_comment',
        groupId: null,
        groupTitle: null,
        actorId: group.uid('ada'),
        actorName: 'ada',
        subjectId: 'p1',
      },
    ]);
    expect(await group.whoWasNotified(['ada', 'cleo'])).toEqual([]);
    expect(await countOf(post)).toBe(1);
  });

  test('one’s own comment tells nobody', async () => {
    const { group, comments } = await openWall();
    await deliver(commentWritten, await comments('mia'));
    expect(await group.notificationsOf('mia')).toEqual([]);
  });

  test('names nobody whose profile is gone', async () => {
    const { group, comments } = await openWall();
    const commented = await comments('ada');
    await firestore()
      .doc(userPath(group.uid('ada')))
      .delete();
    await deliver(commentWritten, commented);
    expect(await group.told('mia')).toMatchObject([{ actorId: group.uid('ada'), actorName: null }]);
  });

  test('one that comes together with the deletion of its post is taken away again', async () => {
    const { group, post, comments } = await openWall();
    const written = await comments('ada');
    await post.delete();
    await deliver(commentWritten, written);
    expect((await written.data.after.ref.get()).exists).toBe(false);
    expect(await group.notificationsOf('mia')).toEqual([]);
  });
});
