/** How notifications are made and written, whatever they tell. */
import {
  notificationPath,
  settingsPath,
  type Group,
  type Notification,
  type NotificationType,
  type Settings,
  type User,
} from '@firegroups/model';
import {
  Timestamp,
  getFirestore,
  type DocumentSnapshot,
  type Transaction,
} from 'firebase-admin/firestore';
import { notificationRetentionDays } from '../config.ts';
import { GRPC, hasStatus } from '../firestore/grpcStatus.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What is to be told. Its id follows from what it tells, so that whoever tells it again finds it told. */
export interface NotificationPayload extends Pick<
  Notification,
  'type' | 'groupId' | 'groupTitle' | 'actorId' | 'actorName' | 'subjectId'
> {
  id: string;
}

/** Somebody who is to be told, unless their settings say otherwise. */
export interface Recipient {
  uid: string;
  /** True where they have muted the group. */
  muted: boolean;
}

/** A notice of something in a group. `parts` make its id; without an actor's profile it names nobody. */
export function groupPayload(content: {
  type: NotificationType;
  group: DocumentSnapshot;
  actorId: string;
  actor?: DocumentSnapshot | undefined;
  subjectId: string | null;
  parts: readonly string[];
}): NotificationPayload {
  const { type, group, actorId, actor, subjectId, parts } = content;
  return {
    id: [type, group.id, ...parts].join('_'),
    type,
    groupId: group.id,
    groupTitle: (group.data() as Group).title,
    actorId,
    actorName: nameOf(actor),
    subjectId,
  };
}

/** The name of the user whose profile this is; null where it is gone. */
export function nameOf(profile: DocumentSnapshot | undefined): string | null {
  return (profile?.data() as User | undefined)?.displayName ?? null;
}

/** Tells one instance of something from the next one of the same kind: the time at which it began. */
export function instanceOf({ seconds, nanoseconds }: Timestamp): string {
  return `${seconds}_${nanoseconds}`;
}

/** Returns true iff the group is there and not being erased. */
export function isLive(group: DocumentSnapshot | undefined): group is DocumentSnapshot {
  return group?.exists === true && !(group.data() as Group).deletedAt;
}

/**
 * Tells the recipients, each once: where a notification exists, the same came before, and it stands as its reader left
 * it. What the recipients are found by is read in the transaction that writes, so that nobody is told of what is over, or
 * who is out. Returns who is to get a push; it may be asked for again.
 */
export async function tell(
  notice: NotificationPayload,
  findRecipients: (transaction: Transaction) => Promise<Recipient[]>,
): Promise<string[]> {
  try {
    return await write(notice, findRecipients, 'all');
  } catch (error) {
    if (!hasStatus(error, GRPC.ALREADY_EXISTS)) throw error;
    return write(notice, findRecipients, 'missing');
  }
}

function write(
  notice: NotificationPayload,
  findRecipients: (transaction: Transaction) => Promise<Recipient[]>,
  which: 'all' | 'missing',
): Promise<string[]> {
  const firestore = getFirestore();
  const { id, type } = notice;
  return firestore.runTransaction(async (transaction) => {
    const found = await findRecipients(transaction);
    // Who answers for what happened may have come to be the one whom it happened to: a new owner, told late.
    const recipients = found.filter(({ uid }) => uid !== notice.actorId);
    if (recipients.length === 0) return [];
    const settings = await transaction.getAll(
      ...recipients.map(({ uid }) => firestore.doc(settingsPath(uid))),
    );
    const choices = recipients.map((recipient, i) => ({
      ...recipient,
      ...choice(settings[i]!, type),
    }));
    const refs = choices
      .filter(({ inApp }) => inApp)
      .map(({ uid }) => firestore.doc(notificationPath(uid, id)));
    const told = new Set<string>();
    if (which === 'missing' && refs.length > 0) {
      for (const { exists, ref } of await transaction.getAll(...refs))
        if (exists) told.add(ref.path);
    }
    const notification = notificationOf(notice);
    for (const ref of refs) if (!told.has(ref.path)) transaction.create(ref, notification);
    return choices.filter(({ push, muted }) => push && !muted).map(({ uid }) => uid);
  });
}

function choice(settings: DocumentSnapshot, type: NotificationType) {
  const chosen = (settings.data() as Settings | undefined)?.notifications?.[type];
  return chosen ?? { inApp: true, push: true };
}

function notificationOf({ id: _id, ...content }: NotificationPayload): Notification<Timestamp> {
  const createdAt = Timestamp.now();
  return {
    ...content,
    createdAt,
    readAt: null,
    expiresAt: Timestamp.fromMillis(createdAt.toMillis() + notificationRetentionDays.value() * DAY),
  };
}
