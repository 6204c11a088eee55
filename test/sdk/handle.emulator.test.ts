/** The handle, and what every function makes of nobody signed in and of ids that are none. */
import { describe, expect, test } from '@jest/globals';
import { signInAnonymously } from 'firebase/auth';
import { terminate } from 'firebase/firestore';
import * as firegroups from 'firegroups';
import {
  countUnreadMessages,
  createGroup,
  getFiregroups,
  requestToJoin,
  type Firegroups,
} from 'firegroups';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/refusal.ts';

const people = usePeople();
const cast = registerUsers(people, 'ann', 'bob');

/** Ids and what comes after them, valid each, for every function that takes a handle first. */
interface Call {
  ids?: readonly string[];
  rest?: readonly unknown[];
}

const GROUP: Call = { ids: ['groupId'] };
const MEMBER: Call = { ids: ['groupId', 'uid'] };
const POST: Call = { ids: ['groupId', 'postId'] };
const COMMENT: Call = { ids: ['groupId', 'postId', 'commentId'] };
const EVENT: Call = { ids: ['groupId', 'eventId'] };
const WALL_POST: Call = { ids: ['ownerId', 'postId'] };
const WALL_COMMENT: Call = { ids: ['ownerId', 'postId', 'commentId'] };
const NOTIFICATION: Call = { ids: ['notificationId'] };
const inAWeek = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
const content = [{ content: 'Hello' }];
const text = [{ text: 'Hello' }];

/** What acts as the signed-in user, or shows what is theirs. */
const NEED_A_USER: Record<string, Call> = {
  acceptInvite: GROUP,
  createComment: { ...POST, rest: content },
  createWallComment: { ...WALL_POST, rest: content },
  approveRequest: MEMBER,
  banUser: MEMBER,
  cancelEvent: EVENT,
  countUnreadMessages: GROUP,
  createEvent: { ...GROUP, rest: [{ title: 'Match', eventTime: inAWeek }] },
  createGroup: { rest: [{ title: 'Chess club' }] },
  createPost: { ...GROUP, rest: content },
  createWallPost: { rest: content },
  declineInvite: GROUP,
  deleteComment: COMMENT,
  deleteEvent: EVENT,
  deleteGroup: GROUP,
  deleteMessage: { ids: ['groupId', 'messageId'] },
  deleteNotification: NOTIFICATION,
  deletePost: POST,
  deleteWallComment: WALL_COMMENT,
  deleteWallPost: { ids: ['postId'] },
  updateComment: { ...COMMENT, rest: content },
  updateEvent: { ...EVENT, rest: [{ title: 'Match' }] },
  updateMessage: { ids: ['groupId', 'messageId'], rest: text },
  updatePost: { ...POST, rest: content },
  updateWallComment: { ...WALL_COMMENT, rest: content },
  updateWallPost: { ids: ['postId'], rest: content },
  inviteUser: MEMBER,
  leaveGroup: GROUP,
  markAllNotificationsRead: {},
  markNotificationRead: NOTIFICATION,
  markChatRead: GROUP,
  muteGroup: GROUP,
  myMembershipsQuery: {},
  notificationRef: NOTIFICATION,
  notificationsQuery: {},
  pinPost: { ...POST, rest: [true] },
  pinWallPost: { ids: ['postId'], rest: [true] },
  readMarkRef: GROUP,
  registerDevice: { rest: [{ token: 'token', platform: 'web' }] },
  rejectRequest: MEMBER,
  removeDevice: { ids: ['deviceId'] },
  removeMember: MEMBER,
  requestToJoin: GROUP,
  revokeInvite: MEMBER,
  saveNotificationSettings: { rest: [{}] },
  saveProfile: { rest: [{ displayName: 'Ann' }] },
  sendMessage: { ...GROUP, rest: text },
  setRole: { ...MEMBER, rest: ['admin'] },
  settingsRef: {},
  transferOwnership: MEMBER,
  unbanUser: MEMBER,
  unmuteGroup: GROUP,
  updateGroup: { ...GROUP, rest: [{ title: 'Chess club' }] },
  vote: { ...EVENT, rest: ['going'] },
  watchAccess: { ...GROUP, rest: [{ next: () => {} }] },
  watchChat: { ...GROUP, rest: [{}, { next: () => {} }] },
  watchMyGroups: { rest: [{ next: () => {} }] },
  withdrawRequest: GROUP,
  withdrawVote: EVENT,
};

