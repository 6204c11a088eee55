/** Posts and comments in groups, with real clients and the functions that count. wall.emulator.test.ts covers walls. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
import { initializeApp } from 'firebase/app';
import { getDoc } from 'firebase/firestore';
import {
  createComment,
  commentRef,
  commentsQuery,
  createPost,
  deleteComment,
  deletePost,
  updateComment,
  updatePost,
  leaveGroup,
  pinPost,
  postRef,
  postsQuery,
  sendMessage,
  type Firegroups,
} from 'firegroups';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { postVerbs } from '../../testing/src/clients/postVerbs.ts';
import {
  NOT_A_MEMBER,
  NOT_ADMIN,
  NOT_AUTHOR,
  NOT_AUTHOR_OR_ADMIN,
  NOT_FOUND,
  testRefusals,
} from '../../testing/src/clients/refusals.ts';
import { showDocument, showList } from '../../testing/src/clients/shown.ts';

/** Cleo is the creator, Ada an admin; Mia and Max are members; Eve was one and has left; Sid is not a member. */
const users = registerUsers(usePeople(), 'cleo', 'ada', 'mia', 'max', 'eve', 'sid');
let groupId: string;

const PNG = { type: 'image/png' };

beforeAll(async () => {
  const { cleo, ada, mia, max } = users;
  groupId = await createClub(cleo, { admins: [ada], members: [mia, max] });
});

const post = ({ fg }: { fg: Firegroups }, content = 'Who plays?') =>
  createPost(fg, { groupId }, { content });
const seenByMax = async (postId: string) =>
  (await getDoc(postRef(users.max.fg, { groupId }, postId))).data();

describe('createPost', () => {
  test('shows the post on other members’ open lists', async () => {
    const { mia, max } = users;
    const shown = await showList(postsQuery(max.fg, { groupId }));
    const postId = await post(mia, ' Who plays on Sunday? ');
    const all = await shown.until((posts) => posts.some(({ id }) => id === postId));
    shown.stop();
    expect(all.find(({ id }) => id === postId)).toEqual({
      id: postId,
      content: 'Who plays on Sunday?',
      authorId: mia.uid,
      commentCount: 0,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
  });
});

describe('createPost with an image', () => {
  test('stores the UUID of an image', async () => {
    const imageId = crypto.randomUUID();
    const { fg } = users.mia;
    const postId = await createPost(fg, { groupId }, { content: 'Look!', imageId });
    expect(await seenByMax(postId)).toMatchObject({ content: 'Look!', imageId });
    await expectReason(
      createPost(fg, { groupId }, { content: 'Look!', imageId: 'picture.png' }),
      'invalid-argument',
    );
  });

  test.each([
    ['a file that is not an image', new Blob(['text'], { type: 'text/plain' })],
    ['an SVG', new Blob(['<svg/>'], { type: 'image/svg+xml' })],
    ['two types', new Blob(['text'], { type: 'image/png, text/html' })],
    ['no type', new Blob(['text'])],
    ['an image that is too large', new Blob([new Uint8Array(LIMITS.imageBytes + 1)], PNG)],
    ['the address of an image', 'https://example.com/picture.png'],
  ])('refuses %s', async (_what, image) => {
    const { fg } = users.mia;
    const fields = {
      image: expect.stringContaining(
        `a Blob of at most ${LIMITS.imageMiB} MiB of type image/jpeg, `,
      ),
    };
    const refusal = expect.objectContaining({ reason: 'invalid-argument', fields });
    const given = { image: image as Blob };
    await expect(createPost(fg, { groupId }, { content: 'Look!', ...given })).rejects.toEqual(
      refusal,
    );
    await expect(updatePost(fg, { groupId }, 'any', given)).rejects.toEqual(refusal);
    expect(() => sendMessage(fg, groupId, { text: 'Look!', ...given })).toThrow(refusal);
  });

  test('refuses both an image and the id of an image', async () => {
    const both = { image: new Blob([], PNG), imageId: crypto.randomUUID() };
    await expect(
      createPost(users.mia.fg, { groupId }, { content: 'Look!', ...both }),
    ).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { imageId: 'expected none together with image' },
    });
  });

  test('throws not-configured if the app has no bucket', async () => {
    const app = initializeApp({ projectId: 'demo-firegroups', apiKey: 'demo' }, 'without a bucket');
    const fg = { ...users.mia.fg, app };
    const image = new Blob([new Uint8Array(1)], PNG);
    const refused = createPost(fg, { groupId }, { content: 'Look!', image });
    await expectReason(refused, 'not-configured', /Set storageBucket/);
  });
});

