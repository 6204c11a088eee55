/**
 * firegroups: groups, membership and chat on Firebase. Free functions that take the handle first, as in the Firebase SDK:
 * references and queries are plain Firestore objects, verbs have one effect each, watches say what one query can't.
 */
export { getFiregroups, type Firegroups, type FiregroupsOptions } from './firegroups.ts';
export { FiregroupsError, isFiregroupsError, type FiregroupsErrorReason } from './errors.ts';
export type { Group, Member, Message, Notification, User } from './documents.ts';
export type {
  InvitePolicy,
  JoinPolicy,
  MemberStatus,
  NotificationType,
  Role,
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
  type WatchChatOptions,
} from './watches/chat.ts';
export { watchMyGroups, type MyGroup } from './watches/myGroups.ts';
export { watchAccess, type Access } from './watches/access.ts';
export { type WatchObserver } from './watches/watch.ts';
