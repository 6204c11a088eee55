/** The handle, and what every function does if nobody is signed in, or if an id or a place is invalid. */
import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ACCEPTS_GUESTS, NEEDS_VERIFIED_EMAIL } from '@firegroups/model';
import { createUserWithEmailAndPassword, signInAnonymously } from 'firebase/auth';
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
import { verifyEmail } from '../../testing/src/clients/client.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import type { Refusal } from '../../testing/src/clients/refusals.ts';

const people = usePeople();
const users = registerUsers(people, 'ann', 'bob');

/** Valid arguments of a function that takes the handle first: the ids of a place, other ids, and the rest. */
interface Call {
  /** The ids that come in one object, as a post's or a comment's place. */
  place?: readonly string[];
  ids?: readonly string[];
  rest?: readonly unknown[];
}

const GROUP: Call = { ids: ['groupId'] };
const MEMBER: Call = { ids: ['groupId', 'uid'] };
const IN_GROUP: Call = { place: ['groupId'] };
const POST: Call = { place: ['groupId'], ids: ['postId'] };
const COMMENTS: Call = { place: ['groupId', 'postId'] };
const COMMENT: Call = { place: ['groupId', 'postId'], ids: ['commentId'] };
const EVENT: Call = { ids: ['groupId', 'eventId'] };
const NOTIFICATION: Call = { ids: ['notificationId'] };
const inAWeek = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
const content = [{ content: 'Hello' }];
const text = [{ text: 'Hello' }];

/** Functions that act as the signed-in user, or return references and queries to their documents. */
const NEED_A_USER: Record<string, Call> = {
  acceptInvite: GROUP,
  createComment: { ...COMMENTS, rest: content },
  approveRequest: MEMBER,
  banUser: MEMBER,
  cancelEvent: EVENT,
  countUnreadMessages: GROUP,
  createEvent: { ...GROUP, rest: [{ title: 'Match', eventTime: inAWeek }] },
  createGroup: { rest: [{ title: 'Chess club' }] },
  createPost: { ...IN_GROUP, rest: content },
  declineInvite: GROUP,
  deleteComment: COMMENT,
  deleteEvent: EVENT,
  deleteGroup: GROUP,
  deleteMessage: { ids: ['groupId', 'messageId'] },
  deleteNotification: NOTIFICATION,
  deletePost: POST,
  updateComment: { ...COMMENT, rest: content },
  updateEvent: { ...EVENT, rest: [{ title: 'Match' }] },
  updateMessage: { ids: ['groupId', 'messageId'], rest: text },
  updatePost: { ...POST, rest: content },
  inviteUser: MEMBER,
  leaveGroup: GROUP,
  markAllNotificationsRead: {},
  markNotificationRead: NOTIFICATION,
  markChatRead: GROUP,
  muteGroup: { ...GROUP, rest: [new Date()] },
  myMembershipsQuery: {},
  notificationRef: NOTIFICATION,
  notificationsQuery: {},
  pinPost: { ...POST, rest: [true] },
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
  setGroupPhoto: { ...GROUP, rest: [null] },
  setProfilePhoto: { rest: [null] },
  setNotifyLevel: { ...GROUP, rest: ['all'] },
  setRole: { ...MEMBER, rest: ['admin'] },
  settingsRef: {},
  transferOwnership: MEMBER,
  deleteVote: { ids: ['groupId', 'eventId', 'uid'] },
  unbanUser: MEMBER,
  unmuteGroup: GROUP,
  updateGroup: { ...GROUP, rest: [{ title: 'Chess club' }] },
  vote: { ...EVENT, rest: ['going'] },
  watchAccess: { ...GROUP, rest: [{ next: () => {} }] },
  watchChat: { ...GROUP, rest: [{}, { next: () => {} }] },
  watchInbox: { rest: [{ next: () => {} }] },
  watchMyGroups: { rest: [{ next: () => {} }] },
  watchUnreadTotal: { rest: [{ next: () => {} }] },
  withdrawRequest: GROUP,
  withdrawVote: EVENT,
};

