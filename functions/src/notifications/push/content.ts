import { createHash } from 'node:crypto';
import type { NotificationType } from '@firegroups/model';
import type { PushContent } from './fcm.ts';
import type { NotificationPayload } from '../notify.ts';

/** What a device shows, in English; an app that speaks other languages makes its own of the message's data. */
const TEXTS: Record<NotificationType, (who: string) => string> = {
  group_invite: (who) => `${who} invites you.`,
  join_request: (who) => `${who} asks to join.`,
  join_approved: () => 'Your request to join was approved.',
  invite_accepted: (who) => `${who} has accepted your invite.`,
  event_created: (who) => `${who} plans an event.`,
  event_changed: () => 'An event that you are going to has a new time.',
  event_cancelled: () => 'An event that you were going to is cancelled.',
  post_comment: (who) => `${who} has commented on your post.`,
  role_changed: () => 'Your role has changed.',
};

/**
 * What is sent to every device. `data` has the notification's fields, and its id as `notificationId`. A message that
 * comes twice replaces the first one on the screen.
 */
export function pushContent(notice: NotificationPayload): PushContent {
  const { id, type, groupId, groupTitle, actorId, actorName, subjectId } = notice;
  // APNs takes up to 64 bytes, a web push topic up to 32 characters.
  const tag = createHash('sha256').update(id).digest('hex').slice(0, 32);
  const body = TEXTS[type](actorName ?? 'Somebody');
  const fields = { notificationId: id, type, groupId, groupTitle, actorId, actorName, subjectId };
  const known = Object.entries(fields).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return {
    data: Object.fromEntries(known),
    notification: groupTitle === null ? { body } : { title: groupTitle, body },
    android: { notification: { tag } },
    apns: {
      headers: { 'apns-collapse-id': tag },
      payload: { aps: { threadId: groupId ?? 'wall' } },
    },
    webpush: { headers: { Topic: tag }, notification: { tag } },
  };
}
