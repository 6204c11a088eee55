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
  NOTIFY_LEVELS,
  type Comment,
  type ChatSummary,
  type Cooldown,
  type Device,
  type Group,
  type GroupEvent,
  type Limit,
  type Member,
  type Message,
  type Notification,
  type Post,
  type PushState,
  type PushTargets,
  type ReadMark,
  type RecentPush,
  type Settings,
  type User,
  type Vote,
} from './documents.ts';
import * as LIMITS from './limits.ts';
import { extraShape } from './extraShape.ts';
import { oneOf, textUpTo, time } from './fieldSchemas.ts';
import { isName, nameOf } from './names.ts';
import { NOTIFICATION_TYPES } from './notificationTypes.ts';
import { ID_PATTERN, LOCALE_PATTERN, UUID_PATTERN } from './patterns.ts';
import { isBlank } from './text.ts';

const filledText = (limit: number) => {
  const error = `expected 1 to ${limit} characters, not only blanks`;
  return textUpTo(limit, error).refine((text) => !isBlank(text), { error });
};
/** A text that may be empty. {@link needsImage} says when. */
const textBesideImage = (limit: number) => {
  const error = `expected 1 to ${limit} characters, not only blanks`;
  return textUpTo(limit, error).refine((text) => text === '' || !isBlank(text), { error });
};
const nameUpTo = (limit: number, isValid = isName) => {
  const error = `expected ${nameOf(limit)}`;
  return textUpTo(limit, error).refine(isValid, { error });
};
const matching = (pattern: string, error: string) =>
  z.string({ error }).regex(new RegExp(pattern), { error });
const clientId = matching(ID_PATTERN, `expected an id: 1 to ${LIMITS.id} of A-Z a-z 0-9 _ -`);
const uid = textUpTo(LIMITS.uid, 'expected a user id').min(1, { error: 'expected a user id' });
const imageId = matching(UUID_PATTERN, 'expected a UUID').nullable().optional();
const EXPECTED_SIDE = { error: `expected a whole number, 1 to ${LIMITS.imageSide}` };
const imageSide = z
  .int(EXPECTED_SIDE)
  .min(1, EXPECTED_SIDE)
  .max(LIMITS.imageSide, EXPECTED_SIDE)
  .optional();
const image = { imageId, imageWidth: imageSide, imageHeight: imageSide };
/** An empty text and the size of an image need an image. */
const needsImage = (text: 'content' | 'text') =>
  z.superRefine<Partial<Post & Message>>((document, context) => {
    if (document.imageId) return;
    const invalid = [
      ...(document[text] === '' ? [text] : []),
      ...(['imageWidth', 'imageHeight'] as const).filter((side) => document[side] !== undefined),
    ];
    for (const field of invalid) {
      context.addIssue({
        code: 'custom',
        path: [field],
        message: 'only valid together with an image',
      });
    }
  });
const count = z.int().nonnegative().optional();