/** Functions that return other references and queries. The rules decide when they are read. */
const NEED_NO_USER: Record<string, Call> = {
  publicGroupsQuery: {},
  commentRef: COMMENT,
  commentsQuery: COMMENTS,
  eventRef: EVENT,
  eventsQuery: GROUP,
  groupRef: GROUP,
  memberRef: MEMBER,
  membersQuery: GROUP,
  messageRef: { ids: ['groupId', 'messageId'] },
  messagesQuery: GROUP,
  usersQuery: { rest: [{ search: 'ann' }] },
  postRef: POST,
  postsQuery: IN_GROUP,
  userRef: { ids: ['uid'] },
  voteRef: { ids: ['groupId', 'eventId', 'uid'] },
  votesQuery: EVENT,
};

const ON_A_WALL = ' on a wall';

/** Adds to functions that take a place in a group the same functions with a place on a wall. */
function withWalls(calls: Record<string, Call>): Record<string, Call> {
  const onWalls = Object.entries(calls).flatMap(([name, { place, ...others }]) =>
    place ? [[name + ON_A_WALL, { ...others, place: ['userId', ...place.slice(1)] }] as const] : [],
  );
  return { ...calls, ...Object.fromEntries(onWalls) };
}

const WITH_A_USER = withWalls(NEED_A_USER);
const WITHOUT_A_USER = withWalls(NEED_NO_USER);
const ALL: Record<string, Call> = { ...WITH_A_USER, ...WITHOUT_A_USER };

type Exported = (fg: Firegroups, ...args: readonly unknown[]) => unknown;

const exported = (name: string) =>
  firegroups[name.replace(ON_A_WALL, '') as keyof typeof firegroups] as unknown as Exported;

/** Calls a function of the package with valid arguments, except for those given. */
function call(fg: Firegroups, name: string, given: Call = {}): Promise<unknown> {
  const { place, ids = [], rest = [] } = { ...ALL[name], ...given };
  const names = ALL[name]!.place;
  const first: unknown[] = place ? [Object.fromEntries(place.map((id, i) => [names![i], id]))] : [];
  const act = exported(name);
  return Promise.resolve().then(() => act(fg, ...first, ...ids, ...rest));
}

describe('getFiregroups', () => {
  test('returns the same handle for the same app', () => {
    const { fg } = users.ann;
    expect(getFiregroups(fg.app)).toBe(fg);
    expect(getFiregroups(fg.app, { auth: fg.auth })).toBe(fg);
  });

  test('throws for other instances than those of the first call', () => {
    const { firestore } = users.bob.fg;
    expect(() => getFiregroups(users.ann.fg.app, { firestore })).toThrow(
      expect.objectContaining({
        reason: 'invalid-argument',
        fields: { firestore: 'expected the firestore of the first call' },
      }),
    );
  });
});

test('the tables contain every function that takes a handle', () => {
  const others = ['getFiregroups', 'FiregroupsError', 'isFiregroupsError', 'LIMITS'];
  const known = [...others, ...Object.keys(NEED_A_USER), ...Object.keys(NEED_NO_USER)];
  expect(known.toSorted()).toEqual(Object.keys(firegroups).toSorted());
});

describe('if nobody is signed in', () => {
  test.each(Object.keys(WITH_A_USER))('%s throws unauthenticated', async (name) => {
    await expectReason(call(people.open().fg, name), 'unauthenticated', /^Sign in first/);
  });

  test.each(Object.keys(WITHOUT_A_USER))('%s works', async (name) => {
    await expect(call(people.open().fg, name)).resolves.toBeDefined();
  });

  test('an anonymous account counts as signed out, unless the project accepts guests', async () => {
    const groupId = await createGroup(users.ann.fg, { title: 'Chess club' });
    const { fg } = people.open();
    await signInAnonymously(fg.auth);
    const asked = requestToJoin(fg, groupId);
    if (ACCEPTS_GUESTS) await expectReason(asked, 'permission-denied', /saveProfile/);
    else await expectReason(asked, 'unauthenticated', /real account/);
  });

  test('an account whose email address is not verified is accepted, unless the project wants verified ones', async () => {
    const groupId = await createGroup(users.ann.fg, { title: 'Chess club' });
    const { fg } = people.open();
    const email = `${randomUUID()}@example.com`;
    const { user } = await createUserWithEmailAndPassword(fg.auth, email, 'secret');
    const noProfile: Refusal = ['permission-denied', /saveProfile/];
    const notVerified: Refusal = ['email-not-verified', /^Your email address is not verified/];
    const refusal = NEEDS_VERIFIED_EMAIL ? notVerified : noProfile;
    await expectReason(requestToJoin(fg, groupId), ...refusal);
    // The rules decide by the token, which is older than the verification.
    await verifyEmail(fg.auth, user);
    await expectReason(requestToJoin(fg, groupId), ...refusal);
    await user.getIdToken(true);
    await expectReason(requestToJoin(fg, groupId), ...noProfile);
  });
});

