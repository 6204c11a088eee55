/** Walls, by real clients, with the functions counting in the emulator. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { getDoc } from 'firebase/firestore';
import {
  commentRef,
  commentsQuery,
  createComment,
  createPost,
  deleteComment,
  deletePost,
  pinPost,
  postRef,
  postsQuery,
  updateComment,
  updatePost,
  type Firegroups,
} from 'firegroups';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import type { Person } from '../../testing/src/clients/client.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/refusal.ts';
import { showDocument, showList } from '../../testing/src/clients/shown.ts';

/** Olga's is the wall, Gus and Gil are guests there; no group has them. */
const cast = registerUsers(usePeople(), 'olga', 'gus', 'gil');

const wallOf = ({ uid }: Person) => ({ userId: uid });

test('a post shows to who looks at the wall: new, edited, pinned, unpinned, gone', async () => {
  const { olga, gus } = cast;
  const shown = await showList(postsQuery(gus.fg, wallOf(olga)));
  const postId = await createPost(olga.fg, wallOf(olga), { content: ' New here. ' });
  const [created] = await shown.until((all) => all.length === 1);
  expect(created).toEqual({
    id: postId,
    content: 'New here.',
    authorId: olga.uid,
    commentCount: 0,
    createdAt: expect.any(Date),
    updatedAt: expect.any(Date),
  });
  await updatePost(olga.fg, wallOf(olga), postId, { content: 'Hello!' });
  const [edited] = await shown.until(([post]) => post?.content === 'Hello!');
  expect(edited!.updatedAt.getTime()).toBeGreaterThan(created!.updatedAt.getTime());
  await pinPost(olga.fg, wallOf(olga), postId, true);
  const [pinned] = await shown.until(([post]) => post?.pinned === true);
  expect(pinned).toEqual({ ...edited, pinned: true });
  await pinPost(olga.fg, wallOf(olga), postId, false);
  await shown.until(([post]) => post?.pinned === false);
  await deletePost(olga.fg, wallOf(olga), postId);
  await shown.until((all) => all.length === 0);
  shown.stop();
});

test('comments by anybody show, are counted, and go with their post', async () => {
  const { olga, gus, gil } = cast;
  const postId = await createPost(olga.fg, wallOf(olga), { content: 'Who are you?' });
  const shown = await showList(commentsQuery(gil.fg, { ...wallOf(olga), postId }));
  const counts = await showDocument(postRef(gil.fg, wallOf(olga), postId));
  const counted = (count: number) => counts.until((post) => post?.commentCount === count);
  const byGus = await createComment(gus.fg, { ...wallOf(olga), postId }, { content: ' Gus. ' });
  const byGil = await createComment(gil.fg, { ...wallOf(olga), postId }, { content: 'Gil.' });
  const both = await shown.until((all) => all.length === 2);
  expect(both.map(({ content, authorId }) => [content, authorId])).toEqual([
    ['Gus.', gus.uid],
    ['Gil.', gil.uid],
  ]);
  await counted(2);
  await updateComment(gil.fg, { ...wallOf(olga), postId }, byGil, { content: 'Gilbert.' });
  await shown.until((all) => all[1]?.content === 'Gilbert.');
  await deleteComment(olga.fg, { ...wallOf(olga), postId }, byGus);
  await shown.until((all) => all.length === 1);
  shown.stop();
  await counted(1);
  counts.stop();
  const comment = await showDocument(commentRef(gil.fg, { ...wallOf(olga), postId }, byGil));
  await deletePost(olga.fg, wallOf(olga), postId);
  expect(await comment.until((data) => !data)).toBeUndefined();
  comment.stop();
});

test('a guest’s own comment is theirs to delete', async () => {
  const { olga, gus } = cast;
  const postId = await createPost(olga.fg, wallOf(olga), { content: 'Who are you?' });
  const commentId = await createComment(gus.fg, { ...wallOf(olga), postId }, { content: 'Gus.' });
  await deleteComment(gus.fg, { ...wallOf(olga), postId }, commentId);
  const comment = await getDoc(commentRef(olga.fg, { ...wallOf(olga), postId }, commentId));
  expect(comment.exists()).toBe(false);
});

