/**
 * firegroups: groups, membership and chat on Firebase. All functions take the handle first, as in the Firebase SDK. References and
 * queries are plain Firestore objects. Each verb has one effect. Watches combine several listeners into one state.
 *
 * @packageDocumentation
 */
export { getFiregroups, type Firegroups, type FiregroupsOptions } from './firegroups.ts';
export { FiregroupsError, isFiregroupsError, type FiregroupsErrorReason } from './errors.ts';
export type {
  Comment,
  Group,
  GroupEvent,
  Member,
  Message,
  Notification,
  Post,
  ReadMark,
  Settings,
  User,
  Vote,
} from './documents.ts';
/** The limits of this project, such as `LIMITS.bio`. A bundler leaves out those that an app does not use. */
export * as LIMITS from '@firegroups/model/limits';
export type {
  Comment as CommentDocument,
  EventExtra,
  Group as GroupDocument,
  GroupEvent as GroupEventDocument,
  GroupExtra,
  InvitePolicy,
  JoinPolicy,
  LastMessage,
  Member as MemberDocument,
  MemberStatus,
  Message as MessageDocument,
  MessageExtra,
  Notification as NotificationDocument,
  NotificationType,
  NotifyLevel,
  Platform,
  Post as PostDocument,
  PostExtra,
  ReadMark as ReadMarkDocument,
  Role,
  Settings as SettingsDocument,
  User as UserDocument,
  UserExtra,
  Visibility,
  Vote as VoteDocument,
  VoteChoice,
} from '@firegroups/model';
export {
  commentRef,
  eventRef,
  groupRef,
  memberRef,
  messageRef,
  notificationRef,
  postRef,
  readMarkRef,
  settingsRef,
  userRef,
  voteRef,
  type CommentPlace,
  type PostPlace,
} from './refs.ts';
export {
  publicGroupsQuery,
  commentsQuery,
  eventsQuery,
  membersQuery,
  messagesQuery,
  myMembershipsQuery,
  notificationsQuery,
  usersQuery,
  postsQuery,
  votesQuery,
  type PublicGroupsOptions,
  type PageOptions,
} from './queries.ts';
export { saveProfile, setProfilePhoto, type ProfileFields } from './verbs/profile.ts';
export {
  muteGroup,
  registerDevice,
  removeDevice,
  saveNotificationSettings,
  setNotifyLevel,
  unmuteGroup,
  type NewDevice,
  type NotificationSettings,
} from './verbs/settings.ts';
export {
  createGroup,
  deleteGroup,
  setGroupPhoto,
  updateGroup,
  type NewGroup,
} from './verbs/groups.ts';
export type { ImageInput, OriginalImage } from './prepareImage.ts';
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
export {
  banUser,
  removeMember,
  setRole,
  transferOwnership,
  unbanUser,
} from './verbs/moderation.ts';
export {
  createComment,
  createPost,
  deleteComment,
  deletePost,
  updateComment,
  updatePost,
  pinPost,
  type CommentFields,
  type NewPost,
  type PostUpdate,
} from './verbs/posts.ts';
export {
  cancelEvent,
  createEvent,
  deleteEvent,
  deleteVote,
  updateEvent,
  vote,
  withdrawVote,
  type EventFields,
} from './verbs/events.ts';
export {
  countUnreadMessages,
  deleteMessage,
  updateMessage,
  markChatRead,
  sendMessage,
  type MessageUpdate,
  type NewMessage,
  type SentMessage,
} from './verbs/chat.ts';
export {
  deleteNotification,
  markAllNotificationsRead,
  markNotificationRead,
} from './verbs/notifications.ts';
export {
  watchChat,
  type Chat,
  type ChatHandle,
  type ChatMessage,
  type WatchChatOptions,
} from './watches/chat.ts';
export { watchMyGroups, type MyGroup } from './watches/myGroups.ts';
export { watchInbox, watchUnreadTotal, type Inbox, type InboxGroup } from './watches/inbox.ts';
export { watchAccess, type Access } from './watches/access.ts';
export { type WatchObserver } from './watches/watch.ts';
