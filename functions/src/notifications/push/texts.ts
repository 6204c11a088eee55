import type { NotificationType } from '@firegroups/model';

/**
 * What a device shows for each type, in English. An app in another language makes its own text from the data of the
 * message.
 */
export const PUSH_TEXTS: Readonly<Record<NotificationType, (actor: string) => string>> = {
  group_invite: (actor) => `${actor} invited you.`,
  join_request: (actor) => `${actor} asked to join.`,
  join_approved: () => 'Your request to join was approved.',
  invite_accepted: (actor) => `${actor} accepted your invite.`,
  event_created: (actor) => `${actor} planned an event.`,
  event_changed: () => 'An event that you are going to has a new time.',
  event_cancelled: () => 'An event that you were going to was canceled.',
  post_comment: (actor) => `${actor} commented on your post.`,
  role_changed: () => 'Your role changed.',
};

/** The actor's name in a text if they have no profile. */
export const UNNAMED_ACTOR = 'Someone';
