/** Posts and comments on walls, with real clients and the functions that count. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
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
} from 'firegroups';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import { signUp, type Person } from '../../testing/src/clients/client.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { postVerbs } from '../../testing/src/clients/postVerbs.ts';
import {
  NOT_AUTHOR,
  NOT_FOUND,
  testRefusals,
  type Refusal,
} from '../../testing/src/clients/refusals.ts';
import { showDocument, showList } from '../../testing/src/clients/shown.ts';

/** Olga owns the wall; Gus and Gil are other users. None of them is in a group. */
const people = usePeople();
const users = registerUsers(people, 'olga', 'gus', 'gil');

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

test('a user without a profile may not comment, and the message says why', async () => {
  const { olga } = users;
  const postId = await createPost(olga.fg, wallOf(olga), { content: 'Who are you?' });
  const { fg } = people.open();
  await signUp(fg.auth);
  const comment = createComment(fg, { ...wallOf(olga), postId }, { content: 'Nobody.' });
  await expectReason(comment, 'permission-denied', /saveProfile/);
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
  let postId: string, commentId: string;

  beforeAll(async () => {
    const { olga, gus } = users;
    postId = await createPost(olga.fg, wallOf(olga), { content: 'Who are you?' });
    commentId = await createComment(gus.fg, { ...wallOf(olga), postId }, { content: 'Gus.' });
  });

  const NOT_OWNER: Refusal = ['permission-denied', /^Only the owner of the wall can do this. Ask/];
  const NOT_AUTHOR_OR_OWNER: Refusal = [
    'permission-denied',
    /^Only the author or the owner of the wall can do this. Ask/,
  ];
  const target = () => ({ place: wallOf(users.olga), postId, commentId });

  testRefusals(
    users,
    {
      'on another user’s wall': target,
      'on the wall of a user who does not exist': () => ({
        ...target(),
        place: { userId: 'nobody' },
      }),
      'of another user’s post': target,
      'of a post that does not exist': () => ({ ...target(), postId: 'missing' }),
      'on a post that does not exist': () => ({ ...target(), postId: 'missing' }),
      'of another user’s comment': target,
      'of a comment that does not exist': () => ({ ...target(), commentId: 'missing' }),
    },
    postVerbs,
    [
      ['updatePost', 'of a post that does not exist', 'olga', NOT_FOUND],
      ['createPost', 'on another user’s wall', 'gus', NOT_OWNER],
      ['createPost', 'on the wall of a user who does not exist', 'gus', NOT_FOUND],
      ['updatePost', 'of another user’s post', 'gus', NOT_AUTHOR],
      ['updatePost', 'of a post that does not exist', 'gus', NOT_FOUND],
      ['pinPost', 'of a post that does not exist', 'olga', NOT_FOUND],
      ['pinPost', 'of another user’s post', 'gus', NOT_OWNER],
      ['pinPost', 'of a post that does not exist', 'gus', NOT_FOUND],
      ['deletePost', 'of another user’s post', 'gus', NOT_AUTHOR_OR_OWNER],
      ['deletePost', 'of a post that does not exist', 'gus', NOT_FOUND],
      ['createComment', 'on a post that does not exist', 'gus', NOT_FOUND],
      ['updateComment', 'of another user’s comment', 'olga', NOT_AUTHOR],
      ['updateComment', 'of a comment that does not exist', 'gus', NOT_FOUND],
      ['deleteComment', 'of another user’s comment', 'gil', NOT_AUTHOR_OR_OWNER],
      ['deleteComment', 'of a comment that does not exist', 'olga', NOT_FOUND],
    ],
  );

  test.each([
    ['createPost', 'olga', ' ', LIMITS.postContent],
    ['updatePost', 'olga', '', LIMITS.postContent],
    ['createComment', 'gus', '', LIMITS.commentContent],
    ['updateComment', 'gus', 'x'.repeat(LIMITS.commentContent + 1), LIMITS.commentContent],
  ] as const)('%s names invalid content', async (verb, actor, content, limit) => {
    await expect(postVerbs[verb](users[actor].fg, target(), content)).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { content: `expected 1 to ${limit} characters, not only blanks` },
    });
  });
});
