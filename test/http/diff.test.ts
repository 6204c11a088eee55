/** Random chats and streams: whatever a reader misses while no stream is open, the next stream sends. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ChatMessage } from 'firegroups';
import { ChatDiff, isEventId, type ChatEvent } from '../../functions/src/http/chat/diff.ts';

const PAGE = 4;

const message = (id: string, createdAt: number, editedAt?: number): ChatMessage => ({
  id,
  authorId: 'ann',
  text: `${id} ${editedAt ?? createdAt}`,
  createdAt: new Date(createdAt),
  ...(editedAt && { editedAt: new Date(editedAt) }),
  pending: false,
});

/** A chat in which time passes. */
class SimulatedChat {
  now = 1_700_000_000_000;
  messages: ChatMessage[] = [];
  sent = 0;

  act(action: Action): void {
    this.now += action.after;
    const chosen = Math.floor(action.which * this.messages.length);
    if (action.kind === 'send') {
      // It may become visible after a message that was sent later.
      this.messages.push(message(`m${this.sent++}`, this.now - action.late));
      this.messages.sort((a, b) => +a.createdAt - +b.createdAt);
    } else if (action.kind === 'delete') {
      this.messages.splice(chosen, 1);
    } else if (this.messages[chosen]) {
      const { id, createdAt } = this.messages[chosen];
      this.messages[chosen] = message(id, +createdAt, this.now);
    }
  }
}

interface Action {
  kind: 'send' | 'edit' | 'delete';
  which: number;
  after: number;
  late: number;
}

/** A reader that keeps the messages as docs/reference/http-api.md says. */
class Reader {
  readonly messages = new Map<string, { text: string; createdAt: string }>();
  lastEventId: string | undefined;
  /** The time of the oldest message that it received. */
  oldest = '9';

  receive(event: ChatEvent): void {
    if (event.event === 'end') return;
    expect(isEventId(event.id)).toBe(true);
    this.lastEventId = event.id;
    if (event.event === 'deleted') {
      this.messages.delete(event.data.id);
    } else if (event.event === 'resumed') {
      const { since, messageIds, complete } = event.data;
      expect(complete).toBe(true);
      for (const [id, { createdAt }] of this.messages) {
        if (createdAt > since && !messageIds.includes(id)) this.messages.delete(id);
      }
    } else {
      const { id, text, createdAt } = event.data;
      expect(this.messages.get(id)?.text).not.toBe(text);
      if (event.event === 'message') {
        expect(this.messages.has(id)).toBe(false);
        if (createdAt < this.oldest) this.oldest = createdAt;
      }
      // A page may have taken in a message that is older than all that were sent.
      if (createdAt >= this.oldest) this.messages.set(id, { text, createdAt });
    }
  }
}

/** A stream: the last page when it opens, more pages if it resumes, and then every change. */
class Stream {
  readonly diff: ChatDiff;
  readonly #chat: SimulatedChat;
  readonly #oldest: number;

  constructor(chat: SimulatedChat, lastEventId: string | undefined) {
    this.#chat = chat;
    this.diff = new ChatDiff(lastEventId);
    const { messages } = chat;
    let from = Math.max(0, messages.length - PAGE);
    const opened = () => ({ messages: messages.slice(from), hasMore: from > 0 });
    while (!this.diff.reachesBack(opened())) from = Math.max(0, from - PAGE);
    this.#oldest = +(messages[from]?.createdAt ?? 0);
  }

  state() {
    const { messages } = this.#chat;
    const older = messages.filter(({ createdAt }) => +createdAt < this.#oldest);
    const shown = messages.slice(older.length);
    // A page that lost a message takes in the next older one.
    const moved = Math.min(older.length, Math.max(0, PAGE - shown.length));
    const refill = older.slice(older.length - moved);
    return { messages: [...refill, ...shown], hasMore: moved < older.length };
  }
}

const actions = fc.array(
  fc.record<Action>({
    kind: fc.constantFrom('send', 'send', 'send', 'edit', 'delete'),
    which: fc.double({ min: 0, max: 0.999, noNaN: true }),
    after: fc.integer({ min: 1, max: 8000 }),
    late: fc.integer({ min: 0, max: 4000 }),
  }),
  { maxLength: 12 },
);

/** Actions while a stream is open, of which `arrive` events arrive before it is cut; then actions while none is open. */
const session = fc.record({ before: actions, arrive: fc.nat(20), while: actions, away: actions });

describe('ChatDiff', () => {
  test('the second stream sends what was missed between two streams, once', () => {
    fc.assert(
      fc.property(fc.array(session, { minLength: 1, maxLength: 6 }), (sessions) => {
        const chat = new SimulatedChat();
        const reader = new Reader();
        const listen = (arrive: number, during: Action[]) => {
          const stream = new Stream(chat, reader.lastEventId);
          let left = arrive;
          const receive = () => {
            for (const event of stream.diff.next(stream.state())) {
              if (left-- <= 0) return;
              reader.receive(event);
            }
          };
          receive();
          for (const action of during) {
            chat.act(action);
            receive();
          }
        };
        for (const { before, arrive, while: during, away } of sessions) {
          for (const action of before) chat.act(action);
          listen(arrive, during);
          for (const action of away) chat.act(action);
        }
        listen(Infinity, []);
        // No message since the first event is missing, and none of the last page is outdated.
        const since = chat.messages.filter(
          ({ createdAt }) => createdAt.toISOString() >= reader.oldest,
        );
        for (const { id } of since) expect(reader.messages.has(id)).toBe(true);
        for (const { id, text } of since.slice(-PAGE))
          expect(reader.messages.get(id)?.text).toBe(text);
        const there = new Set(chat.messages.map(({ id }) => id));
        const first = chat.messages.slice(-PAGE)[0]?.createdAt.toISOString() ?? '';
        for (const [id, { createdAt }] of reader.messages) {
          expect(there.has(id) || createdAt <= first).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a message that the same instance is sending is emitted when the server has it', () => {
    const diff = new ChatDiff();
    const pending = { ...message('m1', 1000), pending: true };
    expect([...diff.next({ messages: [pending], hasMore: false })]).toEqual([]);
    const [event] = diff.next({ messages: [message('m1', 2000)], hasMore: false });
    expect(event).toMatchObject({ event: 'message', data: { id: 'm1' } });
  });

  test('an older message that moves into the page is not sent', () => {
    const diff = new ChatDiff();
    const [old, ...shown] = [1, 2, 3].map((n) => message(`m${n}`, n * 1000));
    expect([...diff.next({ messages: shown, hasMore: true })]).toHaveLength(2);
    const events = [...diff.next({ messages: [old!, shown[1]!], hasMore: true })];
    expect(events.map(({ event, data }) => [event, data])).toEqual([['deleted', { id: 'm2' }]]);
  });

  test('an id stays short, no matter how long the stream is', () => {
    const diff = new ChatDiff();
    const messages = Array.from({ length: 1000 }, (_, n) => message(`m${n}`, n * 1000));
    const events = [...diff.next({ messages, hasMore: false })];
    expect(events.at(-1)).toMatchObject({ id: expect.stringMatching(/^.{1,125}$/) });
  });
});