test('a post that is gone already is deleted without an error', async () => {
  await expect(deletePost(cast.olga.fg, wallOf(cast.olga), 'gone')).resolves.toBeUndefined();
});

describe('refused', () => {
  let wall: { userId: string }, postId: string, commentId: string;
  const content = { content: 'Mine' };

  beforeAll(async () => {
    const { olga, gus } = cast;
    wall = wallOf(olga);
    postId = await createPost(olga.fg, wallOf(olga), { content: 'Who are you?' });
    commentId = await createComment(gus.fg, { ...wall, postId }, { content: 'Gus.' });
  }, 60_000);

  const NOT_AUTHOR = ['permission-denied', /^Only its author can do this: ask them/] as const;
  const NOT_OWNER = ['permission-denied', /^Only the wall’s owner can do this/] as const;
  const NEITHER = ['permission-denied', /author or the wall’s owner can do this: ask/] as const;
  const GONE = ['not-found', /check the ids/] as const;

  test.each<
    [
      string,
      keyof typeof cast,
      (fg: Firegroups) => Promise<unknown>,
      typeof NOT_AUTHOR | typeof GONE,
    ]
  >([
    ['updatePost of what is gone', 'olga', (fg) => updatePost(fg, wall, 'gone', content), GONE],
    ['createPost', 'gus', (fg) => createPost(fg, wall, content), NOT_OWNER],
    ['createPost', 'gus', (fg) => createPost(fg, { userId: 'nobody' }, content), GONE],
    ['updatePost of another’s', 'gus', (fg) => updatePost(fg, wall, postId, content), NOT_AUTHOR],
    ['updatePost of what is gone', 'gus', (fg) => updatePost(fg, wall, 'gone', content), GONE],
    ['pinPost of what is gone', 'olga', (fg) => pinPost(fg, wall, 'gone', true), GONE],
    ['pinPost of another’s', 'gus', (fg) => pinPost(fg, wall, postId, true), NOT_OWNER],
    ['pinPost of what is gone', 'gus', (fg) => pinPost(fg, wall, 'gone', true), GONE],
    ['deletePost of another’s', 'gus', (fg) => deletePost(fg, wall, postId), NEITHER],
    ['deletePost of what is gone', 'gus', (fg) => deletePost(fg, wall, 'gone'), GONE],
    [
      'createComment to what is gone',
      'gus',
      (fg) => createComment(fg, { ...wall, postId: 'gone' }, content),
      GONE,
    ],
    [
      'updateComment of another’s',
      'olga',
      (fg) => updateComment(fg, { ...wall, postId }, commentId, content),
      NOT_AUTHOR,
    ],
    [
      'updateComment of what is gone',
      'gus',
      (fg) => updateComment(fg, { ...wall, postId }, 'gone', content),
      GONE,
    ],
    [
      'deleteComment of another’s',
      'gil',
      (fg) => deleteComment(fg, { ...wall, postId }, commentId),
      NEITHER,
    ],
    [
      'deleteComment of what is gone',
      'olga',
      (fg) => deleteComment(fg, { ...wall, postId }, 'gone'),
      GONE,
    ],
  ])('%s by %s', async (_what, actor, act, [reason, sentence]) => {
    await expectReason(act(cast[actor].fg), reason, sentence);
  });

  test.each([
    ['createPost', () => createPost(cast.olga.fg, wallOf(cast.olga), { content: ' ' }), '5000'],
    [
      'updatePost',
      () => updatePost(cast.olga.fg, wallOf(cast.olga), postId, { content: '' }),
      '5000',
    ],
    [
      'createComment',
      () => createComment(cast.gus.fg, { ...wall, postId }, { content: '' }),
      '2000',
    ],
    [
      'updateComment',
      () =>
        updateComment(cast.gus.fg, { ...wall, postId }, commentId, { content: 'x'.repeat(2001) }),
      '2000',
    ],
  ])('%s names bad content', async (_verb, act, limit) => {
    await expect(act()).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { content: `expected 1 to ${limit} characters, not only blanks` },
    });
  });
});
