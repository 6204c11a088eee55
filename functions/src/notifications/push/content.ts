import { createHash } from 'node:crypto';
import type { NotificationPayload } from '../payload.ts';
import type { PushContent } from './fcm.ts';
import { pushText } from './texts.ts';

/**
 * Makes the message that every device gets. `data` has the fields of the notification, and its id as `notificationId`.
 * A message that arrives twice replaces the first one on the screen.
 */
export function pushContent(payload: NotificationPayload): PushContent {
  const { id, type, groupId, groupTitle, actorId, actorName, subjectId } = payload;
  // APNs allows 64 bytes, a web push topic 32 characters.
  const tag = createHash('sha256').update(id).digest('hex').slice(0, 32);
  const body = pushText(type, actorName);
  const fields = { notificationId: id, type, groupId, groupTitle, actorId, actorName, subjectId };
  // FCM refuses null.
  const data = Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return {
    data,
    notification: groupTitle === null ? { body } : { title: groupTitle, body },
    android: { notification: { tag } },
    apns: {
      headers: { 'apns-collapse-id': tag },
      payload: { aps: { threadId: groupId ?? 'wall' } },
    },
    webpush: { headers: { Topic: tag }, notification: { tag } },
  };
}
