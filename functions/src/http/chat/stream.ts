/** GET /group/chat: a chat's events as server-sent events, until the reader or the membership goes. */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { logger } from 'firebase-functions/logger';
import { invalidInput } from '../errors.ts';
import { inputOf } from '../input.ts';
import { loggable, type Env } from '../logs.ts';
import { chatEvents } from './chatEvents.ts';
import { isEventId } from './diff.ts';
import { WATCH_CHAT } from './watchChat.ts';

/** The longest silence of a stream, in milliseconds: shorter than proxies wait. */
const HEARTBEAT = 25_000;

/** Answers with the stream once the chat has loaded. A refusal before that is an answer like any other. */
export async function streamChat(c: Context<Env>): Promise<Response> {
  const input = inputOf(c, WATCH_CHAT);
  const groupId = input.groupId ?? input.groupID;
  if (groupId === undefined) throw invalidInput({ groupId: 'expected the id of a group' });
  // A client that has no id yet may send the header without a value.
  const given = c.req.header('last-event-id');
  const lastEventId = given === '' ? undefined : given;
  if (lastEventId !== undefined && !isEventId(lastEventId)) {
    throw invalidInput({ 'Last-Event-ID': 'expected the id of an event of this stream' });
  }
  c.set('group', groupId);
  const abort = new AbortController();
  const { signal } = c.req.raw;
  signal.addEventListener('abort', () => {
    abort.abort();
  });
  if (signal.aborted) abort.abort();
  const request = { groupId, lastEventId, heartbeat: HEARTBEAT, signal: abort.signal };
  const events = chatEvents(c.get('caller'), request);
  let next = await events.next();
  const startedAt = performance.now();
  // A proxy that collects an answer before it passes it on would hold the events back.
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => {
      abort.abort();
    });
    // The next event is taken only after this one is written, which waits for a slow reader.
    for (; !next.done && !stream.aborted; next = await events.next()) {
      const event = next.value;
      if (event === null) await stream.write(': heartbeat\n\n');
      else if (!('event' in event)) await stream.write(`id: ${event.id}\n\n`);
      else await stream.writeSSE({ ...event, data: JSON.stringify(event.data) });
    }
    await events.return();
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    logger.info('stream ended', { ...loggable(c), seconds });
  });
}
