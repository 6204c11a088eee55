import type { NotificationType } from '@firegroups/model';

/**
 * What a device shows for each type, in English. An app in another language makes its own text from the data of the
 * message.
 */
const TEXTS: Readonly<Record<NotificationType, (actor: string) => string>> = {
  group_invite: (actor) => `${actor} invited you.`,
  join_request: (actor) => `${actor} asked to join.`,
  join_approved: (actor) => `${actor} approved your request to join.`,
  invite_accepted: (actor) => `${actor} accepted your invite.`,
  event_created: (actor) => `${actor} planned an event.`,
  event_changed: (actor) => `${actor} moved an event to a new time.`,
  event_cancelled: (actor) => `${actor} canceled an event.`,
  post_comment: (actor) => `${actor} commented on your post.`,
  role_changed: (actor) => `${actor} changed your role.`,
};

/** Returns the text. `actorName` is null if the actor has no profile, or if nobody approved a request. */
export function pushText(type: NotificationType, actorName: string | null): string {
  if (type === 'join_approved' && actorName === null) return 'Your request to join was approved.';
  return TEXTS[type](actorName ?? 'Someone');
}
