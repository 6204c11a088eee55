/**
 * What should be told, judged from the history alone and by docs/reference/data-model.md: it knows nothing of how the functions find
 * recipients. That the ids of notifications follow from what they tell is part of the contract, and how one is found here.
 */
import type {
  Comment,
  Group,
  GroupEvent,
  Member,
  NotificationType,
  Post,
  Settings,
  Vote,
} from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import type { Change, History } from './history.ts';
import { peopleOf } from './world.ts';

type StoredMember = Member<Timestamp>;
type StoredEvent = GroupEvent<Timestamp>;
type StoredGroup = Group<Timestamp>;

/** One person who may be told of one thing. */
export interface Telling {
  /** The notification's. */
  id: string;
  type: NotificationType;
  recipient: string;
  groupId: string | null;
  /** The moment when it happened. */
  since: number;
  /** Whether telling it is right at a moment: what asks still stands, and it concerns the recipient. */
  isRight: (at: number) => boolean;
  /** Where it asks for an answer: whether that is still to be given. */
  isOpen?: (at: number) => boolean;
}

const instanceOf = ({ seconds, nanoseconds }: Timestamp) => `${seconds}_${nanoseconds}`;

/** Everything that may ever be told to a seed's people. */
export function tellingsOf(history: History, seed: number): Telling[] {
  const people = peopleOf(seed);
  const world = { history, people };
  return history.changes.flatMap((change) => {
    const [root, owner = '', kind, id = '', below] = change.path.split('/');
    if (root === 'groups' && kind === undefined) return ofGroup(world, change, owner);
    if (root === 'groups' && kind === 'members') return ofMember(world, change, owner, id);
    if (root === 'groups' && kind === 'events' && !below) return ofEvent(world, change, owner, id);
    if (kind === 'posts' && below === 'comments') return ofComment(world, change, owner, id);
    return [];
  });
}

interface Circumstances {
  history: History;
  people: readonly string[];
}

const member = ({ history }: Circumstances, groupId: string, uid: string, at?: number) =>
  history.get(`groups/${groupId}/members/${uid}`, at) as StoredMember | undefined;

const isJoined = (world: Circumstances, groupId: string, uid: string, at: number) =>
  member(world, groupId, uid, at)?.status === 'joined';

/** True while the group is the one that it was: its id may be founded anew. */
const isSameGroup = ({ history }: Circumstances, groupId: string, since: number, at: number) => {
  const [then, now] = [since, at].map(
    (moment) => history.get(`groups/${groupId}`, moment) as StoredGroup | undefined,
  );
  return !then || !now || then.createdAt.isEqual(now.createdAt);
};

function ofMember(world: Circumstances, change: Change, groupId: string, uid: string): Telling[] {
  const before = change.before as StoredMember | undefined;
  const after = change.after as StoredMember | undefined;
  if (!after) return [];
  const { at: since } = change;
  const { status, createdAt, updatedAt, invitedBy } = after;
  const instance = instanceOf(createdAt);
  const stands = (at: number) => {
    const now = member(world, groupId, uid, at);
    return now?.status === status && now.createdAt.isEqual(createdAt);
  };
  // The creator answers for what staff did, and is never told so.
  const isSubject = (at: number) => {
    const group = world.history.get(`groups/${groupId}`, at) as StoredGroup | undefined;
    return stands(at) && group?.creatorId !== uid;
  };
  const telling = (
    type: NotificationType,
    recipient: string,
    parts: string,
    isRight: Telling['isRight'],
  ): Telling => ({
    id: `${type}_${groupId}_${parts}`,
    type,
    recipient,
    groupId,
    since,
    isRight: (at) => isRight(at) && isSameGroup(world, groupId, since, at),
    ...(status.startsWith('pending') && { isOpen: stands }),
  });
  if (before?.status !== status) {
    if (status === 'pending_invite') return [telling('group_invite', uid, instance, stands)];
    if (status === 'pending_request') {
      return world.people.map((recipient) =>
        telling('join_request', recipient, `${uid}_${instance}`, (at) => {
          const role = member(world, groupId, recipient, at)?.role;
          return stands(at) && isJoined(world, groupId, recipient, at) && role !== 'member';
        }),
      );
    }
    if (status !== 'joined') return [];
    if (before?.status === 'pending_request') {
      return [telling('join_approved', uid, instance, isSubject)];
    }
    if (before?.status === 'pending_invite' && invitedBy) {
      const isIn = (at: number) => isJoined(world, groupId, invitedBy, at);
      return [telling('invite_accepted', invitedBy, `${uid}_${instance}`, isIn)];
    }
    return [];
  }
  const isTransfer = before.role === 'creator' || after.role === 'creator';
  if (status !== 'joined' || before.role === after.role || isTransfer) return [];
  return [telling('role_changed', uid, instanceOf(updatedAt), isSubject)];
}