describe('updatePost', () => {
  test('changes what other members read', async () => {
    const postId = await post(users.mia);
    const before = await seenByMax(postId);
    await updatePost(users.mia.fg, { groupId }, postId, { content: 'Who plays on Monday?' });
    const after = await seenByMax(postId);
    expect(after).toMatchObject({ content: 'Who plays on Monday?', createdAt: before!.createdAt });
    expect(after!.updatedAt.getTime()).toBeGreaterThan(before!.updatedAt.getTime());
  });
});

describe('pinPost', () => {
  test('pins and unpins another user’s post, which does not count as an update', async () => {
    const postId = await post(users.mia);
    const before = await seenByMax(postId);
    await pinPost(users.ada.fg, { groupId }, postId, true);
    expect(await seenByMax(postId)).toEqual({ ...before, pinned: true });
    await pinPost(users.ada.fg, { groupId }, postId, false);
    expect(await seenByMax(postId)).toEqual({ ...before, pinned: false });
  });
});

describe('createComment, updateComment and deleteComment', () => {
  test('show to other members, and the count follows', async () => {
    const { ada, mia, max } = users;
    const postId = await post(mia);
    const shown = await showList(commentsQuery(mia.fg, { groupId, postId }));
    const counts = await showDocument(postRef(mia.fg, { groupId }, postId));
    const counted = (count: number) => counts.until((data) => data?.commentCount === count);
    const commentId = await createComment(max.fg, { groupId, postId }, { content: ' I do! ' });
    const [first] = await shown.until((all) => all.length === 1);
    expect(first).toEqual({
      id: commentId,
      content: 'I do!',
      authorId: max.uid,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
    await counted(1);
    await updateComment(max.fg, { groupId, postId }, commentId, { content: 'Me too!' });
    await shown.until(([comment]) => comment?.content === 'Me too!');
    await createComment(mia.fg, { groupId, postId }, { content: 'Good.' });
    await counted(2);
    await deleteComment(ada.fg, { groupId, postId }, commentId);
    const left = await shown.until((all) => all.length === 1);
    expect(left[0]?.content).toBe('Good.');
    shown.stop();
    await counted(1);
    counts.stop();
  });
});

describe('deletePost', () => {
  test.each(['mia', 'ada'] as const)('by %s also deletes the comments', async (actor) => {
    const { mia, max } = users;
    const postId = await post(mia);
    const commentId = await createComment(max.fg, { groupId, postId }, { content: 'I do!' });
    const shown = await showList(postsQuery(max.fg, { groupId }));
    await shown.until((all) => all.some(({ id }) => id === postId));
    const comment = await showDocument(commentRef(max.fg, { groupId, postId }, commentId));
    await deletePost(users[actor].fg, { groupId }, postId);
    await shown.until((all) => !all.some(({ id }) => id === postId));
    shown.stop();
    expect(await comment.until((data) => !data)).toBeUndefined();
    comment.stop();
  });
});

describe('a refused write', () => {
  let postId: string, commentId: string;
  let evesPostId: string, evesCommentId: string, deletedId: string;

  beforeAll(async () => {
    const { cleo, mia, eve } = users;
    await letIn(cleo, groupId, eve);
    [postId, evesPostId, deletedId] = await Promise.all([post(mia), post(eve), post(mia)]);
    commentId = await createComment(mia.fg, { groupId, postId }, { content: 'Nobody?' });
    evesCommentId = await createComment(eve.fg, { groupId, postId }, { content: 'Not I.' });
    await deletePost(mia.fg, { groupId }, deletedId);
    await leaveGroup(eve.fg, groupId);
  });

  const target = () => ({ place: { groupId }, postId, commentId });
  testRefusals(
    users,
    {
      '': target,
      'of another user’s post': target,
      'of another user’s comment': target,
      'of the user’s own post': (actor) => ({
        ...target(),
        postId: actor === users.eve ? evesPostId : postId,
      }),
      'of the user’s own comment': () => ({ ...target(), commentId: evesCommentId }),
      'of a post that does not exist': () => ({ ...target(), postId: deletedId }),
      'on a post that does not exist': () => ({ ...target(), postId: deletedId }),
      'of a comment that does not exist': () => ({ ...target(), commentId: 'missing' }),
    },
    postVerbs,
    [
      ['createPost', '', 'sid', NOT_A_MEMBER],
      ['updatePost', 'of another user’s post', 'max', NOT_AUTHOR],
      ['updatePost', 'of another user’s post', 'cleo', NOT_AUTHOR],
      ['updatePost', 'of the user’s own post', 'eve', NOT_A_MEMBER],
      ['updatePost', 'of a post that does not exist', 'mia', NOT_FOUND],
      ['pinPost', 'of the user’s own post', 'mia', NOT_ADMIN],
      ['pinPost', '', 'sid', NOT_A_MEMBER],
      ['pinPost', 'of a post that does not exist', 'ada', NOT_FOUND],
      ['deletePost', 'of another user’s post', 'max', NOT_AUTHOR_OR_ADMIN],
      ['deletePost', 'of the user’s own post', 'eve', NOT_A_MEMBER],
      ['deletePost', 'of a post that does not exist', 'mia', NOT_FOUND],
      ['createComment', '', 'sid', NOT_A_MEMBER],
      ['createComment', 'on a post that does not exist', 'max', NOT_FOUND],
      ['updateComment', 'of another user’s comment', 'ada', NOT_AUTHOR],
      ['updateComment', 'of the user’s own comment', 'eve', NOT_A_MEMBER],
      ['updateComment', 'of a comment that does not exist', 'mia', NOT_FOUND],
      ['deleteComment', 'of another user’s comment', 'max', NOT_AUTHOR_OR_ADMIN],
      ['deleteComment', 'of the user’s own comment', 'eve', NOT_A_MEMBER],
      ['deleteComment', 'of a comment that does not exist', 'mia', NOT_FOUND],
    ],
  );

  test('an empty content is valid only beside an image', async () => {
    const { mia, max } = users;
    const place = { groupId };
    const expected = {
      reason: 'invalid-argument',
      fields: { content: `expected 1 to ${LIMITS.postContent} characters, not only blanks` },
    };
    const imageId = crypto.randomUUID();
    await expect(createPost(mia.fg, place, { content: '' })).rejects.toMatchObject(expected);
    const size = { imageWidth: 640, imageHeight: 480 };
    await expect(createPost(mia.fg, place, { content: 'Look!', ...size })).rejects.toMatchObject({
      fields: { imageId: 'expected the id of the image, because its size is given' },
    });
    const pictureId = await createPost(mia.fg, place, { content: '', imageId, ...size });
    const picture = postRef(max.fg, place, pictureId);
    expect((await getDoc(picture)).data()).toMatchObject({ content: '', imageId, ...size });
    await updatePost(mia.fg, place, pictureId, { content: 'Look!' });
    await updatePost(mia.fg, place, pictureId, { content: '' });
    const textId = await createPost(mia.fg, place, { content: 'Text' });
    const emptied = updatePost(mia.fg, place, textId, { content: '' });
    await expect(emptied).rejects.toMatchObject(expected);
  });

  test.each([
    ['createPost', ' ', LIMITS.postContent],
    ['updatePost', 'x'.repeat(LIMITS.postContent + 1), LIMITS.postContent],
    ['createComment', '', LIMITS.commentContent],
    ['updateComment', 'x'.repeat(LIMITS.commentContent + 1), LIMITS.commentContent],
  ] as const)('%s names invalid content', async (verb, content, limit) => {
    await expect(postVerbs[verb](users.mia.fg, target(), content)).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { content: `expected 1 to ${limit} characters, not only blanks` },
    });
  });
});
