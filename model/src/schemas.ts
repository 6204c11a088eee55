/**
 * The documents as zod schemas, built from LIMITS. They check stored documents and refuse unknown fields. A time can be
 * a `Date` or anything with `toDate()`, such as a Firestore `Timestamp`. The result has a `Date`.
 */
import * as z from 'zod';
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  MEMBER_STATUSES,
  PLATFORMS,
  ROLES,
  VISIBILITIES,
  VOTES,
  type Comment,
  type Device,
  type Group,
  type GroupEvent,
  type Member,
  type Message,
  type Notification,
  type Post,
  type ReadMark,
  type Settings,
  type User,
  type Vote,
} from './documents.ts';
import * as LIMITS from './limits.ts';
import { NOTIFICATION_TYPES } from './notificationTypes.ts';
import { ID_PATTERN, UUID_PATTERN } from './patterns.ts';
import { isBlank } from './text.ts';

const time = z.preprocess((value) => {
  const stored = value as { toDate?: () => Date } | null | undefined;
  return typeof stored?.toDate === 'function' ? stored.toDate() : value;
}, z.date());

const filledText = (limit: number) =>
  z
    .string()
    .max(limit)
    .refine((text) => !isBlank(text), { error: 'expected text that is not only blanks' });
const clientId = z.string().regex(new RegExp(ID_PATTERN));
const uid = z.string().min(1).max(LIMITS.uid);
const imageId = z.string().regex(new RegExp(UUID_PATTERN)).nullable().optional();
const count = z.int().nonnegative().optional();

export const userSchema = z.strictObject({
  displayName: filledText(LIMITS.displayName),
  displayNameSearch: z.string().optional(),
  photoURL: z
    .string()
    .max(LIMITS.photoURL)
    .regex(/^https:\/\/\S+$/)
    .nullable()
    .optional(),
  bio: z.string().max(LIMITS.bio).optional(),
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodType<User>;

export const settingsSchema = z.strictObject({
  notifications: z
    .partialRecord(
      z.enum(NOTIFICATION_TYPES),
      z.strictObject({ inApp: z.boolean(), push: z.boolean() }),
    )
    .optional(),
}) satisfies z.ZodType<Settings>;

export const readMarkSchema = z.strictObject({
  groupId: clientId,
  lastReadAt: time,
}) satisfies z.ZodType<ReadMark>;

export const deviceSchema = z.strictObject({
  token: z.string().min(1).max(LIMITS.deviceToken),
  platform: z.enum(PLATFORMS),
  updatedAt: time,
}) satisfies z.ZodType<Device>;

export const notificationSchema = z.strictObject({
  type: z.enum(NOTIFICATION_TYPES),
  groupId: clientId.nullable(),
  groupTitle: z.string().nullable(),
  actorId: uid,
  actorName: z.string().nullable(),
  subjectId: z.string().nullable(),
  createdAt: time,
  readAt: time.nullable(),
  expiresAt: time,
}) satisfies z.ZodType<Notification>;

export const groupSchema = z.strictObject({
  title: filledText(LIMITS.groupTitle),
  titleSearch: z.string().optional(),
  description: z.string().max(LIMITS.groupDescription).optional(),
  photoId: imageId,
  visibility: z.enum(VISIBILITIES),
  joinPolicy: z.enum(JOIN_POLICIES),
  invitePolicy: z.enum(INVITE_POLICIES),
  creatorId: uid,
  createdAt: time,
  updatedAt: time,
  memberCount: count,
  deletedAt: time.optional(),
}) satisfies z.ZodType<Group>;

export const memberSchema = z.strictObject({
  userId: uid,
  groupId: clientId,
  role: z.enum(ROLES),
  status: z.enum(MEMBER_STATUSES),
  invitedBy: uid.nullable(),
  createdAt: time,
  updatedAt: time,
  muted: z.boolean().optional(),
  joinedAt: time.nullable(),
}) satisfies z.ZodType<Member>;

export const postSchema = z.strictObject({
  authorId: uid,
  content: filledText(LIMITS.postContent),
  imageId,
  pinned: z.boolean().optional(),
  createdAt: time,
  updatedAt: time,
  commentCount: count,
}) satisfies z.ZodType<Post>;

export const commentSchema = z.strictObject({
  authorId: uid,
  content: filledText(LIMITS.commentContent),
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodType<Comment>;

export const eventSchema = z.strictObject({
  creatorId: uid,
  title: filledText(LIMITS.eventTitle),
  description: z.string().max(LIMITS.eventDescription).optional(),
  location: z.string().max(LIMITS.eventLocation).optional(),
  eventTime: time,
  createdAt: time,
  updatedAt: time,
  cancelledAt: time.nullable().optional(),
  goingCount: count,
  notGoingCount: count,
}) satisfies z.ZodType<GroupEvent>;

export const voteSchema = z.strictObject({
  userId: uid,
  vote: z.enum(VOTES),
  updatedAt: time,
}) satisfies z.ZodType<Vote>;

export const messageSchema = z.strictObject({
  authorId: uid,
  text: filledText(LIMITS.messageText),
  replyTo: clientId.nullable().optional(),
  imageId,
  createdAt: time,
  editedAt: time.nullable().optional(),
}) satisfies z.ZodType<Message>;
