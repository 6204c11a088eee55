/** How the chat stream is called. It is described in the OpenAPI document, beside the operations. */
import * as z from 'zod';
import type { OperationShape } from '../operations.ts';
import { id, messageAnswer } from '../schemas.ts';

/** The chat's stream, which the function `chat` runs. Each message is the data of an event. */
export const WATCH_CHAT = {
  method: 'GET',
  path: '/group/chat',
  summary:
    'Streams a group’s chat: the last 50 messages, then every change, until the caller’s membership ends.',
  // Every operation calls it `groupId`. The original design of the stream calls it `groupID`.
  input: z.strictObject({ groupId: id.optional(), groupID: id.optional() }),
  status: 200,
  answer: messageAnswer,
  contentType: 'text/event-stream',
} as const satisfies OperationShape;
