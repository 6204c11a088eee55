import { describe, expect, test } from '@jest/globals';
import type { Comment, Group, GroupEvent, Member } from './documents.ts';
import type { Moment } from './moment.ts';
import { NOTIFICATION_CATALOG, isEventChange } from './notificationCatalog.ts';
import { NOTIFICATION_TYPES, type NotificationType } from './notificationTypes.ts';
import {
  answeredNotifications,
  notificationId,
  notificationsOf,
  type NotificationOccurrence,
} from './notifications.ts';

const CREATED: Moment = { seconds: 1, nanoseconds: 20 };
const UPDATED: Moment = { seconds: 3, nanoseconds: 4000 };
const TIMES = { createdAt: CREATED, updatedAt: UPDATED };

const MEMBER: Member<Moment> = {
  ...{ userId: 'bob', groupId: 'chess', role: 'member', status: 'joined', invitedBy: null },
  ...{ ...TIMES, joinedAt: null },
};
const INVITED = { ...MEMBER, status: 'pending_invite', invitedBy: 'mia' } as const;
const REQUESTED = { ...MEMBER, status: 'pending_request' } as const;
const BANNED = { ...MEMBER, status: 'banned' } as const;

const GROUP: Group<Moment> = {
  ...{ title: 'Chess', creatorId: 'cleo', ...TIMES },
  ...{ visibility: 'public', joinPolicy: 'approval', invitePolicy: 'members' },
};
const EVENT: GroupEvent<Moment> = {
  ...{ creatorId: 'mia', title: 'Match', eventTime: { seconds: 9, nanoseconds: 0 }, ...TIMES },
  updatedBy: 'mia',
};
const COMMENT: Comment<Moment> = { authorId: 'ada', content: 'I do.', ...TIMES };

const ofMember = (before: Member<Moment> | null, after: Member<Moment>) =>
  notificationsOf('member', 'chess', { before, after });
const ofEvent = (before: GroupEvent<Moment> | null, after: GroupEvent<Moment>) =>
  notificationsOf('event', 'chess', { eventId: 'e1', before, after });
const MINUTE: Moment = { seconds: 120, nanoseconds: 0 };
const ofEventChange = (after: GroupEvent<Moment>) =>
  notificationsOf('eventChange', 'chess', { eventId: 'e1', after, at: MINUTE });
const ofComment = (groupId: string | null, after = COMMENT) =>
  notificationsOf('comment', groupId, {
    ...{ groupId, postId: 'p1', postAuthorId: 'mia', commentId: 'c1', after },
  });

const MOVED = { ...EVENT, eventTime: { seconds: 9, nanoseconds: 1 } };
const CANCELLED = { ...EVENT, cancelledAt: { seconds: 5, nanoseconds: 6 } };

