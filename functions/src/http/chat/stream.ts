/** GET /group/chat: the events of a chat as server-sent events, for as long as somebody listens. */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { logger } from 'firebase-functions/logger';
import { invalidInput } from '../errors.ts';
import { inputOf } from '../input.ts';
import { about, type Env } from '../logs.ts';
import { WATCH_CHAT } from '../operations.ts';
import { isEventId } from './diff.ts';

/** How long a stream is silent at most, in milliseconds: less than proxies wait. */
const HEARTBEAT = 25_000;

/** Answers with the stream once the chat has loaded; before that, a refusal is an answer like any other. */
export async function streamChat(c: Context<Env>): Promise<Response> {
  const { groupID: groupId } = await inputOf(c.req, WATCH_CHAT);
  const lastEventId = c.req.header('last-event-id');
  if (lastEventId !== undefined && !isEventId(lastEventId)) {
    throw invalidInput({ 'Last-Event-ID': 'expected the id of an event of this stream' });
  }
  c.set('group', groupId);
  const { chatEvents } = await import('./chatEvents.ts');
  const cut = new AbortController();
  const { signal } = c.req.raw;
  signal.addEventListener('abort', () => {
    cut.abort();
  });
  if (signal.aborted) cut.abort();
  const request = { groupId, lastEventId, heartbeat: HEARTBEAT, signal: cut.signal };
  const events = chatEvents(c.get('caller'), request);
  let next = await events.next();
  const startedAt = performance.now();
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => {
      cut.abort();
    });
    // One is taken when the one before it is written, which waits for who reads slowly.
    for (; !next.done && !stream.aborted; next = await events.next()) {
      const event = next.value;
      if (event === null) await stream.write(': still here\n\n');
      else if (!('event' in event)) await stream.write(`id: ${event.id}\n\n`);
      else await stream.writeSSE({ ...event, data: JSON.stringify(event.data) });
    }
    await events.return();
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    logger.info('stream ended', { ...about(c), seconds });
  });
}
