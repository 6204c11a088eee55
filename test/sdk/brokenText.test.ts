/**
 * Text with an unpaired surrogate, as any string that a function of the SDK takes. In Node, Firestore neither sends nor refuses
 * such a write, and then sends no other: the SDK has to refuse it. Nothing here needs a server.
 */
import { afterAll, expect, test } from '@jest/globals';
import { deleteApp, initializeApp } from 'firebase/app';
import type { Auth } from 'firebase/auth';
import { getFirestore } from 'firebase/firestore';
import * as firegroups from 'firegroups';

const app = initializeApp({ projectId: 'demo-broken-text', apiKey: 'demo' });
const auth = { currentUser: { uid: 'ann', emailVerified: true } } as Auth;
const fg = firegroups.getFiregroups(app, { auth, firestore: getFirestore(app) });

afterAll(() => deleteApp(app));

const [groupId, userId, uid, postId] = ['groupId', 'userId', 'uid', 'postId'];
const inGroup = { groupId };
const onWall = { userId };
const none = {};

/** Every function with a valid call: its arguments in order, by name. */
const CALLS: [keyof typeof firegroups, Record<string, unknown>][] = [
  ['saveProfile', { fields: { displayName: 'Ann', bio: 'text', photoURL: 'https://a.example' } }],
  ['registerDevice', { fields: { token: 'token', platform: 'web', locale: 'en' } }],
  ['removeDevice', { deviceId: 'id' }],
  ['saveNotificationSettings', { settings: { group_invite: 'text' } }],
  ['setNotifyLevel', { groupId, notify: 'all' }],
  ['muteGroup', { groupId, until: new Date() }],
  ['unmuteGroup', { groupId }],
  ['createGroup', { fields: { title: 'text', description: 'text', visibility: 'public' } }],
  ['updateGroup', { groupId, fields: { title: 'text', description: 'text', joinPolicy: 'open' } }],
  ['deleteGroup', { groupId }],
  ['inviteUser', { groupId, uid }],
  ['revokeInvite', { groupId, uid }],
  ['acceptInvite', { groupId }],
  ['declineInvite', { groupId }],
  ['requestToJoin', { groupId }],
  ['withdrawRequest', { groupId }],
  ['approveRequest', { groupId, uid }],
  ['rejectRequest', { groupId, uid }],
  ['leaveGroup', { groupId }],
  ['removeMember', { groupId, uid }],
  ['banUser', { groupId, uid }],
  ['unbanUser', { groupId, uid }],
  ['setRole', { groupId, uid, role: 'admin' }],
  ['setGroupPhoto', { groupId, image: null }],
  ['transferOwnership', { groupId, uid }],
  ['createPost', { place: inGroup, fields: { content: 'text', imageId: 'id' } }],
  ['createPost', { place: onWall, fields: { content: 'text' } }],
  ['updatePost', { place: inGroup, postId, fields: { content: 'text' } }],
  ['deletePost', { place: onWall, postId }],
  ['pinPost', { place: inGroup, postId, pinned: true }],
  ['createComment', { place: { groupId, postId }, fields: { content: 'text' } }],
  ['updateComment', { place: { userId, postId }, commentId: 'id', fields: { content: 'text' } }],
  ['deleteComment', { place: { groupId, postId }, commentId: 'id' }],
  [
    'createEvent',
    {
      groupId,
      fields: {
        title: 'text',
        description: 'text',
        location: 'text',
        eventTime: new Date(Date.now() + 3_600_000),
      },
    },
  ],
  ['updateEvent', { groupId, eventId: 'id', fields: { title: 'text', location: 'text' } }],
  ['cancelEvent', { groupId, eventId: 'id' }],
  ['deleteEvent', { groupId, eventId: 'id' }],
  ['vote', { groupId, eventId: 'id', vote: 'going' }],
  ['withdrawVote', { groupId, eventId: 'id' }],
  ['deleteVote', { groupId, eventId: 'id', uid }],
  ['sendMessage', { groupId, fields: { text: 'text', replyTo: 'id' } }],
  ['updateMessage', { groupId, messageId: 'id', fields: { text: 'text' } }],
  ['deleteMessage', { groupId, messageId: 'id' }],
  ['countUnreadMessages', { groupId }],
  ['markChatRead', { groupId }],
  ['markNotificationRead', { notificationId: 'id' }],
  ['deleteNotification', { notificationId: 'id' }],
  ['commentRef', { place: { groupId, postId }, commentId: 'id' }],
  ['eventRef', { groupId, eventId: 'id' }],
  ['groupRef', { groupId }],
  ['memberRef', { groupId, uid }],
  ['messageRef', { groupId, messageId: 'id' }],
  ['notificationRef', { notificationId: 'id' }],
  ['postRef', { place: onWall, postId }],
  ['readMarkRef', { groupId }],
  ['userRef', { uid }],
  ['voteRef', { groupId, eventId: 'id', uid }],
  ['publicGroupsQuery', { options: { search: 'text' } }],
  ['publicGroupsQuery', { options: { orderBy: 'title' } }],
  ['usersQuery', { options: { search: 'text' } }],
  ['myMembershipsQuery', { options: { status: 'joined' } }],
  ['membersQuery', { groupId, options: { status: 'joined', role: 'admin' } }],
  ['postsQuery', { place: inGroup, options: none }],
  ['commentsQuery', { place: { userId, postId }, options: none }],
  ['eventsQuery', { groupId, options: none }],
  ['votesQuery', { groupId, eventId: 'id', options: { vote: 'going' } }],
  ['messagesQuery', { groupId, options: none }],
  ['watchChat', { groupId, options: none, observer: none }],
  ['watchAccess', { groupId, observer: none }],
];

/** They take no string. */
const WITHOUT = [
  'FiregroupsError',
  'getFiregroups',
  'isFiregroupsError',
  'markAllNotificationsRead',
  'notificationsQuery',
  'setProfilePhoto',
  'settingsRef',
  'watchInbox',
  'watchMyGroups',
  'watchUnreadTotal',
];

/** The calls with one string broken, and the field that the error must name. */
const broken = CALLS.flatMap(([name, args]) =>
  Object.entries(args).flatMap(([arg, value]) => {
    if (typeof value === 'string') return [[name, arg, { ...args, [arg]: 'hi \ud83d' }] as const];
    return Object.entries(Object(value) as object)
      .filter(([, text]) => typeof text === 'string')
      .map(
        ([field]) =>
          [name, field, { ...args, [arg]: { ...(value as object), [field]: '\udc4d!' } }] as const,
      );
  }),
);

test.each(broken)('%s refuses an unpaired surrogate in %s', async (name, field, args) => {
  const call = firegroups[name] as (...given: unknown[]) => unknown;
  const thrown = await new Promise((resolve) => {
    const run = async () => {
      await call(fg, ...Object.values(args));
      return 'nothing';
    };
    run().then(resolve, resolve);
  });
  expect(thrown).toMatchObject({
    code: 'firegroups/invalid-argument',
    fields: { [field]: expect.stringMatching(/^expected /) },
  });
});

test('the error says what is wrong', () => {
  expect(() => firegroups.sendMessage(fg, groupId, { text: 'hi \ud83d' })).toThrow(
    'Invalid fields: text: expected text without unpaired surrogates.',
  );
});

test('every function that takes a string is in the table', () => {
  const functions = Object.entries(firegroups).filter(([, value]) => typeof value === 'function');
  const listed = [...new Set(CALLS.map(([name]) => name)), ...WITHOUT];
  expect(functions.map(([name]) => name).sort()).toEqual(listed.sort());
});