/** What each type of notification is, by the change that causes it. */
const CASES: [string, NotificationOccurrence[], Omit<NotificationOccurrence, 'isAnonymous'>][] = [
  [
    'an invite',
    ofMember(null, INVITED),
    {
      id: 'group_invite_chess_1_20',
      type: 'group_invite',
      actorId: 'mia',
      subjectId: null,
      audience: { kind: 'invitee', userId: 'bob', createdAt: CREATED },
    },
  ],
  [
    'a request to join',
    ofMember(null, REQUESTED),
    {
      id: 'join_request_chess_bob_1_20',
      type: 'join_request',
      actorId: 'bob',
      subjectId: 'bob',
      audience: { kind: 'admins', requesterId: 'bob', createdAt: CREATED },
    },
  ],
  [
    'the approval of a request',
    ofMember(REQUESTED, { ...MEMBER, updatedBy: 'ada' }),
    {
      id: 'join_approved_chess_1_20',
      type: 'join_approved',
      actorId: 'ada',
      subjectId: null,
      audience: { kind: 'member', userId: 'bob', memberSince: CREATED },
    },
  ],
  [
    'the acceptance of an invite',
    ofMember(INVITED, { ...INVITED, status: 'joined' }),
    {
      id: 'invite_accepted_chess_bob_1_20',
      type: 'invite_accepted',
      actorId: 'bob',
      subjectId: 'bob',
      audience: { kind: 'member', userId: 'mia', memberSince: UPDATED },
    },
  ],
  [
    'a new event',
    ofEvent(null, EVENT),
    {
      id: 'event_created_chess_e1_1_20',
      type: 'event_created',
      actorId: 'mia',
      subjectId: 'e1',
      audience: { kind: 'members', eventId: 'e1', joinedBy: CREATED },
    },
  ],
  [
    'a new time of an event',
    ofEventChange({ ...MOVED, toldTime: EVENT.eventTime, updatedBy: 'ada' }),
    {
      id: 'event_changed_chess_e1_120_0',
      type: 'event_changed',
      actorId: 'ada',
      subjectId: 'e1',
      audience: { kind: 'voters', eventId: 'e1', creatorId: 'mia' },
    },
  ],
  [
    'the cancellation of an event',
    ofEvent(EVENT, { ...CANCELLED, updatedBy: 'ada' }),
    {
      id: 'event_cancelled_chess_e1_5_6',
      type: 'event_cancelled',
      actorId: 'ada',
      subjectId: 'e1',
      audience: { kind: 'voters', eventId: 'e1', creatorId: 'mia' },
    },
  ],
  [
    'a comment in a group',
    ofComment('chess'),
    {
      id: 'post_comment_chess_p1_c1_1_20',
      type: 'post_comment',
      actorId: 'ada',
      subjectId: 'p1',
      audience: { kind: 'member', userId: 'mia' },
    },
  ],
  [
    'a comment on a wall',
    ofComment(null),
    {
      id: 'post_comment_p1_c1_1_20',
      type: 'post_comment',
      actorId: 'ada',
      subjectId: 'p1',
      audience: { kind: 'user', userId: 'mia' },
    },
  ],
  [
    'a promotion',
    ofMember(MEMBER, { ...MEMBER, role: 'admin', updatedBy: 'cleo' }),
    {
      id: 'role_changed_chess_3_4000',
      type: 'role_changed',
      actorId: 'cleo',
      subjectId: null,
      audience: { kind: 'member', userId: 'bob', memberSince: CREATED },
    },
  ],
  [
    'a transfer of the ownership',
    notificationsOf('group', 'chess', { before: GROUP, after: { ...GROUP, creatorId: 'mia' } }),
    {
      id: 'role_changed_chess_3_4000',
      type: 'role_changed',
      actorId: 'cleo',
      subjectId: null,
      audience: { kind: 'member', userId: 'mia', memberSince: UPDATED },
    },
  ],
];

describe('notificationsOf', () => {
  test.each(CASES)('%s causes one notification', (_change, occurrences, expected) => {
    expect(occurrences).toEqual([{ ...expected, isAnonymous: false }]);
  });

  test('a request that a function approves has no actor and names nobody', () => {
    const [approved] = ofMember(REQUESTED, MEMBER);
    expect(approved).toMatchObject({ type: 'join_approved', actorId: null, isAnonymous: true });
  });

  test('a change of a role that does not say who made it names the creator', () => {
    const [changed] = ofMember(MEMBER, { ...MEMBER, role: 'admin' });
    expect(changed).toMatchObject({ type: 'role_changed', actorId: null, isAnonymous: false });
  });

  test('every type has a case here', () => {
    expect(new Set(CASES.map(([, , { type }]) => type))).toEqual(new Set(NOTIFICATION_TYPES));
  });

  test.each([
    ['a user who joins an open group', ofMember(null, MEMBER)],
    [
      'the acceptance of an invite without an inviter',
      ofMember({ ...INVITED, invitedBy: '' }, { ...MEMBER, invitedBy: '' }),
    ],
    ['a ban', ofMember(REQUESTED, BANNED)],
    ['an unchanged role', ofMember(MEMBER, { ...MEMBER, notify: 'none' })],
    ['the new role of a new creator', ofMember(MEMBER, { ...MEMBER, role: 'creator' })],
    ['the new role of a former creator', ofMember({ ...MEMBER, role: 'creator' }, MEMBER)],
    ['the role that a ban takes', ofMember({ ...MEMBER, role: 'admin' }, BANNED)],
    ['the move of an event, at once', ofEvent(EVENT, MOVED)],
    [
      'an event that was moved back',
      ofEventChange({ ...EVENT, toldTime: EVENT.eventTime, toldAt: CREATED }),
    ],
    ['an event that was moved and then canceled', ofEventChange({ ...MOVED, ...CANCELLED })],
    ['a new title of an event', ofEvent(EVENT, { ...EVENT, title: 'Final' })],
    ['an edit of a cancelled event', ofEvent(CANCELLED, { ...CANCELLED, title: 'Final' })],
    ['a comment on your own post', ofComment('chess', { ...COMMENT, authorId: 'mia' })],
    [
      'a new title of a group',
      notificationsOf('group', 'chess', { before: GROUP, after: { ...GROUP, title: 'Go' } }),
    ],
  ])('%s causes none', (_change, occurrences) => {
    expect(occurrences).toEqual([]);
  });

  test('an event that is moved and cancelled in one write is cancelled', () => {
    const types = ofEvent(EVENT, { ...MOVED, ...CANCELLED, eventTime: MOVED.eventTime });
    expect(types.map(({ type }) => type)).toEqual(['event_cancelled']);
  });
});