describe('an invalid id', () => {
  const taking = Object.entries(ALL).flatMap(([name, { place = [], ids = [] }]) => [
    ...place.map((id, i) => [name, id, 'place', i] as const),
    ...ids.map((id, i) => [name, id, 'ids', i] as const),
  ]);
  const BAD = ['a/b', '', '.', '..', '__a__', 5, null, undefined];

  test.each(taking)('%s names %s', async (name, id, kind, i) => {
    // A place without `groupId` and `userId` is tested below.
    const given = BAD.filter(
      (bad) => bad !== undefined || kind === 'ids' || id === 'postId',
    ) as string[];
    for (const bad of given) {
      const called = call(users.ann.fg, name, { [kind]: ALL[name]![kind]!.with(i, bad) });
      await expectReason(called, 'invalid-argument', new RegExp(`${id}: expected an id`));
      await expect(called).rejects.toMatchObject({ fields: { [id]: 'expected an id' } });
    }
  });
});

describe('an invalid place', () => {
  const taking = Object.keys(ALL).filter((name) => ALL[name]!.place?.includes('groupId'));

  test.each(taking)('of %s is named', async (name) => {
    const act = exported(name);
    const { place = [], ids = [], rest = [] } = ALL[name]!;
    const postId = place.includes('postId') && { postId: 'postId' };
    const bad: [unknown, string, RegExp][] = [
      [{ ...postId }, 'groupId', /^expected either groupId or userId$/],
      [{ groupId: 'g', userId: 'u', ...postId }, 'groupId', /^expected either groupId or userId$/],
      ['g', 'groupId', /^expected either/],
      [null, 'groupId', /^expected either/],
      [undefined, 'groupId', /^expected either/],
    ];
    for (const [given, field, expected] of bad) {
      const called = Promise.resolve().then(() => act(users.ann.fg, given, ...ids, ...rest));
      await expect(called).rejects.toMatchObject({
        reason: 'invalid-argument',
        fields: { [field]: expect.stringMatching(expected) },
      });
    }
  });
});

describe('without fields', () => {
  const optional = ['updateEvent', 'saveNotificationSettings', 'updateGroup'];
  const taking = Object.entries(ALL).flatMap(([name, { rest = [] }]) => {
    const [fields] = rest;
    const isObject = typeof fields === 'object' && fields !== null;
    return isObject && !name.startsWith('watch') && !optional.includes(name)
      ? [[name, Object.keys(fields)] as const]
      : [];
  });

  test.each(taking)('%s names %s', async (name, fields) => {
    for (const rest of [[], [null]]) {
      await expect(call(users.ann.fg, name, { rest })).rejects.toMatchObject({
        reason: 'invalid-argument',
        fields: Object.fromEntries(fields.map((field) => [field, expect.any(String)])),
      });
    }
  });
});

test('an error that trying again cannot solve keeps its own message', async () => {
  const { fg } = await people.register('Dan');
  await terminate(fg.firestore);
  await expectReason(createGroup(fg, { title: 'Late' }), 'unavailable', /already been terminated/);
  await expectReason(countUnreadMessages(fg, 'any'), 'unavailable', /^(?!.*Try again)/);
});
