/** The kinds of notification; docs/reference/data-model.md says who gets which. */
export type NotificationType =
  | 'group_invite'
  | 'join_request'
  | 'join_approved'
  | 'invite_accepted'
  | 'event_created'
  | 'event_changed'
  | 'event_cancelled'
  | 'post_comment'
  | 'role_changed';
export const NOTIFICATION_TYPES = [
  'group_invite',
  'join_request',
  'join_approved',
  'invite_accepted',
  'event_created',
  'event_changed',
  'event_cancelled',
  'post_comment',
  'role_changed',
] as const satisfies readonly NotificationType[];