describe('isEventChange', () => {
  const told = { ...EVENT, toldTime: EVENT.eventTime };

  test.each([
    ['an event whose time members know', told, false],
    ['an event that was moved', { ...told, eventTime: MOVED.eventTime }, true],
    ['an event without toldTime', EVENT, true],
    [
      'an event of which members were to be notified for this minute',
      { ...told, toldAt: MINUTE },
      true,
    ],
    [
      'an event of which members were notified for another minute',
      { ...told, toldAt: CREATED },
      false,
    ],
    ['an event that was moved and canceled', { ...MOVED, cancelledAt: UPDATED }, false],
  ])('%s', (_event, event, expected) => {
    expect(isEventChange(event, MINUTE)).toBe(expected);
  });
});

describe('answeredNotifications', () => {
  const invite = { id: 'group_invite_chess_1_20', status: 'pending_invite' };
  const request = { id: 'join_request_chess_bob_1_20', status: 'pending_request' };

  test.each([
    ['an accepted invite', INVITED, MEMBER, [invite]],
    ['a declined invite', INVITED, null, [invite]],
    ['an invite that a ban ends', INVITED, BANNED, [invite]],
    ['an approved request', REQUESTED, MEMBER, [request]],
    ['a withdrawn request', REQUESTED, null, [request]],
    ['a pending invite', INVITED, { ...INVITED, notify: 'none' as const }, []],
    ['a new invite', null, INVITED, []],
    ['the end of a membership', MEMBER, null, []],
  ])('%s', (_change, before, after, expected) => {
    expect(answeredNotifications(before, after)).toEqual(expected);
  });
});

describe('notificationId', () => {
  /** Stored notifications have these ids. A changed id would notify everyone a second time. */
  const IDS: Record<NotificationType, string> = {
    group_invite: notificationId('group_invite', 'g', { at: CREATED }),
    join_request: notificationId('join_request', 'g', { userId: 'u', at: CREATED }),
    join_approved: notificationId('join_approved', 'g', { at: CREATED }),
    invite_accepted: notificationId('invite_accepted', 'g', { userId: 'u', at: CREATED }),
    event_created: notificationId('event_created', 'g', { eventId: 'e', at: CREATED }),
    event_changed: notificationId('event_changed', 'g', { eventId: 'e', at: CREATED }),
    event_cancelled: notificationId('event_cancelled', 'g', { eventId: 'e', at: CREATED }),
    post_comment: notificationId('post_comment', 'g', { postId: 'p', commentId: 'c', at: CREATED }),
    role_changed: notificationId('role_changed', 'g', { at: CREATED }),
  };

  test('is the type, the group and the parts that the catalog names', () => {
    expect(IDS).toEqual({
      group_invite: 'group_invite_g_1_20',
      join_request: 'join_request_g_u_1_20',
      join_approved: 'join_approved_g_1_20',
      invite_accepted: 'invite_accepted_g_u_1_20',
      event_created: 'event_created_g_e_1_20',
      event_changed: 'event_changed_g_e_1_20',
      event_cancelled: 'event_cancelled_g_e_1_20',
      post_comment: 'post_comment_g_p_c_1_20',
      role_changed: 'role_changed_g_1_20',
    });
  });

  test('has no group on a wall', () => {
    const parts = { postId: 'p', commentId: 'c', at: CREATED };
    expect(notificationId('post_comment', null, parts)).toBe('post_comment_p_c_1_20');
  });
});

test('NOTIFICATION_TYPES lists the types of the catalog', () => {
  expect(NOTIFICATION_TYPES).toEqual(Object.keys(NOTIFICATION_CATALOG));
});
