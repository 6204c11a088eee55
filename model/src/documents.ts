/**
 * The documents as TypeScript types. docs/reference/data-model.md describes them in prose. `Time` is the type of a
 * timestamp: `Date` in the SDK, Firestore's `Timestamp` in functions. Only Cloud Functions write the fields marked
 * (server); until then these fields are absent. `extra` has the fields that firegroups.config.ts declares; its timestamps are Dates,
 * because only the SDK reads it.
 */
import type { EventExtra, GroupExtra, MessageExtra, PostExtra, UserExtra } from './extra.ts';
import type { actions } from './limits.ts';
import type { NotificationType } from './notificationTypes.ts';

/** The role of a member in a group. Each group has exactly one creator. */
export type Role = 'creator' | 'admin' | 'member';
export const ROLES = ['creator', 'admin', 'member'] as const satisfies readonly Role[];

/** The status of a membership. Only `joined` gives access to the group. */
export type MemberStatus = 'pending_invite' | 'pending_request' | 'joined' | 'banned';
export const MEMBER_STATUSES = [
  'pending_invite',
  'pending_request',
  'joined',
  'banned',
] as const satisfies readonly MemberStatus[];

/** Who can find a group: every user, or only users who know its id. */
export type Visibility = 'public' | 'private';
export const VISIBILITIES = ['public', 'private'] as const satisfies readonly Visibility[];

/** How users join a group: by a request, at once, or only by an invite. */
export type JoinPolicy = 'approval' | 'open' | 'invite_only';
export const JOIN_POLICIES = [
  'approval',
  'open',
  'invite_only',
] as const satisfies readonly JoinPolicy[];

/** Who may invite: every joined member, or only the creator and the admins. */
export type InvitePolicy = 'members' | 'admins';
export const INVITE_POLICIES = ['members', 'admins'] as const satisfies readonly InvitePolicy[];

/** An answer to an event. */
export type VoteChoice = 'going' | 'not_going';
export const VOTES = ['going', 'not_going'] as const satisfies readonly VoteChoice[];

/** Which messages of a group a member gets as pushes: all, those that concern the member, or none, and no other pushes about the group either. */
export type NotifyLevel = 'all' | 'mentions' | 'none';
export const NOTIFY_LEVELS = ['all', 'mentions', 'none'] as const satisfies readonly NotifyLevel[];

/** The platform of a device. */
export type Platform = 'web' | 'ios' | 'android';
export const PLATFORMS = ['web', 'ios', 'android'] as const satisfies readonly Platform[];

/** `users/{uid}`: the public profile. */
export interface User<Time = Date> {
  displayName: string;
  /** (server) displayName as `foldForSearch` folds it. */
  displayNameSearch?: string | undefined;
  photoURL?: string | null | undefined;
  /** An image of this user, which is shown instead of photoURL. */
  photoId?: string | null | undefined;
  bio?: string | undefined;
  extra?: UserExtra | undefined;
  createdAt: Time;
  updatedAt: Time;
}

/** `users/{uid}/private/settings`: only the owner can read it. */
export interface Settings {
  notifications?: Partial<Record<NotificationType, { inApp: boolean; push: boolean }>> | undefined;
}

/** `users/{uid}/reads/{groupId}`: how far the owner has read a group's chat. */
export interface ReadMark<Time = Date> {
  groupId: string;
  lastReadAt: Time;
}

/**
 * `devices/{deviceId}`: a device that gets the pushes of its owner. The id is the SHA-256 hash of the token, in lower-case
 * hex. So a token has one owner, the latest user to register it.
 */
export interface Device<Time = Date> {
  userId: string;
  /** The registration token from Firebase Cloud Messaging. */
  token: string;
  platform: Platform;
  /** The language of the app, such as `en` or `pt-BR`. */
  locale: string;
  updatedAt: Time;
}

/**
 * `users/{uid}/private/push`: where chat messages are pushed to. Only functions read and write it. It exists while the user has a
 * device, and has everything that a push needs to know about the user. So a push costs one read for each recipient.
 */
export interface PushTargets<Time = Date> {
  /** The newest devices, up to `LIMITS.pushDevices`. */
  devices: Pick<Device, 'token' | 'locale'>[];
  /**
   * An entry for each group whose messages the user wants: its id if the user chose `all`, or its id followed by ` default` if the user
   * has not set a level.
   */
  wanted: string[];
  /** The same as `wanted` while the user has a device; otherwise empty, so that a push does not read the document. */
  groups: string[];
  /** When the mute ends, by group id. Only of groups in `wanted`. */
  mutedUntil: Record<string, Time>;
}

