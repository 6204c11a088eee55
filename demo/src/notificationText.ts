/** What a notification says, and where it leads. */
import type { Notification, NotificationType } from 'firegroups';

/** What each type is about, for the settings. */
export const NOTIFICATION_NAMES: Record<NotificationType, string> = {
  group_invite: 'I am invited to a group',
  join_request: 'Somebody asks to join a group of mine',
  join_approved: 'My request to join is approved',
  invite_accepted: 'Somebody accepts my invite',
  event_created: 'An event is planned',
  event_changed: 'An event I am going to takes place at another time',
  event_cancelled: 'An event I am going to is cancelled',
  post_comment: 'Somebody comments on my post',
  role_changed: 'I get another role in a group',
};

const SENTENCES: Record<NotificationType, (actor: string, group: string) => string> = {
  group_invite: (actor, group) => `${actor} invites you to ${group}.`,
  join_request: (actor, group) => `${actor} asks to join ${group}.`,
  join_approved: (_actor, group) => `You are in: welcome to ${group}.`,
  invite_accepted: (actor, group) => `${actor} has joined ${group}.`,
  event_created: (actor, group) => `${actor} plans an event in ${group}.`,
  event_changed: (_actor, group) => `An event in ${group} takes place at another time.`,
  event_cancelled: (_actor, group) => `An event in ${group} is cancelled.`,
  post_comment: (actor, group) => `${actor} comments on your post in ${group}.`,
  role_changed: (_actor, group) => `You have another role in ${group}.`,
};

/** The sentence that a notification is shown by. */
export function sentenceOf({ type, actorName, groupTitle }: Notification): string {
  const actor = actorName ?? 'Somebody';
  if (type === 'post_comment' && groupTitle === null) return `${actor} comments on your wall.`;
  return SENTENCES[type](actor, groupTitle ?? 'a group');
}

/** The address of what a notification is about; `ownId` is the user's, whose wall it may be. */
export function addressOf({ type, groupId, subjectId }: Notification, ownId: string): string {
  const place = groupId === null ? `/people/${ownId}` : `/groups/${groupId}`;
  switch (type) {
    case 'group_invite':
    case 'join_approved':
      return place;
    case 'join_request':
    case 'invite_accepted':
    case 'role_changed':
      return `${place}/members`;
    case 'event_created':
    case 'event_changed':
    case 'event_cancelled':
      return `${place}/events/${subjectId ?? ''}`;
    case 'post_comment':
      return `${place}/posts/${subjectId ?? ''}`;
  }
}
