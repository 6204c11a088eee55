/** The world in which the snippets of docs/native.md are replayed, and what the names in them stand for. */
import {
  commentPath,
  devicePath,
  eventPath,
  groupPath,
  memberPath,
  messagePath,
  notificationPath,
  postPath,
  readMarkPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import type { SeedData } from '../../rules/policyCase.ts';
import {
  storedComment,
  storedDevice,
  storedEvent,
  storedMessage,
  storedNotification,
  storedPost,
  storedReadMark,
  storedVote,
} from '../../fixtures/content.ts';
import { storedGroup, storedMember, storedUser } from '../../fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../fixtures/membershipStates.ts';

const GROUP = 'chess';
const HOUR = 60 * 60 * 1000;

/** Ids of the same form as those that Firestore makes: an hour lies between one and the next, the second is read. */
export const NOTIFICATIONS = [
  'notificationOfHour01',
  'notificationOfHour02',
  'notificationOfHour03',
] as const;

/** Who `me` is, as the page says it. */
export const WHO: Record<string, string> = {
  'a user without a profile': 'nils',
  'a user': 'mia',
  anybody: 'nina',
  'anybody; joinPolicy is open': 'nina',
  'the invited user': 'ivan',
  'who asked to join': 'wanda',
  'a member': 'mia',
  'the author': 'mia',
  'the event’s creator': 'mia',
  staff: 'ada',
  'the creator': 'cleo',
};

/** Who `uid` is, as the page says it. */
export const WHOM: Record<string, string> = {
  'a user with a profile': 'nina',
  'a user without membership': 'nina',
  invited: 'ivan',
  'asked to join': 'wanda',
  'a member': 'otto',
  banned: 'bob',
};

/** What the snippets' other names stand for. Each value is another, so that it tells its name. */
export const NAMES = {
  groupId: GROUP,
  postId: 'p1',
  commentId: 'c1',
  eventId: 'e1',
  messageId: 'm1',
  replyTo: 'm2',
  notificationId: NOTIFICATIONS[0],
  ownerId: 'otto',
  deviceId: 'phone',
  token: 'token-1',
  platform: 'ios',
  displayName: 'Mia',
  photoURL: 'https://example.com/mia.png',
  bio: 'Plays the Sicilian.',
  title: 'Chess at night',
  description: 'Every Friday.',
  visibility: 'private',
  joinPolicy: 'open',
  invitePolicy: 'admins',
  content: 'Who brings the clock?',
  imageId: '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
  text: 'See you there',
  location: 'The library',
  eventTime: new Date(Date.now() + 48 * HOUR),
  vote: 'going',
  role: 'admin',
  pinned: true,
};

/** What is there before each snippet. */
export function worldFor(who: string): SeedData {
  const isOpen = who === 'anybody; joinPolicy is open';
  const joinPolicy = isOpen ? 'open' : 'approval';
  const at = (hoursAgo: number) => Timestamp.fromMillis(Date.now() - hoursAgo * HOUR);
  const member = (uid: string, standing: keyof typeof MEMBERSHIP_STATES) => ({
    [memberPath(GROUP, uid)]: storedMember(GROUP, uid, MEMBERSHIP_STATES[standing]!),
  });
  const message = (id: string, authorId: string, hoursAgo: number) => ({
    [messagePath(GROUP, id)]: { ...storedMessage(authorId), createdAt: at(hoursAgo) },
  });
  const notification = (id: string, hoursAgo: number, readAt: Timestamp | null) => ({
    [notificationPath('mia', id)]: storedNotification({ createdAt: at(hoursAgo), readAt }),
  });
  const group = (id: string, titleSearch: string, hoursAgo: number, change: object = {}) => ({
    [groupPath(id)]: {
      ...storedGroup('cleo'),
      titleSearch,
      createdAt: at(hoursAgo),
      joinPolicy,
      memberCount: id === GROUP ? 4 : 1,
      ...change,
    },
  });
  const named = ['nina', 'ivan', 'wanda', 'mia', 'otto', 'ada', 'cleo', 'bob'];
  return {
    ...Object.fromEntries(
      named.map((uid) => [userPath(uid), { ...storedUser(uid), displayNameSearch: uid }]),
    ),
    ...group(GROUP, 'chess club', 3),
    ...group('go', 'go club', 2),
    ...group('secret', 'chess in secret', 1, { visibility: 'private' }),
    ...member('cleo', 'creator'),
    ...member('ada', 'admin'),
    ...member('mia', 'member'),
    ...member('otto', 'member'),
    ...member('wanda', 'waiting'),
    ...member('bob', 'banned'),
    [memberPath(GROUP, 'ivan')]: storedMember(GROUP, 'ivan', {
      ...MEMBERSHIP_STATES.invited,
      invitedBy: 'mia',
    }),
    [postPath(GROUP, 'p1')]: { ...storedPost('mia'), createdAt: at(2) },
    [postPath(GROUP, 'p2')]: { ...storedPost('otto'), createdAt: at(1) },
    [commentPath(GROUP, 'p1', 'c1')]: { ...storedComment('mia'), createdAt: at(1) },
    [commentPath(GROUP, 'p1', 'a2')]: storedComment('otto'),
    [eventPath(GROUP, 'e1')]: storedEvent('mia', { eventTime: at(-24) }),
    [eventPath(GROUP, 'e2')]: storedEvent('mia', { eventTime: at(-12) }),
    [eventPath(GROUP, 'past')]: storedEvent('mia', { eventTime: at(12) }),
    [votePath(GROUP, 'e1', 'mia')]: storedVote('mia'),
    [votePath(GROUP, 'e1', 'otto')]: storedVote('otto', 'not_going'),
    ...message('m1', 'mia', 3),
    ...message('m2', 'otto', 2),
    ...message('m3', 'otto', 1),
    [readMarkPath('mia', GROUP)]: storedReadMark(GROUP),
    [devicePath('mia', 'phone')]: storedDevice('token-0'),
    ...notification(NOTIFICATIONS[0], 3, null),
    ...notification(NOTIFICATIONS[1], 2, at(1)),
    ...notification(NOTIFICATIONS[2], 1, null),
    [wallPostPath('mia', 'p1')]: storedPost('mia'),
    [wallPostPath('otto', 'p1')]: { ...storedPost('otto'), createdAt: at(2) },
    [wallPostPath('otto', 'p2')]: { ...storedPost('otto'), createdAt: at(1) },
    [wallCommentPath('otto', 'p1', 'c1')]: { ...storedComment('mia'), createdAt: at(1) },
    [wallCommentPath('otto', 'p1', 'a2')]: storedComment('nina'),
  };
}
