/**
 * What the API's requests and answers are made of: the model's own fields wherever there is one, and what JSON and a query
 * string need beside them.
 */
import * as z from 'zod';
import * as LIMITS from '@firegroups/model/limits';
import { eventSchema, groupSchema, memberSchema, messageSchema } from '@firegroups/model/schemas';

const DAY = 24 * 3600 * 1000;

/** An id that a client makes: of a group, a post, a comment, an event or a message. */
export const id = memberSchema.shape.groupId;

/** A user's id, as Firestore takes it for a document's. */
export const userId = memberSchema.shape.userId.regex(/^(?!\.{1,2}$|__.*__$)[^/]+$/);

/** When an event begins: a time with its zone, later than now and within ten years; comes out as a `Date`. */
export const eventTime = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 time with its zone' })
  .transform((time) => new Date(time))
  .refine((time) => +time > Date.now() && +time <= Date.now() + LIMITS.eventDaysAhead * DAY, {
    error: `expected a time later than now, by at most ${LIMITS.eventDaysAhead} days`,
  });

/** How many groups a page of the list has. */
export const pageSize = z.coerce.number().int().min(1).max(LIMITS.openList).default(20);

/** The beginning of a title. */
export const search = z.string().max(LIMITS.groupTitle);

/** Text of an event that may be left out. */
export const { description, location } = eventSchema.shape;

const instant = z.iso.datetime();

/** A public group, as the list shows it. */
export const groupAnswer = groupSchema
  .pick({
    title: true,
    description: true,
    photoId: true,
    visibility: true,
    joinPolicy: true,
    invitePolicy: true,
    creatorId: true,
  })
  .extend({ id, memberCount: z.int(), createdAt: instant, updatedAt: instant });
export type GroupAnswer = z.infer<typeof groupAnswer>;

/** A message, as a chat's stream tells it. */
export const messageAnswer = messageSchema
  .pick({ authorId: true, text: true, replyTo: true, imageId: true })
  .extend({ id, createdAt: instant, editedAt: instant.nullable().optional() });
export type MessageAnswer = z.infer<typeof messageAnswer>;

/** What every refusal looks like. */
export const errorAnswer = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});