/** What only names something: whether it is to be seen, the rules say when it is read. */
const NEED_NONE: Record<string, Call> = {
  publicGroupsQuery: {},
  commentRef: COMMENT,
  commentsQuery: POST,
  eventRef: EVENT,
  eventsQuery: GROUP,
  groupRef: GROUP,
  memberRef: MEMBER,
  membersQuery: GROUP,
  messageRef: { ids: ['groupId', 'messageId'] },
  messagesQuery: GROUP,
  usersQuery: { rest: [{ search: 'ann' }] },
  postRef: POST,
  postsQuery: GROUP,
  userRef: { ids: ['uid'] },
  voteRef: { ids: ['groupId', 'eventId', 'uid'] },
  votesQuery: EVENT,
  wallCommentRef: WALL_COMMENT,
  wallCommentsQuery: WALL_POST,
  wallPostRef: WALL_POST,
  wallQuery: { ids: ['uid'] },
};

const ALL: Record<string, Call> = { ...NEED_A_USER, ...NEED_NONE };

type Exported = (fg: Firegroups, ...args: readonly unknown[]) => unknown;

/** Calls a function of the package, with other arguments in place of good ones where they are given. */
function call(fg: Firegroups, name: string, given: Call = {}): Promise<unknown> {
  const { ids = [], rest = [] } = { ...ALL[name], ...given };
  const act = firegroups[name as keyof typeof firegroups] as unknown as Exported;
  return Promise.resolve().then(() => act(fg, ...ids, ...rest));
}

describe('getFiregroups', () => {
  test('gives the same handle for the same app', () => {
    const { fg } = cast.ann;
    expect(getFiregroups(fg.app)).toBe(fg);
    expect(getFiregroups(fg.app, { auth: fg.auth })).toBe(fg);
  });

  test('refuses other instances than those of the first call', () => {
    const { firestore } = cast.bob.fg;
    expect(() => getFiregroups(cast.ann.fg.app, { firestore })).toThrow(
      expect.objectContaining({
        reason: 'invalid-argument',
        fields: { firestore: 'expected that of the first call' },
      }),
    );
  });
});

test('these tables know every function that takes a handle', () => {
  const others = ['getFiregroups', 'FiregroupsError', 'isFiregroupsError'];
  const known = [...others, ...Object.keys(NEED_A_USER), ...Object.keys(NEED_NONE)];
  expect(known.toSorted()).toEqual(Object.keys(firegroups).toSorted());
});

describe('where nobody is signed in', () => {
  test.each(Object.keys(NEED_A_USER))('%s says to sign in', async (name) => {
    await expectReason(call(people.open().fg, name), 'unauthenticated', /^Sign in first/);
  });

  test.each(Object.keys(NEED_NONE))('%s works', async (name) => {
    await expect(call(people.open().fg, name)).resolves.toBeDefined();
  });

  test('a guest with an anonymous account is told that it takes a real one', async () => {
    const groupId = await createGroup(cast.ann.fg, { title: 'Chess club' });
    const { fg } = people.open();
    await signInAnonymously(fg.auth);
    await expectReason(requestToJoin(fg, groupId), 'unauthenticated', /real account/);
  });
});

describe('an id that is none', () => {
  const taking = Object.entries(ALL).flatMap(([name, { ids = [] }]) =>
    ids.map((id, i) => [name, id, i] as const),
  );

  test.each(taking)('%s names %s', async (name, id, i) => {
    const { ids = [] } = ALL[name]!;
    for (const bad of ['a/b', '', '.', '..', '__a__', undefined as unknown as string]) {
      const called = call(cast.ann.fg, name, { ids: ids.with(i, bad) });
      await expectReason(called, 'invalid-argument', new RegExp(`${id}: expected an id`));
      await expect(called).rejects.toMatchObject({ fields: { [id]: 'expected an id' } });
    }
  });
});

describe('without its fields', () => {
  const optional = ['updateEvent', 'saveNotificationSettings', 'updateGroup'];
  const taking = Object.entries(ALL).flatMap(([name, { rest = [] }]) => {
    const [fields] = rest;
    return typeof fields === 'object' && !name.startsWith('watch') && !optional.includes(name)
      ? [[name, Object.keys(fields ?? {})] as const]
      : [];
  });

  test.each(taking)('%s names %s', async (name, fields) => {
    for (const rest of [[], [null]]) {
      await expect(call(cast.ann.fg, name, { rest })).rejects.toMatchObject({
        reason: 'invalid-argument',
        fields: Object.fromEntries(fields.map((field) => [field, expect.any(String)])),
      });
    }
  });
});

test('what will never work says why, and not to try again', async () => {
  const { fg } = await people.register('Dan');
  await terminate(fg.firestore);
  await expectReason(createGroup(fg, { title: 'Late' }), 'unavailable', /already been terminated/);
  await expectReason(countUnreadMessages(fg, 'any'), 'unavailable', /^(?!.*try again)/);
});
