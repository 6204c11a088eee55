/** Posts of a group and what is said about them, by real clients, with the functions counting in the emulator. */
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
import { expectReason } from '../../testing/src/clients/refusal.ts';
import { showDocument, showList } from '../../testing/src/clients/shown.ts';

/** Cleo creates, Ada is an admin, Mia and Max are members; Eve was one and has left; Sid is none. */
const cast = registerUsers(usePeople(), 'cleo', 'ada', 'mia', 'max', 'eve', 'sid');
let groupId: string;

const PNG = { type: 'image/png' };

beforeAll(async () => {
  const { cleo, ada, mia, max } = cast;
  groupId = await createClub(cleo, { admins: [ada], members: [mia, max] });
}, 60_000);

const post = ({ fg }: { fg: Firegroups }, content = 'Who plays?') =>
  createPost(fg, { groupId }, { content });
const seenByMax = async (postId: string) =>
  (await getDoc(postRef(cast.max.fg, { groupId }, postId))).data();

describe('createPost', () => {
  test('shows on the others’ open lists', async () => {
    const { mia, max } = cast;
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
  test('names it by its UUID', async () => {
    const imageId = crypto.randomUUID();
    const { fg } = cast.mia;
    const postId = await createPost(fg, { groupId }, { content: 'Look!', imageId });
    expect(await seenByMax(postId)).toMatchObject({ content: 'Look!', imageId });
    await expectReason(
      createPost(fg, { groupId }, { content: 'Look!', imageId: 'picture.png' }),
      'invalid-argument',
    );
  });

  test.each([
    ['a file that is no image', new Blob(['text'], { type: 'text/plain' })],
    ['one of more than 10 MiB', new Blob([new Uint8Array(LIMITS.imageBytes + 1)], PNG)],
    ['the address of one', 'https://example.com/picture.png'],
  ])('is refused %s', async (_what, image) => {
    const { fg } = cast.mia;
    const fields = { image: 'expected an image of at most 10 MiB as a Blob, or null' };
    const refusal = expect.objectContaining({ reason: 'invalid-argument', fields });
    const given = { image: image as Blob };
    await expect(createPost(fg, { groupId }, { content: 'Look!', ...given })).rejects.toEqual(
      refusal,
    );
    await expect(updatePost(fg, { groupId }, 'any', given)).rejects.toEqual(refusal);
    expect(() => sendMessage(fg, groupId, { text: 'Look!', ...given })).toThrow(refusal);
  });

  test('is refused both an image and the id of one', async () => {
    const both = { image: new Blob([], PNG), imageId: crypto.randomUUID() };
    await expect(
      createPost(cast.mia.fg, { groupId }, { content: 'Look!', ...both }),
    ).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { imageId: 'expected none beside image' },
    });
  });

  test('says what to do where the app names no bucket', async () => {
    const app = initializeApp({ projectId: 'demo-firegroups', apiKey: 'demo' }, 'without a bucket');
    const fg = { ...cast.mia.fg, app };
    const image = new Blob([new Uint8Array(1)], PNG);
    const refused = createPost(fg, { groupId }, { content: 'Look!', image });
    await expectReason(refused, 'not-configured', /set storageBucket/);
  });
});

describe('updatePost', () => {
  test('changes what the others read', async () => {
    const postId = await post(cast.mia);
    const before = await seenByMax(postId);
    await updatePost(cast.mia.fg, { groupId }, postId, { content: 'Who plays on Monday?' });
    const after = await seenByMax(postId);
    expect(after).toMatchObject({ content: 'Who plays on Monday?', createdAt: before!.createdAt });
    expect(after!.updatedAt.getTime()).toBeGreaterThan(before!.updatedAt.getTime());
  });
});

describe('pinPost', () => {
  test('pins and unpins another’s post, which is no edit of it', async () => {
    const postId = await post(cast.mia);
    const before = await seenByMax(postId);
    await pinPost(cast.ada.fg, { groupId }, postId, true);
    expect(await seenByMax(postId)).toEqual({ ...before, pinned: true });
    await pinPost(cast.ada.fg, { groupId }, postId, false);
    expect(await seenByMax(postId)).toEqual({ ...before, pinned: false });
  });
});