export const userSchema = z.strictObject({
  displayName: nameUpTo(LIMITS.displayName),
  displayNameSearch: z.string().optional(),
  photoURL: textUpTo(LIMITS.photoURL)
    .regex(/^https:\/\/\S+$/)
    .nullable()
    .optional(),
  photoId: imageId,
  bio: textUpTo(LIMITS.bio).optional(),
  ...extraShape('users'),
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodType<User>;

export const settingsSchema = z.strictObject({
  notifications: z
    .partialRecord(
      oneOf(NOTIFICATION_TYPES),
      z.strictObject({ inApp: z.boolean(), push: z.boolean() }),
    )
    .optional(),
}) satisfies z.ZodType<Settings>;

export const readMarkSchema = z.strictObject({
  groupId: clientId,
  lastReadAt: time,
}) satisfies z.ZodType<ReadMark>;

export const limitSchema = z.strictObject({
  since: time,
  count: z.int().positive(),
  last: textUpTo(LIMITS.lastCounted),
  at: time,
}) satisfies z.ZodType<Limit>;

export const cooldownSchema = z.strictObject({
  userId: uid,
  until: time,
  invitesUntil: time.optional(),
  requestsUntil: time.optional(),
}) satisfies z.ZodType<Cooldown>;

export const deviceSchema = z.strictObject({
  userId: uid,
  token: z.string().min(1).max(LIMITS.deviceToken),
  platform: oneOf(PLATFORMS),
  locale: z.string().max(LIMITS.deviceLocale).regex(new RegExp(LOCALE_PATTERN)),
  updatedAt: time,
}) satisfies z.ZodType<Device>;

export const recentPushSchema = z.strictObject({
  notificationId: z.string(),
  expiresAt: time,
}) satisfies z.ZodType<RecentPush>;

export const notificationSchema = z.strictObject({
  type: oneOf(NOTIFICATION_TYPES),
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
  title: nameUpTo(LIMITS.groupTitle),
  titleSearch: z.string().optional(),
  description: textUpTo(LIMITS.groupDescription).optional(),
  photoId: imageId,
  photoBy: uid.nullable().optional(),
  visibility: oneOf(VISIBILITIES),
  joinPolicy: oneOf(JOIN_POLICIES),
  invitePolicy: oneOf(INVITE_POLICIES),
  ...extraShape('groups'),
  creatorId: uid,
  createdAt: time,
  updatedAt: time,
  memberCount: count,
  deletedAt: time.optional(),
}) satisfies z.ZodType<Group>;

export const memberSchema = z.strictObject({
  userId: uid,
  groupId: clientId,
  role: oneOf(ROLES),
  status: oneOf(MEMBER_STATUSES),
  invitedBy: uid.nullable(),
  createdAt: time,
  updatedAt: time,
  updatedBy: uid.optional(),
  notify: oneOf(NOTIFY_LEVELS).optional(),
  mutedUntil: time.nullish(),
  joinedAt: time.nullable(),
}) satisfies z.ZodType<Member>;

export const postSchema = z
  .strictObject({
    authorId: uid,
    content: textBesideImage(LIMITS.postContent),
    ...image,
    ...extraShape('posts'),
    pinned: z.boolean().optional(),
    createdAt: time,
    updatedAt: time,
    commentCount: count,
  })
  .check(needsImage('content')) satisfies z.ZodType<Post>;

export const commentSchema = z.strictObject({
  authorId: uid,
  content: filledText(LIMITS.commentContent),
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodType<Comment>;

export const eventSchema = z.strictObject({
  creatorId: uid,
  title: nameUpTo(LIMITS.eventTitle),
  description: textUpTo(LIMITS.eventDescription).optional(),
  location: nameUpTo(LIMITS.eventLocation, (text) => text === '' || isName(text)).optional(),
  eventTime: time,
  ...extraShape('events'),
  createdAt: time,
  updatedAt: time,
  updatedBy: uid,
  cancelledAt: time.nullable().optional(),
  toldTime: time.optional(),
  toldAt: time.optional(),
  goingCount: count,
  notGoingCount: count,
}) satisfies z.ZodType<GroupEvent>;

export const voteSchema = z.strictObject({
  userId: uid,
  vote: oneOf(VOTES),
  updatedAt: time,
}) satisfies z.ZodType<Vote>;

export const messageSchema = z
  .strictObject({
    authorId: uid,
    text: textBesideImage(LIMITS.messageText),
    replyTo: clientId.nullable().optional(),
    ...image,
    ...extraShape('messages'),
    createdAt: time,
    editedAt: time.nullable().optional(),
  })
  .check(needsImage('text')) satisfies z.ZodType<Message>;

export const chatSummarySchema = z.strictObject({
  last: z
    .strictObject({
      id: clientId,
      authorId: uid,
      authorName: z.string().nullable(),
      text: textUpTo(LIMITS.summaryText),
      image: z.boolean(),
      at: time,
    })
    .nullable(),
  recent: z.array(z.strictObject({ id: clientId, at: time, by: uid })).max(LIMITS.summaryMessages),
}) satisfies z.ZodType<ChatSummary>;

export const pushStateSchema = z.strictObject({
  task: z.string(),
  ids: z.array(clientId).min(1).max(LIMITS.summaryMessages),
  isSent: z.boolean(),
  pushed: z.array(z.strictObject({ id: clientId, at: time })),
  through: time,
  newest: time,
  step: z.int().nonnegative(),
  starter: z.string().nullable(),
  answeredTo: z.string().nullable(),
  nextAt: time,
}) satisfies z.ZodType<PushState>;

export const pushTargetsSchema = z.strictObject({
  devices: z
    .array(
      z.strictObject({
        token: textUpTo(LIMITS.deviceToken),
        locale: textUpTo(LIMITS.deviceLocale),
      }),
    )
    .max(LIMITS.pushDevices),
  wanted: z.array(z.string()),
  groups: z.array(z.string()),
  mutedUntil: z.record(clientId, time),
}) satisfies z.ZodType<PushTargets>;
