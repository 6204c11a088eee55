/**
 * firegroups: groups, membership and chat on Firebase. Free functions that take the handle first, as in the Firebase SDK:
 * references and queries are plain Firestore objects, verbs have one effect each, watches say what one query can't.
 *
 * @packageDocumentation
 */
export { getFiregroups, type Firegroups, type FiregroupsOptions } from './firegroups.ts';
export { FiregroupsError, isFiregroupsError, type FiregroupsErrorReason } from './errors.ts';
export type { Group, Member, Message, Notification, User } from './documents.ts';
export type {
  Group as GroupDocument,
  InvitePolicy,
  JoinPolicy,
  Member as MemberDocument,
  MemberStatus,
  Message as MessageDocument,
  Notification as NotificationDocument,
  NotificationType,
  Role,
  User as UserDocument,
  Visibility,
} from '@firegroups/model';
export { groupRef, memberRef, messageRef, notificationRef, userRef } from './refs.ts';
export {
  browseQuery,
  membersQuery,
  messagesQuery,
  myMembershipsQuery,
  notificationsQuery,
  peopleQuery,
  type BrowseOptions,
} from './queries.ts';
export { saveProfile, type ProfileFields } from './verbs/profile.ts';
export { createGroup, type NewGroup } from './verbs/groups.ts';
export {
  acceptInvite,
  approveRequest,
  declineInvite,
  inviteUser,
  leaveGroup,
  rejectRequest,
  requestToJoin,
  revokeInvite,
  withdrawRequest,
} from './verbs/joining.ts';
export { sendMessage, type NewMessage, type SentMessage } from './verbs/chat.ts';
export { markNotificationRead } from './verbs/notifications.ts';
export {
  watchChat,
  type Chat,
  type ChatHandle,
  type ChatMessage,
  type ChatObserver,
  type WatchChatOptions,
} from './watches/chat.ts';