/** What `LIMITS.actions` limits. */
export type LimitedAction = keyof typeof actions;

/** `users/{uid}/limits/{action}`: how often the owner has taken an action since a time. */
export interface Limit<Time = Date> {
  /** The start of the window. */
  since: Time;
  count: number;
  /** The document that this count admits: the ids in its path, with slashes between them; for a request, only the group's id. */
  last: string;
  /** The time of the last action. */
  at: Time;
}

/**
 * `users/{uid}/recentPushes/{key}`: the last push to a user of a type and because of an actor, and about an event if the
 * type is about events; only functions use it. The key is a hash of these (`pushKey`).
 */
export interface RecentPush<Time = Date> {
  notificationId: string;
  /** From then on, the next push may be sent, and Firestore's TTL policy can delete the document. */
  expiresAt: Time;
}

/** `users/{uid}/notifications/{notificationId}`: written by functions; the owner sets `readAt` and deletes. */
export interface Notification<Time = Date> {
  type: NotificationType;
  /** null on a wall. */
  groupId: string | null;
  groupTitle: string | null;
  actorId: string;
  /** null if the actor has no profile, or if the type names nobody. */
  actorName: string | null;
  /** The event, post or user that it is about. */
  subjectId: string | null;
  createdAt: Time;
  readAt: Time | null;
  /** When Firestore's TTL policy can delete it. */
  expiresAt: Time;
}

/** `groups/{groupId}`. */
export interface Group<Time = Date> {
  title: string;
  /** (server) title as `foldForSearch` folds it. */
  titleSearch?: string | undefined;
  description?: string | undefined;
  photoId?: string | null | undefined;
  /** The member who has uploaded the photo. Its file is in their folder. */
  photoBy?: string | null | undefined;
  visibility: Visibility;
  joinPolicy: JoinPolicy;
  invitePolicy: InvitePolicy;
  extra?: GroupExtra | undefined;
  creatorId: string;
  createdAt: Time;
  updatedAt: Time;
  /** (server) The number of `joined` members. */
  memberCount?: number | undefined;
  /** Set once by the creator. Functions then delete the group. */
  deletedAt?: Time | undefined;
}

/** What is left at `groups/{groupId}` of a deleted group, so that nobody can create a group with its id. */
export type DeletedGroup<Time = Date> = Required<Pick<Group<Time>, 'visibility' | 'deletedAt'>>;

/** `groups/{groupId}/members/{uid}`. */
export interface Member<Time = Date> {
  userId: string;
  groupId: string;
  role: Role;
  status: MemberStatus;
  invitedBy: string | null;
  createdAt: Time;
  updatedAt: Time;
  /** The user who last updated the membership of another user; absent if nobody did. */
  updatedBy?: string | undefined;
  /**
   * Absent if the member has not set a level. Then chat messages are pushed, unless the group has more than
   * `LIMITS.pushDefaultMembers` members.
   */
  notify?: NotifyLevel | undefined;
  /** The time until which the member gets no pushes about the group. Null or absent if the group is not muted. */
  mutedUntil?: Time | null | undefined;
  joinedAt: Time | null;
}

/**
 * `groups/{groupId}/cooldowns/{uid}`: until when a user cannot be invited, or cannot enter. Functions write it. Firestore's TTL
 * policy deletes it after `until`, the later of the two times.
 */
export interface Cooldown<Time = Date> {
  userId: string;
  until: Time;
  /** Absent if no invite of the user has ended. */
  invitesUntil?: Time | undefined;
  /** Absent if no request of the user has ended. */
  requestsUntil?: Time | undefined;
}

/** `groups/{groupId}/posts/{postId}` and `users/{uid}/posts/{postId}`. */
export interface Post<Time = Date> {
  authorId: string;
  /** Empty only if there is an image. */
  content: string;
  imageId?: string | null | undefined;
  /** The size of the image in pixels, so that an app can reserve its place. */
  imageWidth?: number | undefined;
  imageHeight?: number | undefined;
  pinned?: boolean | undefined;
  extra?: PostExtra | undefined;
  createdAt: Time;
  updatedAt: Time;
  /** (server) */
  commentCount?: number | undefined;
}

/** `…/posts/{postId}/comments/{commentId}`. */
export interface Comment<Time = Date> {
  authorId: string;
  content: string;
  createdAt: Time;
  updatedAt: Time;
}

