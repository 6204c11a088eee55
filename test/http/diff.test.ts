/** What streams of a chat tell, played through: whatever happens while nobody listens, the next stream makes good. */
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

/** A chat in which time passes, and what a stream sees of it. */
class World {
  now = 1_700_000_000_000;
  messages: ChatMessage[] = [];
  sent = 0;

  act(deed: Action): void {
    this.now += deed.after;
    const chosen = Math.floor(deed.which * this.messages.length);
    if (deed.kind === 'send') {
      // It may become visible later than one that was made after it.
      this.messages.push(message(`m${this.sent++}`, this.now - deed.late));
      this.messages.sort((a, b) => +a.createdAt - +b.createdAt);
    } else if (deed.kind === 'delete') {
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

/** Whoever reads the streams, and keeps what they say as docs/reference/http-api.md tells them to. */
class Reader {
  readonly held = new Map<string, { text: string; createdAt: string }>();
  lastEventId: string | undefined;
  /** The oldest message that was ever told. */
  oldest = '9';

  hear(event: ChatEvent): void {
    if (event.event === 'end') return;
    expect(isEventId(event.id)).toBe(true);
    this.lastEventId = event.id;
    if (event.event === 'deleted') {
      this.held.delete(event.data.id);
    } else if (event.event === 'resumed') {
      const { since, messageIds, complete } = event.data;
      expect(complete).toBe(true);
      for (const [id, { createdAt }] of this.held) {
        if (createdAt > since && !messageIds.includes(id)) this.held.delete(id);
      }
    } else {
      const { id, text, createdAt } = event.data;
      expect(this.held.get(id)?.text).not.toBe(text);
      if (event.event === 'message') {
        expect(this.held.has(id)).toBe(false);
        if (createdAt < this.oldest) this.oldest = createdAt;
      }
      // A page may have taken in what is older than all that was told.
      if (createdAt >= this.oldest) this.held.set(id, { text, createdAt });
    }
  }
}

/** A stream: the last page when it is opened, further back where it resumes, and from then on what comes. */
class Stream {
  readonly telling: ChatDiff;
  readonly #world: World;
  readonly #oldest: number;

  constructor(world: World, lastEventId: string | undefined) {
    this.#world = world;
    this.telling = new ChatDiff(lastEventId);
    const { messages } = world;
    let from = Math.max(0, messages.length - PAGE);
    const opened = () => ({ messages: messages.slice(from), hasMore: from > 0 });
    while (!this.telling.reachesBack(opened())) from = Math.max(0, from - PAGE);
    this.#oldest = +(messages[from]?.createdAt ?? 0);
  }

  state() {
    const { messages } = this.#world;
    const older = messages.filter(({ createdAt }) => +createdAt < this.#oldest);
    const shown = messages.slice(older.length);
    // A page that lost a message takes in the next older one.
    const moved = Math.min(older.length, Math.max(0, PAGE - shown.length));
    const refill = older.slice(older.length - moved);
    return { messages: [...refill, ...shown], hasMore: moved < older.length };
  }
}

const deeds = fc.array(
  fc.record<Action>({
    kind: fc.constantFrom('send', 'send', 'send', 'edit', 'delete'),
    which: fc.double({ min: 0, max: 0.999, noNaN: true }),
    after: fc.integer({ min: 1, max: 8000 }),
    late: fc.integer({ min: 0, max: 4000 }),
  }),
  { maxLength: 12 },
);

/** Some deeds while a stream is open, of whose events so many arrive before it is cut; then some while none is. */
const session = fc.record({ before: deeds, arrive: fc.nat(20), while: deeds, away: deeds });

describe('ChatDiff', () => {
  test('whatever is missed between two streams is told by the second, once', () => {
    fc.assert(
      fc.property(fc.array(session, { minLength: 1, maxLength: 6 }), (sessions) => {
        const world = new World();
        const reader = new Reader();
        const listen = (arrive: number, during: Action[]) => {
          const stream = new Stream(world, reader.lastEventId);
          let left = arrive;
          const hear = () => {
            for (const event of stream.telling.tell(stream.state())) {
              if (left-- <= 0) return;
              reader.hear(event);
            }
          };
          hear();
          for (const deed of during) {
            world.act(deed);
            hear();
          }
        };
        for (const { before, arrive, while: during, away } of sessions) {
          before.forEach((deed) => {
            world.act(deed);
          });
          listen(arrive, during);
          away.forEach((deed) => {
            world.act(deed);
          });
        }
        listen(Infinity, []);
        // Nothing is missing that came since the first event, and of the last page nothing is as it was before.
        const since = world.messages.filter(
          ({ createdAt }) => createdAt.toISOString() >= reader.oldest,
        );
        for (const { id } of since) expect(reader.held.has(id)).toBe(true);
        for (const { id, text } of since.slice(-PAGE)) expect(reader.held.get(id)?.text).toBe(text);
        const there = new Set(world.messages.map(({ id }) => id));
        const first = world.messages.slice(-PAGE)[0]?.createdAt.toISOString() ?? '';
        for (const [id, { createdAt }] of reader.held) {
          expect(there.has(id) || createdAt <= first).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what is on its way from the same instance is told when the server has it', () => {
    const telling = new ChatDiff();
    const pending = { ...message('m1', 1000), pending: true };
    expect([...telling.tell({ messages: [pending], hasMore: false })]).toEqual([]);
    const [event] = telling.tell({ messages: [message('m1', 2000)], hasMore: false });
    expect(event).toMatchObject({ event: 'message', data: { id: 'm1' } });
  });

  test('an older message that moves into the page is not told', () => {
    const telling = new ChatDiff();
    const [old, ...shown] = [1, 2, 3].map((n) => message(`m${n}`, n * 1000));
    expect([...telling.tell({ messages: shown, hasMore: true })]).toHaveLength(2);
    const events = [...telling.tell({ messages: [old!, shown[1]!], hasMore: true })];
    expect(events.map(({ event, data }) => [event, data])).toEqual([['deleted', { id: 'm2' }]]);
  });

  test('an id stays short, however long the stream', () => {
    const telling = new ChatDiff();
    const messages = Array.from({ length: 1000 }, (_, n) => message(`m${n}`, n * 1000));
    const events = [...telling.tell({ messages, hasMore: false })];
    expect(events.at(-1)).toMatchObject({ id: expect.stringMatching(/^.{1,125}$/) });
  });
});
