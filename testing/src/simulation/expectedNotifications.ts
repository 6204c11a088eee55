/**
 * The notifications that users should get, derived from the history and docs/reference/data-model.md alone. This file
 * does not know how the functions find recipients. The ids of notifications are part of the contract, so they are
 * derived here too.
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
import { usersOf } from './state.ts';

type StoredMember = Member<Timestamp>;
type StoredEvent = GroupEvent<Timestamp>;
type StoredGroup = Group<Timestamp>;

/** A notification that a user may get because of one change. */
export interface ExpectedNotification {
  id: string;
  type: NotificationType;
  recipient: string;
  groupId: string | null;
  /** The moment of the change. */
  since: number;
  /** True if the notification is right at a moment: its reason still holds, and it concerns the recipient. */
  isRight: (at: number) => boolean;
  /** For a notification that asks for an answer or is about an event: true until the answer, while the event exists. */
  isOpen?: (at: number) => boolean;
  /** True if the recipient may be the actor, who is not notified. */
  mayBeActor?: (at: number) => boolean;
}

const instanceOf = ({ seconds, nanoseconds }: Timestamp) => `${seconds}_${nanoseconds}`;

/** Returns every notification that a seed's users may get. */
export function expectedNotifications(history: History, seed: number): ExpectedNotification[] {
  const users = usersOf(seed);
  const context = { history, users };
  return history.changes.flatMap((change) => {
    const [root, owner = '', kind, id = '', below] = change.path.split('/');
    if (root === 'groups' && kind === undefined) return ofGroup(context, change, owner);
    if (root === 'groups' && kind === 'members') return ofMember(context, change, owner, id);
    if (root === 'groups' && kind === 'events' && !below)
      return ofEvent(context, change, owner, id);
    if (kind === 'posts' && below === 'comments') return ofComment(context, change, owner, id);
    return [];
  });
}

interface Context {
  history: History;
  users: readonly string[];
}

const member = ({ history }: Context, groupId: string, uid: string, at?: number) =>
  history.get(`groups/${groupId}/members/${uid}`, at) as StoredMember | undefined;

const isJoined = (context: Context, groupId: string, uid: string, at: number) =>
  member(context, groupId, uid, at)?.status === 'joined';

/** False if the group was deleted and another one was created under its id. */
const isSameGroup = ({ history }: Context, groupId: string, since: number, at: number) => {
  const [then, now] = [since, at].map(
    (moment) => history.get(`groups/${groupId}`, moment) as StoredGroup | undefined,
  );
  return !then || !now || then.createdAt.isEqual(now.createdAt);
};

function ofMember(
  context: Context,
  change: Change,
  groupId: string,
  uid: string,
): ExpectedNotification[] {
  const before = change.before as StoredMember | undefined;
  const after = change.after as StoredMember | undefined;
  if (!after) return [];
  const { at: since } = change;
  const { status, createdAt, updatedAt, invitedBy, updatedBy } = after;
  const instance = instanceOf(createdAt);
  const isUnchanged = (at: number) => {
    const now = member(context, groupId, uid, at);
    return now?.status === status && now.createdAt.isEqual(createdAt);
  };
  // The creator stands in for an actor whom the membership does not name, and no actor is notified.
  const isSubject = (at: number) => {
    const group = context.history.get(`groups/${groupId}`, at) as StoredGroup | undefined;
    return isUnchanged(at) && (updatedBy !== undefined || group?.creatorId !== uid);
  };
  const expected = (
    type: NotificationType,
    recipient: string,
    parts: string,
    isRight: ExpectedNotification['isRight'],
  ): ExpectedNotification => ({
    id: `${type}_${groupId}_${parts}`,
    type,
    recipient,
    groupId,
    since,
    isRight: (at) => isRight(at) && isSameGroup(context, groupId, since, at),
    ...(status.startsWith('pending') && { isOpen: isUnchanged }),
  });
  if (before?.status !== status) {
    if (status === 'pending_invite') return [expected('group_invite', uid, instance, isUnchanged)];
    if (status === 'pending_request') {
      return context.users.map((recipient) =>
        expected('join_request', recipient, `${uid}_${instance}`, (at) => {
          const role = member(context, groupId, recipient, at)?.role;
          return isUnchanged(at) && isJoined(context, groupId, recipient, at) && role !== 'member';
        }),
      );
    }
    if (status !== 'joined') return [];
    if (before?.status === 'pending_request') {
      return [expected('join_approved', uid, instance, isSubject)];
    }
    if (before?.status === 'pending_invite' && invitedBy) {
      const isInviterJoined = (at: number) => isJoined(context, groupId, invitedBy, at);
      return [expected('invite_accepted', invitedBy, `${uid}_${instance}`, isInviterJoined)];
    }
    return [];
  }
  const isTransfer = before.role === 'creator' || after.role === 'creator';
  if (status !== 'joined' || before.role === after.role || isTransfer) return [];
  return [expected('role_changed', uid, instanceOf(updatedAt), isSubject)];
}

