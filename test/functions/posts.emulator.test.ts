import { describe, expect, test } from '@jest/globals';
import { commentPath, postPath, wallCommentPath, wallPostPath } from '@firegroups/model';
import { postDeleted } from '../../functions/src/triggers/posts.ts';
import { runWithCrash } from '../../testing/src/harness/io.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedComment, storedPost } from '../../testing/src/fixtures/content.ts';
import { store } from '../../testing/src/fixtures/store.ts';
import { asDeleted, deletionOf, deliver } from '../../testing/src/harness/events.ts';

const { firestore } = useAdmin('posts');

/** Writes a post with this number of comments. */
async function createPost(
  path: string,
  commentPathOf: (id: string) => string,
  count: number,
): Promise<void> {
  const comments = Array.from({ length: count }, (_unused, i): [string, object] => [
    commentPathOf(`c${i}`),
    storedComment('ada'),
  ]);
  await store({ [path]: storedPost('mia'), ...Object.fromEntries(comments) });
}

const commentsOf = async (path: string) =>
  (await firestore().doc(path).collection('comments').count().get()).data().count;

describe.each([
  [
    'groups/{groupId}/posts/{postId}',
    (id: string) => postPath('g1', id),
    (id: string, comment: string) => commentPath('g1', id, comment),
  ],
  [
    'users/{uid}/posts/{postId}',
    (id: string) => wallPostPath('mia', id),
    (id: string, comment: string) => wallCommentPath('mia', id, comment),
  ],
])('%s', (_name, pathOf, commentPathOf) => {
  test('the deletion of a post deletes its comments, and no others', async () => {
    await createPost(pathOf('p1'), (id) => commentPathOf('p1', id), 3);
    await createPost(pathOf('p10'), (id) => commentPathOf('p10', id), 2);
    await deliver(postDeleted, asDeleted(await deletionOf(pathOf('p1'))), 2);
    expect([await commentsOf(pathOf('p1')), await commentsOf(pathOf('p10'))]).toEqual([0, 2]);
  });
});

describe('deleteAll', () => {
  test('deletes more than one batch, and continues after a crash at any step', async () => {
    await createPost(postPath('g2', 'p'), (id) => commentPath('g2', 'p', id), 701);
    const deleted = asDeleted(await deletionOf(postPath('g2', 'p')));
    const left: number[] = [];
    for (let point = 1; ; point++) {
      const run = () => deliver(postDeleted, deleted);
      if ((await runWithCrash(run, { point, when: 'before' })) === 'finished') break;
      left.push(await commentsOf(postPath('g2', 'p')));
    }
    expect(left[0]).toBe(701);
    expect(left).toContain(201);
    expect(await commentsOf(postPath('g2', 'p'))).toBe(0);
  });
});