/** `groups/{groupId}/events/{eventId}`. */
export interface GroupEvent<Time = Date> {
  creatorId: string;
  title: string;
  description?: string | undefined;
  location?: string | undefined;
  eventTime: Time;
  extra?: EventExtra | undefined;
  createdAt: Time;
  updatedAt: Time;
  /** The user who created the event or last updated it. */
  updatedBy: string;
  cancelledAt?: Time | null | undefined;
  /** (server) The event's time when its members were last notified of it; at first, the time that it was created with. */
  toldTime?: Time | undefined;
  /** (server) The minute of the move that they were last notified of. */
  toldAt?: Time | undefined;
  /** (server) */
  goingCount?: number | undefined;
  /** (server) */
  notGoingCount?: number | undefined;
}

/** `groups/{groupId}/events/{eventId}/votes/{uid}`. */
export interface Vote<Time = Date> {
  userId: string;
  vote: VoteChoice;
  updatedAt: Time;
}

/** A message in the summary of a chat. */
export interface RecentMessage<Time = Date> {
  id: string;
  /** Its `createdAt`. */
  at: Time;
  /** The uid of its author. */
  by: string;
}

/** The newest message of a chat. */
export interface LastMessage<Time = Date> {
  id: string;
  authorId: string;
  /** The author's name when the message came; null if the author has no profile. */
  authorName: string | null;
  /** The beginning of the text, up to `LIMITS.summaryText` characters. A longer text ends with an ellipsis. */
  text: string;
  /** True if the message has an image. */
  image: boolean;
  at: Time;
}

/**
 * `groups/{groupId}/summaries/chat`: the newest messages of a chat, for a list of groups. Functions write it within two seconds of a
 * message. It equals what a query of the newest messages would return.
 */
export interface ChatSummary<Time = Date> {
  /** Null if the chat has no messages. */
  last: LastMessage<Time> | null;
  /** The newest messages, up to `LIMITS.summaryMessages`; the newest comes first. */
  recent: RecentMessage<Time>[];
}

/** `groups/{groupId}/summaries/push`: which messages were pushed. Only functions read and write it. */
export interface PushState<Time = Date> {
  /** The task that pushed last. If it runs again, it pushes the same messages. */
  task: string;
  /** The messages that it pushed. */
  ids: string[];
  /** False until everything is sent. Then the next push also stands for these messages, unless the task runs again before. */
  isSent: boolean;
  /** The messages that were pushed and are later than `through`. */
  pushed: { id: string; at: Time }[];
  /** Messages up to this time were pushed, or came too late. */
  through: Time;
  /** The time of the newest pushed message. */
  newest: Time;
  /** How many pushes this conversation had before the latest one. */
  step: number;
  /** The user who began the conversation, until a push stands for somebody else's answer; null if several users began it. */
  starter: string | null;
  /** The user for whom this push has the first answer. It makes a sound on their devices, as the first push does on those of others. */
  answeredTo: string | null;
  /** The earliest time of the next push. */
  nextAt: Time;
}

/** `groups/{groupId}/messages/{messageId}`: the client makes the id, so that sending again never doubles a message. */
export interface Message<Time = Date> {
  authorId: string;
  /** Empty only if there is an image. */
  text: string;
  replyTo?: string | null | undefined;
  imageId?: string | null | undefined;
  /** The size of the image in pixels, so that an app can reserve its place. */
  imageWidth?: number | undefined;
  imageHeight?: number | undefined;
  extra?: MessageExtra | undefined;
  createdAt: Time;
  editedAt?: Time | null | undefined;
}

/**
 * `accountDeletions/{uid}`: a deleted account, until nothing of it can be left; or a profile without an account, until it
 * is certain that the account was deleted. Only functions use it.
 */
export interface AccountDeletion<Time = Date> {
  /** null if nobody reported the deletion. */
  deletedAt: Time | null;
  /** When the sweep first found the profile without an account. Absent if the deletion was reported. */
  suspectedAt?: Time | undefined;
}

/** `sweeps/profiles`: where the search for profiles without an account continues. Only functions use it. */
export interface ProfileSweep {
  /** The last uid that it has looked at; null at the start. */
  after: string | null;
}

/** `deadLetters/{id}`: an event or task that failed for good. Only functions and tools use it. */
export interface DeadLetter<Time = Date> {
  /** The name of the function. */
  trigger: string;
  eventId: string;
  groupId: string | null;
  /** The error. */
  reason: string;
  /** The document with its data before and after, or the task's data. */
  detail: Record<string, unknown>;
  failedAt: Time;
  /** When Firestore's TTL policy can delete it. */
  expiresAt: Time;
}