describe('createComment, updateComment and deleteComment', () => {
  test('show to others, and the count follows', async () => {
    const { ada, mia, max } = cast;
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
  test.each(['mia', 'ada'] as const)('by %s takes the comments along', async (actor) => {
    const { mia, max } = cast;
    const postId = await post(mia);
    const commentId = await createComment(max.fg, { groupId, postId }, { content: 'I do!' });
    const shown = await showList(postsQuery(max.fg, { groupId }));
    await shown.until((all) => all.some(({ id }) => id === postId));
    const comment = await showDocument(commentRef(max.fg, { groupId, postId }, commentId));
    await deletePost(cast[actor].fg, { groupId }, postId);
    await shown.until((all) => !all.some(({ id }) => id === postId));
    shown.stop();
    expect(await comment.until((data) => !data)).toBeUndefined();
    comment.stop();
  });
});

describe('refused', () => {
  let postId: string, commentId: string, evesPostId: string, evesCommentId: string, gone: string;
  const content = { content: 'Mine' };

  beforeAll(async () => {
    const { cleo, mia, eve } = cast;
    await letIn(cleo, groupId, eve);
    [postId, evesPostId, gone] = await Promise.all([post(mia), post(eve), post(mia)]);
    commentId = await createComment(mia.fg, { groupId, postId }, { content: 'Nobody?' });
    evesCommentId = await createComment(eve.fg, { groupId, postId }, { content: 'Not I.' });
    await deletePost(mia.fg, { groupId }, gone);
    await leaveGroup(eve.fg, groupId);
  }, 60_000);

  const NOT_IN = ['not-a-member', /join the group first/] as const;
  const NOT_AUTHOR = ['permission-denied', /^Only its author can do this: ask them/] as const;
  const NOT_STAFF = ['permission-denied', /the creator or an admin can do this: ask/] as const;
  const NEITHER = ['permission-denied', /its author or an admin can do this: ask/] as const;
  const GONE = ['not-found', /check the ids/] as const;

  test.each<
    [
      string,
      keyof typeof cast,
      (fg: Firegroups) => Promise<unknown>,
      typeof NOT_IN | typeof NOT_AUTHOR | typeof GONE,
    ]
  >([
    ['createPost', 'sid', (fg) => createPost(fg, { groupId }, content), NOT_IN],
    [
      'updatePost of another’s',
      'max',
      (fg) => updatePost(fg, { groupId }, postId, content),
      NOT_AUTHOR,
    ],
    [
      'updatePost of another’s',
      'cleo',
      (fg) => updatePost(fg, { groupId }, postId, content),
      NOT_AUTHOR,
    ],
    [
      'updatePost of one’s own',
      'eve',
      (fg) => updatePost(fg, { groupId }, evesPostId, content),
      NOT_IN,
    ],
    ['updatePost of what is gone', 'mia', (fg) => updatePost(fg, { groupId }, gone, content), GONE],
    ['pinPost of one’s own', 'mia', (fg) => pinPost(fg, { groupId }, postId, true), NOT_STAFF],
    ['pinPost', 'sid', (fg) => pinPost(fg, { groupId }, postId, true), NOT_IN],
    ['pinPost of what is gone', 'ada', (fg) => pinPost(fg, { groupId }, gone, true), GONE],
    ['deletePost of another’s', 'max', (fg) => deletePost(fg, { groupId }, postId), NEITHER],
    ['deletePost of one’s own', 'eve', (fg) => deletePost(fg, { groupId }, evesPostId), NOT_IN],
    ['deletePost of what is gone', 'mia', (fg) => deletePost(fg, { groupId }, gone), GONE],
    ['createComment', 'sid', (fg) => createComment(fg, { groupId, postId }, content), NOT_IN],
    [
      'createComment to what is gone',
      'max',
      (fg) => createComment(fg, { groupId, postId: gone }, content),
      GONE,
    ],
    [
      'updateComment of another’s',
      'ada',
      (fg) => updateComment(fg, { groupId, postId }, commentId, content),
      NOT_AUTHOR,
    ],
    [
      'updateComment of one’s own',
      'eve',
      (fg) => updateComment(fg, { groupId, postId }, evesCommentId, content),
      NOT_IN,
    ],
    [
      'updateComment of what is gone',
      'mia',
      (fg) => updateComment(fg, { groupId, postId }, 'gone', content),
      GONE,
    ],
    [
      'deleteComment of another’s',
      'max',
      (fg) => deleteComment(fg, { groupId, postId }, commentId),
      NEITHER,
    ],
    [
      'deleteComment of one’s own',
      'eve',
      (fg) => deleteComment(fg, { groupId, postId }, evesCommentId),
      NOT_IN,
    ],
    [
      'deleteComment of what is gone',
      'mia',
      (fg) => deleteComment(fg, { groupId, postId }, 'gone'),
      GONE,
    ],
  ])('%s by %s', async (_what, actor, act, [reason, sentence]) => {
    await expectReason(act(cast[actor].fg), reason, sentence);
  });

  test.each([
    ['createPost', () => createPost(cast.mia.fg, { groupId }, { content: ' ' }), '5000'],
    [
      'updatePost',
      () => updatePost(cast.mia.fg, { groupId }, postId, { content: 'x'.repeat(5001) }),
      '5000',
    ],
    [
      'createComment',
      () => createComment(cast.mia.fg, { groupId, postId }, { content: '' }),
      '2000',
    ],
    [
      'updateComment',
      () =>
        updateComment(cast.mia.fg, { groupId, postId }, commentId, { content: 'x'.repeat(2001) }),
      '2000',
    ],
  ])('%s names bad content', async (_verb, act, limit) => {
    await expect(act()).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { content: `expected 1 to ${limit} characters, not only blanks` },
    });
  });
});
