/** Posts and comments on walls, with real clients and the functions that count. */
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
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { showDocument, showList } from '../../testing/src/clients/shown.ts';

/** Olga owns the wall; Gus and Gil are other users. None of them is in a group. */
const users = registerUsers(usePeople(), 'olga', 'gus', 'gil');

const wallOf = ({ uid }: Person) => ({ userId: uid });

test('other users see a post on the wall when it is created, updated, pinned, unpinned and deleted', async () => {
  const { olga, gus } = users;
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

test('a post stores the UUID of an image on the wall', async () => {
  const { olga, gus } = users;
  const imageId = crypto.randomUUID();
  const postId = await createPost(olga.fg, wallOf(olga), { content: 'Look!', imageId });
  const post = await getDoc(postRef(gus.fg, wallOf(olga), postId));
  expect(post.data()).toMatchObject({ content: 'Look!', imageId });
  await deletePost(olga.fg, wallOf(olga), postId);
});

test('every user may comment; comments are counted, and deleted with their post', async () => {
  const { olga, gus, gil } = users;
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

test('a user may delete their own comment on another user’s wall', async () => {
  const { olga, gus } = users;
  const postId = await createPost(olga.fg, wallOf(olga), { content: 'Who are you?' });
  const commentId = await createComment(gus.fg, { ...wallOf(olga), postId }, { content: 'Gus.' });
  await deleteComment(gus.fg, { ...wallOf(olga), postId }, commentId);
  const comment = await getDoc(commentRef(olga.fg, { ...wallOf(olga), postId }, commentId));
  expect(comment.exists()).toBe(false);
});

test('the owner may delete a post that does not exist', async () => {
  await expect(deletePost(users.olga.fg, wallOf(users.olga), 'missing')).resolves.toBeUndefined();
});

describe('a refused write', () => {
  let wall: { userId: string }, postId: string, commentId: string;
  const content = { content: 'Mine' };

  beforeAll(async () => {
    const { olga, gus } = users;
    wall = wallOf(olga);
    postId = await createPost(olga.fg, wallOf(olga), { content: 'Who are you?' });
    commentId = await createComment(gus.fg, { ...wall, postId }, { content: 'Gus.' });
  }, 60_000);

  const NOT_AUTHOR = ['permission-denied', /^Only the author can do this. Ask the author/] as const;
  const NOT_OWNER = ['permission-denied', /^Only the owner of the wall can do this. Ask/] as const;
  const NOT_ALLOWED = [
    'permission-denied',
    /^Only the author or the owner of the wall can do this. Ask/,
  ] as const;
  const NOT_FOUND = ['not-found', /Check the ids/] as const;

  test.each<
    [
      string,
      keyof typeof users,
      (fg: Firegroups) => Promise<unknown>,
      typeof NOT_AUTHOR | typeof NOT_FOUND,
    ]
  >([
    [
      'updatePost of a post that does not exist',
      'olga',
      (fg) => updatePost(fg, wall, 'missing', content),
      NOT_FOUND,
    ],
    ['createPost on another user’s wall', 'gus', (fg) => createPost(fg, wall, content), NOT_OWNER],
    [
      'createPost on the wall of a user who does not exist',
      'gus',
      (fg) => createPost(fg, { userId: 'nobody' }, content),
      NOT_FOUND,
    ],
    [
      'updatePost of another user’s post',
      'gus',
      (fg) => updatePost(fg, wall, postId, content),
      NOT_AUTHOR,
    ],
    [
      'updatePost of a post that does not exist',
      'gus',
      (fg) => updatePost(fg, wall, 'missing', content),
      NOT_FOUND,
    ],
    [
      'pinPost of a post that does not exist',
      'olga',
      (fg) => pinPost(fg, wall, 'missing', true),
      NOT_FOUND,
    ],
    ['pinPost of another user’s post', 'gus', (fg) => pinPost(fg, wall, postId, true), NOT_OWNER],
    [
      'pinPost of a post that does not exist',
      'gus',
      (fg) => pinPost(fg, wall, 'missing', true),
      NOT_FOUND,
    ],
    ['deletePost of another user’s post', 'gus', (fg) => deletePost(fg, wall, postId), NOT_ALLOWED],
    [
      'deletePost of a post that does not exist',
      'gus',
      (fg) => deletePost(fg, wall, 'missing'),
      NOT_FOUND,
    ],
    [
      'createComment on a post that does not exist',
      'gus',
      (fg) => createComment(fg, { ...wall, postId: 'missing' }, content),
      NOT_FOUND,
    ],
    [
      'updateComment of another user’s comment',
      'olga',
      (fg) => updateComment(fg, { ...wall, postId }, commentId, content),
      NOT_AUTHOR,
    ],
    [
      'updateComment of a comment that does not exist',
      'gus',
      (fg) => updateComment(fg, { ...wall, postId }, 'missing', content),
      NOT_FOUND,
    ],
    [
      'deleteComment of another user’s comment',
      'gil',
      (fg) => deleteComment(fg, { ...wall, postId }, commentId),
      NOT_ALLOWED,
    ],
    [
      'deleteComment of a comment that does not exist',
      'olga',
      (fg) => deleteComment(fg, { ...wall, postId }, 'missing'),
      NOT_FOUND,
    ],
  ])('%s by %s', async (_what, actor, act, [reason, message]) => {
    await expectReason(act(users[actor].fg), reason, message);
  });

  test.each([
    ['createPost', () => createPost(users.olga.fg, wallOf(users.olga), { content: ' ' }), '5000'],
    [
      'updatePost',
      () => updatePost(users.olga.fg, wallOf(users.olga), postId, { content: '' }),
      '5000',
    ],
    [
      'createComment',
      () => createComment(users.gus.fg, { ...wall, postId }, { content: '' }),
      '2000',
    ],
    [
      'updateComment',
      () =>
        updateComment(users.gus.fg, { ...wall, postId }, commentId, { content: 'x'.repeat(2001) }),
      '2000',
    ],
  ])('%s names invalid content', async (_verb, act, limit) => {
    await expect(act()).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { content: `expected 1 to ${limit} characters, not only blanks` },
    });
  });
});
