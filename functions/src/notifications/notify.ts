/** Writes a notification for its recipients, whatever its type. */
import {
  notificationPath,
  settingsPath,
  type Notification,
  type NotificationType,
  type Settings,
} from '@firegroups/model';
import { Timestamp, type DocumentSnapshot, type Transaction } from 'firebase-admin/firestore';
import { notificationRetentionDays } from '../config.ts';
import { GRPC, hasStatus } from '../firestore/grpcStatus.ts';
import type { Recipient } from './audiences.ts';
import type { NotificationPayload } from './payload.ts';
import { database, docAt } from '../firestore/store.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Notifies each recipient once. A notification that exists came from an earlier run and stays as its reader left it.
 * `findRecipients` reads in the transaction that writes, so nobody is notified about something that is over, or about a
 * group that they have left. Returns the users who get a push, also if it was scheduled before.
 */
export async function notify(
  payload: NotificationPayload,
  findRecipients: (transaction: Transaction) => Promise<Recipient[]>,
): Promise<string[]> {
  try {
    return await write(payload, findRecipients, 'all');
  } catch (error) {
    if (!hasStatus(error, GRPC.ALREADY_EXISTS)) throw error;
    return write(payload, findRecipients, 'missing');
  }
}

function write(
  payload: NotificationPayload,
  findRecipients: (transaction: Transaction) => Promise<Recipient[]>,
  which: 'all' | 'missing',
): Promise<string[]> {
  const firestore = database();
  const { id, type } = payload;
  return firestore.runTransaction(async (transaction) => {
    const found = await findRecipients(transaction);
    // The creator who stands in for the actor can be a recipient, for example a new creator who is notified late.
    const recipients = found.filter(({ uid }) => uid !== payload.actorId);
    if (recipients.length === 0) return [];
    const settings = await transaction.getAll(
      ...recipients.map(({ uid }) => docAt(settingsPath(uid))),
    );
    const choices = recipients.map((recipient, i) => ({
      ...recipient,
      ...choiceIn(settings[i]!, type),
    }));
    const refs = choices
      .filter(({ inApp }) => inApp)
      .map(({ uid }) => docAt(notificationPath(uid, id)));
    const existing = new Set<string>();
    if (which === 'missing' && refs.length > 0) {
      for (const { exists, ref } of await transaction.getAll(...refs))
        if (exists) existing.add(ref.path);
    }
    const notification = notificationFrom(payload);
    for (const ref of refs) if (!existing.has(ref.path)) transaction.create(ref, notification);
    return choices.filter(({ push, wantsNoPush }) => push && !wantsNoPush).map(({ uid }) => uid);
  });
}

function choiceIn(settings: DocumentSnapshot, type: NotificationType) {
  const choice = (settings.data() as Settings | undefined)?.notifications?.[type];
  return choice ?? { inApp: true, push: true };
}

function notificationFrom({ id: _id, ...content }: NotificationPayload): Notification<Timestamp> {
  const createdAt = Timestamp.now();
  return {
    ...content,
    createdAt,
    readAt: null,
    expiresAt: Timestamp.fromMillis(createdAt.toMillis() + notificationRetentionDays.value() * DAY),
  };
}