function ofGroup(context: Context, change: Change, groupId: string): ExpectedNotification[] {
  const before = change.before as StoredGroup | undefined;
  const after = change.after as StoredGroup | undefined;
  // A deletion that ends leaves a stub without a creator.
  if (!before || !after || after.deletedAt || before.creatorId === after.creatorId) return [];
  const { creatorId: recipient, updatedAt } = after;
  return [
    {
      id: `role_changed_${groupId}_${instanceOf(updatedAt)}`,
      type: 'role_changed',
      recipient,
      groupId,
      since: change.at,
      isRight: (at) =>
        isJoined(context, groupId, recipient, at) && isSameGroup(context, groupId, change.at, at),
    },
  ];
}

function ofEvent(
  context: Context,
  change: Change,
  groupId: string,
  id: string,
): ExpectedNotification[] {
  const before = change.before as StoredEvent | undefined;
  const after = change.after as StoredEvent | undefined;
  if (!after) return [];
  const { createdAt, creatorId } = after;
  const { path, at: since } = change;
  const exists = (at: number) => context.history.get(path, at) !== undefined;
  const isGoing = (uid: string, at: number) =>
    (context.history.get(`${path}/votes/${uid}`, at) as Vote | undefined)?.vote === 'going';
  const joinedBeforeCreation = (uid: string, at: number) => {
    const joinedAt = member(context, groupId, uid, at)?.joinedAt;
    return joinedAt ? joinedAt.toMillis() <= createdAt.toMillis() : false;
  };
  const notified = ((): [NotificationType, Timestamp] | undefined => {
    if (!before) return ['event_created', createdAt];
    if (!before.cancelledAt && after.cancelledAt) return ['event_cancelled', after.cancelledAt];
    // The functions record each new time before they notify members of it. checkEvents compares these records with what
    // users did.
    const isRecorded = after.toldAt && !before.toldAt?.isEqual(after.toldAt);
    return isRecorded ? ['event_changed', after.toldAt!] : undefined;
  })();
  if (!notified) return [];
  const [type, moment] = notified;
  const isGoingOrCreator = (uid: string, at: number) => uid === creatorId || isGoing(uid, at);
  const concerns = type === 'event_created' ? joinedBeforeCreation : isGoingOrCreator;
  // Until the notification of a new time is written, somebody else can change the event and becomes the actor.
  const isActor = (uid: string, at: number) =>
    (context.history.get(path, at) as StoredEvent | undefined)?.updatedBy === uid;
  return context.users
    .filter((recipient) => type === 'event_changed' || recipient !== after.updatedBy)
    .map((recipient) => ({
      id: `${type}_${groupId}_${id}_${instanceOf(moment)}`,
      type,
      recipient,
      groupId,
      since,
      isRight: (at) =>
        exists(at) && isJoined(context, groupId, recipient, at) && concerns(recipient, at),
      isOpen: exists,
      ...(type === 'event_changed' && { mayBeActor: (at) => isActor(recipient, at) }),
    }));
}

function ofComment(
  context: Context,
  change: Change,
  owner: string,
  postId: string,
): ExpectedNotification[] {
  const comment = change.after as Comment<Timestamp> | undefined;
  if (!comment || change.before) return [];
  const { path, at: since } = change;
  const [root] = path.split('/');
  const postPath = path.split('/').slice(0, 4).join('/');
  const post = context.history.get(postPath, since) as Post | undefined;
  if (!post || post.authorId === comment.authorId) return [];
  const groupId = root === 'groups' ? owner : null;
  const groupPart = groupId === null ? '' : `${groupId}_`;
  const commentId = path.split('/').at(-1)!;
  return [
    {
      id: `post_comment_${groupPart}${postId}_${commentId}_${instanceOf(comment.createdAt)}`,
      type: 'post_comment',
      recipient: post.authorId,
      groupId,
      since,
      isRight: (at) =>
        context.history.get(postPath, at) !== undefined &&
        (groupId === null || isJoined(context, groupId, post.authorId, at)),
    },
  ];
}

/** Returns the recipient's setting for the notification's type at a moment. */
export function settingAt(history: History, expected: ExpectedNotification, at: number) {
  const { recipient, type } = expected;
  const settings = history.get(`users/${recipient}/private/settings`, at) as Settings | undefined;
  return settings?.notifications?.[type] ?? { inApp: true, push: true };
}

/** Returns true iff the group exists at a moment and is not being deleted, or there is no group. */
export function isLiveAt(history: History, groupId: string | null, at: number): boolean {
  if (groupId === null) return true;
  const group = history.get(`groups/${groupId}`, at) as StoredGroup | undefined;
  return group !== undefined && !group.deletedAt;
}

/** Returns true iff something holds at every moment from `since` to the end of the history. */
export function always(history: History, since: number, holds: (at: number) => boolean): boolean {
  for (let at = since; at <= history.now(); at++) if (!holds(at)) return false;
  return true;
}

/** Returns true iff something holds at a moment from `since` to `until`. */
export function ever(since: number, until: number, holds: (at: number) => boolean): boolean {
  for (let at = since; at <= until; at++) if (holds(at)) return true;
  return false;
}
