/**
 * The fields of the API's requests and answers. They come from the model's schemas; this file adds what JSON and query
 * strings need.
 */
// Extends zod, before the schemas are made.
import { z } from '@hono/zod-openapi';
import { extraShape } from '@firegroups/model/extraShape';
import * as LIMITS from '@firegroups/model/limits';
import {
  eventSchema,
  groupSchema,
  memberSchema,
  messageSchema,
  postSchema,
} from '@firegroups/model/schemas';

/** The id of a group, a post, a comment, an event or a message. Clients generate these ids. */
export const id = memberSchema.shape.groupId;

/** A valid Firestore document id. */
const DOCUMENT_ID = /^(?!\.{1,2}$|__.*__$)[^/]+$/;
export const documentId = z.string().regex(DOCUMENT_ID);

/** A user's id that is also a valid Firestore document id. */
export const userId = memberSchema.shape.userId.regex(DOCUMENT_ID);

const EXPECTED_PAGE_SIZE = `expected a whole number, 1 to ${LIMITS.openList}`;

/** How many groups a page has. */
export const pageSize = z.coerce
  .number({ error: EXPECTED_PAGE_SIZE })
  .int({ error: EXPECTED_PAGE_SIZE })
  .min(1, { error: EXPECTED_PAGE_SIZE })
  .max(LIMITS.openList, { error: EXPECTED_PAGE_SIZE })
  .default(Math.min(20, LIMITS.openList));

/** The beginning of a group's title. */
export const search = z.string().max(LIMITS.groupTitle);

/** The text of a post, which may be empty if there is an image. The SDK checks that. */
export const { content } = postSchema.shape;

/** The text of a message, and the message that it answers. */
export const { text, replyTo } = messageSchema.shape;

const { imageId, imageWidth, imageHeight } = postSchema.shape;
/** The image of a post or a message, and its size. */
export const image = { imageId, imageWidth, imageHeight };

/** An event's optional text. */
export const { description, location } = eventSchema.shape;

const instant = z.iso.datetime();

/** The time of an extra field. Parses to a `Date`. */
export const instantInput = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 date and time with a time zone' })
  .transform((text) => new Date(text));

/** A public group in the list. */
export const groupAnswer = groupSchema
  .pick({
    title: true,
    description: true,
    photoId: true,
    photoBy: true,
    visibility: true,
    joinPolicy: true,
    invitePolicy: true,
    creatorId: true,
  })
  .extend({
    ...extraShape('groups', instant),
    id,
    memberCount: z.int(),
    createdAt: instant,
    updatedAt: instant,
  });
export type GroupAnswer = z.infer<typeof groupAnswer>;

/** A message in a chat's stream. */
export const messageAnswer = z.strictObject({
  authorId: messageSchema.shape.authorId,
  text,
  replyTo,
  ...image,
  ...extraShape('messages', instant),
  id,
  createdAt: instant,
  editedAt: instant.nullable().optional(),
});
export type MessageAnswer = z.infer<typeof messageAnswer>;

/** The body of every refusal. */
export const errorAnswer = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});
