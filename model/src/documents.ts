/**
 * The documents as TypeScript types; docs/reference/data-model.md says the same in prose. `Time` is how the reader sees a
 * timestamp: `Date` in the SDK, Firestore's `Timestamp` in functions. Fields marked (server) are written by Cloud
 * Functions alone and absent until then.
 */
import type { NotificationType } from './notificationTypes.ts';

/** What a member may do in a group. Exactly one creator a group. */
export type Role = 'creator' | 'admin' | 'member';
export const ROLES = ['creator', 'admin', 'member'] as const satisfies readonly Role[];

/** Where a membership stands. Only `joined` lets a user in. */
export type MemberStatus = 'pending_invite' | 'pending_request' | 'joined' | 'banned';
export const MEMBER_STATUSES = [
  'pending_invite',
  'pending_request',
  'joined',
  'banned',
] as const satisfies readonly MemberStatus[];

/** Who finds a group: everybody, or only who was given its id. */
export type Visibility = 'public' | 'private';
export const VISIBILITIES = ['public', 'private'] as const satisfies readonly Visibility[];

/** How people come into a group: asking, joining by themselves, or by an invite alone. */
export type JoinPolicy = 'approval' | 'open' | 'invite_only';
export const JOIN_POLICIES = [
  'approval',
  'open',
  'invite_only',
] as const satisfies readonly JoinPolicy[];

/** Who may invite: every joined member, or the creator and admins alone. */
export type InvitePolicy = 'members' | 'admins';
export const INVITE_POLICIES = ['members', 'admins'] as const satisfies readonly InvitePolicy[];

/** An answer to an event. */
export type VoteChoice = 'going' | 'not_going';
export const VOTES = ['going', 'not_going'] as const satisfies readonly VoteChoice[];

/** Where a device runs. */
export type Platform = 'web' | 'ios' | 'android';
export const PLATFORMS = ['web', 'ios', 'android'] as const satisfies readonly Platform[];

/** `users/{uid}`: the public profile. */
export interface User<Time = Date> {
  displayName: string;
  /** (server) displayName as `foldForSearch` folds it. */
  displayNameSearch?: string | undefined;
  photoURL?: string | null | undefined;
  bio?: string | undefined;
  createdAt: Time;
  updatedAt: Time;
}

/** `users/{uid}/private/settings`: seen by the owner alone. */
export interface Settings {
  notifications?: Partial<Record<NotificationType, { inApp: boolean; push: boolean }>> | undefined;
}

/** `users/{uid}/reads/{groupId}`: up to where the owner has read a group's chat. */
export interface ReadMark<Time = Date> {
  groupId: string;
  lastReadAt: Time;
}

/** `users/{uid}/devices/{deviceId}`: where push messages go. */
export interface Device<Time = Date> {
  token: string;
  platform: Platform;
  updatedAt: Time;
}

/** `users/{uid}/notifications/{notificationId}`: written by functions; the owner sets `readAt` and deletes. */
export interface Notification<Time = Date> {
  type: NotificationType;
  /** null for a wall. */
  groupId: string | null;
  groupTitle: string | null;
  actorId: string;
  /** null when the actor's profile is gone. */
  actorName: string | null;
  /** The event, post, comment or user it is about. */
  subjectId: string | null;
  createdAt: Time;
  readAt: Time | null;
  /** When Firestore's TTL policy may delete it. */
  expiresAt: Time;
}

/** `groups/{groupId}`. */
export interface Group<Time = Date> {
  title: string;
  /** (server) title as `foldForSearch` folds it. */
  titleSearch?: string | undefined;
  description?: string | undefined;
  photoId?: string | null | undefined;
  visibility: Visibility;
  joinPolicy: JoinPolicy;
  invitePolicy: InvitePolicy;
  creatorId: string;
  createdAt: Time;
  updatedAt: Time;
  /** (server) How many members are `joined`. */
  memberCount?: number | undefined;
  /** Set once by the creator: the group is being erased. */
  deletedAt?: Time | undefined;
}

/** `groups/{groupId}/members/{uid}`. */
export interface Member<Time = Date> {
  userId: string;
  groupId: string;
  role: Role;
  status: MemberStatus;
  invitedBy: string | null;
  createdAt: Time;
  updatedAt: Time;
  muted?: boolean | undefined;
  joinedAt: Time | null;
}

/** `groups/{groupId}/posts/{postId}` and `users/{uid}/posts/{postId}`. */
export interface Post<Time = Date> {
  authorId: string;
  content: string;
  imageId?: string | null | undefined;
  pinned?: boolean | undefined;
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
  createdAt: Time;
  updatedAt: Time;
  cancelledAt?: Time | null | undefined;
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

/** `groups/{groupId}/messages/{messageId}`: the id is made by the client, so that a resend never doubles a message. */
export interface Message<Time = Date> {
  authorId: string;
  text: string;
  replyTo?: string | null | undefined;
  imageId?: string | null | undefined;
  createdAt: Time;
  editedAt?: Time | null | undefined;
}

/** `accountDeletions/{uid}`: an account that was deleted, until nothing can be left of it. For functions alone. */
export interface AccountDeletion<Time = Date> {
  deletedAt: Time;
}

/** `deadLetters/{id}`: what a function could not handle, and why. For functions and whoever repairs. */
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
}
