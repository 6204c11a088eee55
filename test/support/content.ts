/** Valid documents of what is in groups and on walls, as they are stored, and of what people keep for themselves. */
import type {
  Comment,
  Device,
  GroupEvent,
  Message,
  Notification,
  Post,
  ReadMark,
  Vote,
  VoteChoice,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';

const DAY = 24 * 60 * 60 * 1000;
const times = () => {
  const now = Timestamp.now();
  return { createdAt: now, updatedAt: now };
};

/** A post as it is stored. */
export function storedPost(authorId: string): Post<Timestamp> {
  return { authorId, content: 'Who plays?', ...times() };
}

/** A comment as it is stored. */
export function storedComment(authorId: string): Comment<Timestamp> {
  return { authorId, content: 'I do.', ...times() };
}

/** An event, a day from now, as it is stored. */
export function storedEvent(
  creatorId: string,
  change: Partial<GroupEvent<Timestamp>> = {},
): GroupEvent<Timestamp> {
  const eventTime = Timestamp.fromMillis(Date.now() + DAY);
  return { creatorId, title: 'Match', eventTime, ...times(), ...change };
}

/** A vote as it is stored. */
export function storedVote(userId: string, vote: VoteChoice = 'going'): Vote<Timestamp> {
  return { userId, vote, updatedAt: Timestamp.now() };
}

/** A message as it is stored. */
export function storedMessage(authorId: string): Message<Timestamp> {
  return { authorId, text: 'Hello', createdAt: Timestamp.now() };
}

/** A read mark as it is stored. */
export function storedReadMark(groupId: string): ReadMark<Timestamp> {
  return { groupId, lastReadAt: Timestamp.now() };
}

/** A device as it is stored. */
export function storedDevice(token: string): Device<Timestamp> {
  return { token, platform: 'web', updatedAt: Timestamp.now() };
}

/** A notification of an invite as it is stored. */
export function storedNotification(
  change: Partial<Notification<Timestamp>> = {},
): Notification<Timestamp> {
  const createdAt = Timestamp.now();
  return {
    type: 'group_invite',
    groupId: 'chess',
    groupTitle: 'Chess club',
    actorId: 'mia',
    actorName: 'mia',
    subjectId: null,
    createdAt,
    readAt: null,
    expiresAt: Timestamp.fromMillis(createdAt.toMillis() + 90 * DAY),
    ...change,
  };
}
