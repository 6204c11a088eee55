/** Walls, by real clients, with the functions counting in the emulator. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { getDoc } from 'firebase/firestore';
import {
  createWallComment,
  createWallPost,
  deleteWallComment,
  deleteWallPost,
  updateWallComment,
  updateWallPost,
  pinWallPost,
  wallCommentRef,
  wallCommentsQuery,
  wallPostRef,
  wallQuery,
  type Firegroups,
} from 'firegroups';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/refusal.ts';
import { showDocument, showList } from '../../testing/src/clients/shown.ts';

/** Olga's is the wall, Gus and Gil are guests there; no group has them. */
const cast = registerUsers(usePeople(), 'olga', 'gus', 'gil');

test('a post shows to who looks at the wall: new, edited, pinned, unpinned, gone', async () => {
  const { olga, gus } = cast;
  const shown = await showList(wallQuery(gus.fg, olga.uid));
  const postId = await createWallPost(olga.fg, { content: ' New here. ' });
  const [created] = await shown.until((all) => all.length === 1);
  expect(created).toEqual({
    id: postId,
    content: 'New here.',
    authorId: olga.uid,
    commentCount: 0,
    createdAt: expect.any(Date),
    updatedAt: expect.any(Date),
  });
  await updateWallPost(olga.fg, postId, { content: 'Hello!' });
  const [edited] = await shown.until(([post]) => post?.content === 'Hello!');
  expect(edited!.updatedAt.getTime()).toBeGreaterThan(created!.updatedAt.getTime());
  await pinWallPost(olga.fg, postId, true);
  const [pinned] = await shown.until(([post]) => post?.pinned === true);
  expect(pinned).toEqual({ ...edited, pinned: true });
  await pinWallPost(olga.fg, postId, false);
  await shown.until(([post]) => post?.pinned === false);
  await deleteWallPost(olga.fg, postId);
  await shown.until((all) => all.length === 0);
  shown.stop();
});

test('comments by anybody show, are counted, and go with their post', async () => {
  const { olga, gus, gil } = cast;
  const postId = await createWallPost(olga.fg, { content: 'Who are you?' });
  const shown = await showList(wallCommentsQuery(gil.fg, olga.uid, postId));
  const counts = await showDocument(wallPostRef(gil.fg, olga.uid, postId));
  const counted = (count: number) => counts.until((post) => post?.commentCount === count);
  const byGus = await createWallComment(gus.fg, olga.uid, postId, { content: ' Gus. ' });
  const byGil = await createWallComment(gil.fg, olga.uid, postId, { content: 'Gil.' });
  const both = await shown.until((all) => all.length === 2);
  expect(both.map(({ content, authorId }) => [content, authorId])).toEqual([
    ['Gus.', gus.uid],
    ['Gil.', gil.uid],
  ]);
  await counted(2);
  await updateWallComment(gil.fg, olga.uid, postId, byGil, { content: 'Gilbert.' });
  await shown.until((all) => all[1]?.content === 'Gilbert.');
  await deleteWallComment(olga.fg, olga.uid, postId, byGus);
  await shown.until((all) => all.length === 1);
  shown.stop();
  await counted(1);
  counts.stop();
  const comment = await showDocument(wallCommentRef(gil.fg, olga.uid, postId, byGil));
  await deleteWallPost(olga.fg, postId);
  expect(await comment.until((data) => !data)).toBeUndefined();
  comment.stop();
});

test('a guest’s own comment is theirs to delete', async () => {
  const { olga, gus } = cast;
  const postId = await createWallPost(olga.fg, { content: 'Who are you?' });
  const commentId = await createWallComment(gus.fg, olga.uid, postId, { content: 'Gus.' });
  await deleteWallComment(gus.fg, olga.uid, postId, commentId);
  const comment = await getDoc(wallCommentRef(olga.fg, olga.uid, postId, commentId));
  expect(comment.exists()).toBe(false);
});

test('a post that is gone already is deleted without an error', async () => {
  await expect(deleteWallPost(cast.olga.fg, 'gone')).resolves.toBeUndefined();
});

describe('refused', () => {
  let wall: string, postId: string, commentId: string;
  const content = { content: 'Mine' };

  beforeAll(async () => {
    const { olga, gus } = cast;
    wall = olga.uid;
    postId = await createWallPost(olga.fg, { content: 'Who are you?' });
    commentId = await createWallComment(gus.fg, wall, postId, { content: 'Gus.' });
  }, 60_000);

  const NOT_AUTHOR = ['permission-denied', /^Only its author can do this: ask them/] as const;
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
    ['updateWallPost of what is gone', 'olga', (fg) => updateWallPost(fg, 'gone', content), GONE],
    // A post is looked for on one's own wall.
    ['updateWallPost of another’s', 'gus', (fg) => updateWallPost(fg, postId, content), GONE],
    ['pinWallPost of what is gone', 'olga', (fg) => pinWallPost(fg, 'gone', true), GONE],
    ['pinWallPost of another’s', 'gus', (fg) => pinWallPost(fg, postId, true), GONE],
    [
      'createWallComment to what is gone',
      'gus',
      (fg) => createWallComment(fg, wall, 'gone', content),
      GONE,
    ],
    [
      'updateWallComment of another’s',
      'olga',
      (fg) => updateWallComment(fg, wall, postId, commentId, content),
      NOT_AUTHOR,
    ],
    [
      'updateWallComment of what is gone',
      'gus',
      (fg) => updateWallComment(fg, wall, postId, 'gone', content),
      GONE,
    ],
    [
      'deleteWallComment of another’s',
      'gil',
      (fg) => deleteWallComment(fg, wall, postId, commentId),
      NEITHER,
    ],
    [
      'deleteWallComment of what is gone',
      'olga',
      (fg) => deleteWallComment(fg, wall, postId, 'gone'),
      GONE,
    ],
  ])('%s by %s', async (_what, actor, act, [reason, sentence]) => {
    await expectReason(act(cast[actor].fg), reason, sentence);
  });

  test.each([
    ['createWallPost', () => createWallPost(cast.olga.fg, { content: ' ' }), '5000'],
    ['updateWallPost', () => updateWallPost(cast.olga.fg, postId, { content: '' }), '5000'],
    [
      'createWallComment',
      () => createWallComment(cast.gus.fg, wall, postId, { content: '' }),
      '2000',
    ],
    [
      'updateWallComment',
      () => updateWallComment(cast.gus.fg, wall, postId, commentId, { content: 'x'.repeat(2001) }),
      '2000',
    ],
  ])('%s names bad content', async (_verb, act, limit) => {
    await expect(act()).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { content: `expected 1 to ${limit} characters, not only blanks` },
    });
  });
});
