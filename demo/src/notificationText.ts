/** The text of a notification, and the page that it opens. */
import type { Notification, NotificationType } from 'firegroups';

/** What each type is about, for the notification settings. */
export const NOTIFICATION_NAMES: Record<NotificationType, string> = {
  group_invite: 'Someone invites me to a group',
  join_request: 'Someone asks to join a group that I manage',
  join_approved: 'My request to join a group is approved',
  invite_accepted: 'Someone accepts my invite',
  event_created: 'Someone plans an event',
  event_changed: 'An event I’m going to, or created, is moved to another time',
  event_cancelled: 'An event I’m going to, or created, is canceled',
  post_comment: 'Someone comments on my post',
  role_changed: 'My role in a group changes',
};

const TEXTS: Record<NotificationType, (actor: string, group: string) => string> = {
  group_invite: (actor, group) => `${actor} invited you to ${group}.`,
  join_request: (actor, group) => `${actor} asked to join ${group}.`,
  join_approved: (actor, group) => `${actor} approved your request to join ${group}.`,
  invite_accepted: (actor, group) => `${actor} accepted your invite to ${group}.`,
  event_created: (actor, group) => `${actor} planned an event in ${group}.`,
  event_changed: (actor, group) => `${actor} moved an event in ${group} to another time.`,
  event_cancelled: (actor, group) => `${actor} canceled an event in ${group}.`,
  post_comment: (actor, group) => `${actor} commented on your post in ${group}.`,
  role_changed: (actor, group) => `${actor} changed your role in ${group}.`,
};

/** The text of a notification. */
export function notificationText({ type, actorName, groupTitle }: Notification): string {
  const actor = actorName ?? 'Someone';
  if (type === 'post_comment' && groupTitle === null) return `${actor} commented on your post.`;
  const group = groupTitle ?? 'a group';
  // Nobody approved it: the group became open.
  if (type === 'join_approved' && actorName === null)
    return `Your request to join ${group} was approved.`;
  return TEXTS[type](actor, group);
}

/** The path of the page that a notification opens. `ownId` is the signed-in user's ID, for posts on their wall. */
export function notificationPath(
  { type, groupId, subjectId }: Notification,
  ownId: string,
): string {
  const base = groupId === null ? `/people/${ownId}` : `/groups/${groupId}`;
  switch (type) {
    case 'group_invite':
    case 'join_approved':
      return base;
    case 'join_request':
    case 'invite_accepted':
    case 'role_changed':
      return `${base}/members`;
    case 'event_created':
    case 'event_changed':
    case 'event_cancelled':
      return `${base}/events/${subjectId ?? ''}`;
    case 'post_comment':
      return `${base}/posts/${subjectId ?? ''}`;
  }
}