function ofGroup(world: Circumstances, change: Change, groupId: string): Telling[] {
  const before = change.before as StoredGroup | undefined;
  const after = change.after as StoredGroup | undefined;
  if (!before || !after || before.creatorId === after.creatorId) return [];
  const { creatorId: recipient, updatedAt } = after;
  return [
    {
      id: `role_changed_${groupId}_${instanceOf(updatedAt)}`,
      type: 'role_changed',
      recipient,
      groupId,
      since: change.at,
      isRight: (at) =>
        isJoined(world, groupId, recipient, at) && isSameGroup(world, groupId, change.at, at),
    },
  ];
}

function ofEvent(world: Circumstances, change: Change, groupId: string, id: string): Telling[] {
  const before = change.before as StoredEvent | undefined;
  const after = change.after as StoredEvent | undefined;
  if (!after) return [];
  const { createdAt, updatedAt, creatorId } = after;
  const { path, at: since } = change;
  const votes = (uid: string, at: number) =>
    (world.history.get(`${path}/votes/${uid}`, at) as Vote | undefined)?.vote === 'going';
  const wasIn = (uid: string, at: number) => {
    const joinedAt = member(world, groupId, uid, at)?.joinedAt;
    return joinedAt ? joinedAt.toMillis() <= createdAt.toMillis() : false;
  };
  const told = ((): [NotificationType, Timestamp] | undefined => {
    if (!before) return ['event_created', createdAt];
    if (!before.cancelledAt && after.cancelledAt) return ['event_cancelled', after.cancelledAt];
    return before.eventTime.isEqual(after.eventTime) ? undefined : ['event_changed', updatedAt];
  })();
  if (!told) return [];
  const [type, moment] = told;
  const concerns = type === 'event_created' ? wasIn : votes;
  return world.people
    .filter((recipient) => recipient !== creatorId)
    .map((recipient) => ({
      id: `${type}_${groupId}_${id}_${instanceOf(moment)}`,
      type,
      recipient,
      groupId,
      since,
      isRight: (at) =>
        world.history.get(path, at) !== undefined &&
        isJoined(world, groupId, recipient, at) &&
        concerns(recipient, at),
    }));
}

function ofComment(world: Circumstances, change: Change, owner: string, postId: string): Telling[] {
  const comment = change.after as Comment<Timestamp> | undefined;
  if (!comment || change.before) return [];
  const { path, at: since } = change;
  const [root] = path.split('/');
  const postPath = path.split('/').slice(0, 4).join('/');
  const post = world.history.get(postPath, since) as Post | undefined;
  if (!post || post.authorId === comment.authorId) return [];
  const groupId = root === 'groups' ? owner : null;
  const of = groupId === null ? '' : `${groupId}_`;
  const commentId = path.split('/').at(-1)!;
  return [
    {
      id: `post_comment_${of}${postId}_${commentId}_${instanceOf(comment.createdAt)}`,
      type: 'post_comment',
      recipient: post.authorId,
      groupId,
      since,
      isRight: (at) =>
        world.history.get(postPath, at) !== undefined &&
        (groupId === null || isJoined(world, groupId, post.authorId, at)),
    },
  ];
}

/** What a person's settings say of a type at a moment. */
export function choiceAt({ history }: { history: History }, telling: Telling, at: number) {
  const { recipient, type } = telling;
  const settings = history.get(`users/${recipient}/private/settings`, at) as Settings | undefined;
  return settings?.notifications?.[type] ?? { inApp: true, push: true };
}

/** True iff a group is there at a moment and not being erased, or none is needed. */
export function isLiveAt(history: History, groupId: string | null, at: number): boolean {
  if (groupId === null) return true;
  const group = history.get(`groups/${groupId}`, at) as StoredGroup | undefined;
  return group !== undefined && !group.deletedAt;
}

/** True iff something holds at every moment from one to the end of the history. */
export function always(history: History, since: number, holds: (at: number) => boolean): boolean {
  for (let at = since; at <= history.now(); at++) if (!holds(at)) return false;
  return true;
}

/** True iff something holds at some moment between two. */
export function ever(since: number, until: number, holds: (at: number) => boolean): boolean {
  for (let at = since; at <= until; at++) if (holds(at)) return true;
  return false;
}
