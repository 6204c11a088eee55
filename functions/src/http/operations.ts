/**
 * The operations of the API: each with its method and path, its input and answer, and the SDK's verb that it runs. The
 * router, the checks and the OpenAPI document follow from this table.
 */
import {
  acceptInvite,
  createComment,
  approveRequest,
  createEvent,
  createGroup,
  createPost,
  declineInvite,
  inviteUser,
  isFiregroupsError,
  rejectRequest,
  requestToJoin,
  sendMessage,
  vote,
  type Firegroups,
} from 'firegroups';
import * as z from 'zod';
import { extraShape } from '@firegroups/model/extraShape';
import { commentSchema, eventSchema, groupSchema, voteSchema } from '@firegroups/model/schemas';
import { browse } from './browse.ts';
import { eventTime } from './eventTime.ts';
import {
  content,
  description,
  groupAnswer,
  id,
  image,
  instantInput,
  location,
  pageSize,
  replyTo,
  search,
  text,
  userId,
} from './schemas.ts';

/** What the router and the OpenAPI document need to know about an operation. */
export interface OperationShape {
  method: 'GET' | 'POST';
  path: `/${string}`;
  summary: string;
  /** The JSON body of a POST, the query of a GET. */
  input: z.ZodObject;
  status: 200 | 201;
  answer: z.ZodType;
  /** JSON if absent. */
  contentType?: string;
  /** The address of another function that runs it, relative to the one that serves the OpenAPI document. */
  server?: string;
}

/** An operation that answers once. */
export interface Operation extends OperationShape {
  run: (fg: Firegroups, input: never) => Promise<unknown>;
}

function operation<Input extends z.ZodObject, Answer extends z.ZodType>(
  shape: OperationShape & { input: Input; answer: Answer },
  run: (fg: Firegroups, input: z.output<Input>) => Promise<z.input<Answer>>,
): Operation {
  return { ...shape, run };
}

const NOTHING = z.strictObject({});

/** Every operation except the chat's stream. The key is its id in the OpenAPI document. */
export const OPERATIONS = {
  createGroup: operation(
    {
      method: 'POST',
      path: '/group/create',
      summary: 'Creates a group with the caller as its creator and first member.',
      input: groupSchema
        .pick({ title: true, description: true })
        .extend(
          groupSchema.pick({ visibility: true, joinPolicy: true, invitePolicy: true }).partial()
            .shape,
        )
        .extend(extraShape('groups', instantInput)),
      status: 201,
      answer: z.strictObject({ groupId: id }),
    },
    async (fg, group) => ({ groupId: await createGroup(fg, group) }),
  ),

  inviteUser: operation(
    {
      method: 'POST',
      path: '/group/invite',
      summary:
        'Invites a user. If that user asked to join and the caller is an admin, this approves the request.',
      input: z.strictObject({ groupId: id, userId }),
      status: 201,
      answer: NOTHING,
    },
    async (fg, { groupId, userId: invited }) => {
      try {
        await inviteUser(fg, groupId, invited);
      } catch (refusal) {
        if (!isFiregroupsError(refusal, 'already-requested')) throw refusal;
        try {
          await approveRequest(fg, groupId, invited);
        } catch (error) {
          // To a plain member, the answer is that the user has asked to join.
          throw isFiregroupsError(error, 'permission-denied') ? refusal : error;
        }
      }
      return {};
    },
  ),

  requestToJoin: operation(
    {
      method: 'POST',
      path: '/group/request',
      summary: 'Asks to join. Joins at once if the group is open or the caller has an invite.',
      input: z.strictObject({ groupId: id }),
      status: 201,
      answer: z.strictObject({ status: z.enum(['pending_request', 'joined']) }),
    },
    async (fg, { groupId }) => {
      try {
        const outcome = await requestToJoin(fg, groupId);
        return { status: outcome === 'joined' ? outcome : ('pending_request' as const) };
      } catch (error) {
        if (!isFiregroupsError(error, 'already-invited')) throw error;
        await acceptInvite(fg, groupId);
        return { status: 'joined' as const };
      }
    },
  ),

  accept: operation(
    {
      method: 'POST',
      path: '/group/accept',
      summary:
        'Accepts the caller’s own invite. With userId, approves that user’s request to join.',
      input: z.strictObject({ groupId: id, userId: userId.optional() }),
      status: 200,
      answer: NOTHING,
    },
    async (fg, { groupId, userId: asking }) => {
      await (asking === undefined
        ? acceptInvite(fg, groupId)
        : approveRequest(fg, groupId, asking));
      return {};
    },
  ),

  reject: operation(
    {
      method: 'POST',
      path: '/group/reject',
      summary:
        'Declines the caller’s own invite. With userId, rejects that user’s request to join.',
      input: z.strictObject({ groupId: id, userId: userId.optional() }),
      status: 200,
      answer: NOTHING,
    },
    async (fg, { groupId, userId: asking }) => {
      await (asking === undefined
        ? declineInvite(fg, groupId)
        : rejectRequest(fg, groupId, asking));
      return {};
    },
  ),

  browseGroups: operation(
    {
      method: 'GET',
      path: '/group/browse',
      summary:
        'Lists public groups, newest first. With search, lists those whose title begins with it, by title.',
      input: z.strictObject({
        limit: pageSize,
        // Without a limit: every cursor that this operation returns is accepted.
        cursor: z.string().optional(),
        search: search.optional(),
      }),
      status: 200,
      answer: z.strictObject({
        groups: z.array(groupAnswer),
        nextCursor: z.string().nullable(),
      }),
    },
    browse,
  ),

  createPost: operation(
    {
      method: 'POST',
      path: '/group/post',
      summary: 'Creates a post in a group.',
      input: z.strictObject({
        groupId: id,
        content,
        ...image,
        ...extraShape('posts', instantInput),
      }),
      status: 201,
      answer: z.strictObject({ postId: id }),
    },
    async (fg, { groupId, ...post }) => ({ postId: await createPost(fg, { groupId }, post) }),
  ),

  createComment: operation(
    {
      method: 'POST',
      path: '/group/comment',
      summary: 'Comments on a post.',
      input: commentSchema.pick({ content: true }).extend({ groupId: id, postId: id }),
      status: 201,
      answer: z.strictObject({ commentId: id }),
    },
    async (fg, { groupId, postId, content }) => ({
      commentId: await createComment(fg, { groupId, postId }, { content }),
    }),
  ),

  createEvent: operation(
    {
      method: 'POST',
      path: '/group/event',
      summary: 'Creates an event and notifies every joined member.',
      input: eventSchema.pick({ title: true }).extend({
        groupId: id,
        eventTime,
        description,
        location,
        ...extraShape('events', instantInput),
      }),
      status: 201,
      answer: z.strictObject({ eventId: id }),
    },
    async (fg, { groupId, ...event }) => ({ eventId: await createEvent(fg, groupId, event) }),
  ),

  vote: operation(
    {
      method: 'POST',
      path: '/group/event/vote',
      summary: 'Records whether the caller is going, or changes that vote.',
      input: voteSchema.pick({ vote: true }).extend({ groupId: id, eventId: id }),
      status: 200,
      answer: NOTHING,
    },
    async (fg, { groupId, eventId, vote: choice }) => {
      await vote(fg, groupId, eventId, choice);
      return {};
    },
  ),

  sendMessage: operation(
    {
      method: 'POST',
      path: '/group/message',
      summary: 'Sends a message to a group’s chat.',
      input: z.strictObject({
        groupId: id,
        text,
        replyTo,
        ...extraShape('messages', instantInput),
      }),
      status: 201,
      answer: z.strictObject({ messageId: id }),
    },
    async (fg, { groupId, ...message }) => {
      const { id: messageId, sent } = sendMessage(fg, groupId, message);
      await sent;
      return { messageId };
    },
  ),
} satisfies Record<string, Operation>;
