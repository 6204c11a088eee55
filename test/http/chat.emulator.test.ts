/** The function `chat`: what a reader receives, how many streams a user has, and what remains after a reader disconnects. */
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { groupPath } from '@firegroups/model';
import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import pMap from 'p-map';
import type { CoveredExpression } from '../../testing/src/rules/sandbox.ts';
import { storedGroup } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { tokenFor } from '../../testing/src/http/server.ts';
import { send, useApi, type Person } from '../../testing/src/http/useApi.ts';

const api = useApi('chat', { hasChat: true });
let ann: Person, bob: Person;
let opened = 0;
const streams = new Set<Stream>();

interface ReceivedEvent {
  event: string;
  data: { id: string; text?: string; reason?: string; messageIds?: string[]; complete?: boolean };
  id?: string;
}

/** A reader of a stream that keeps the stream's events. */
class Stream {
  readonly events: ReceivedEvent[] = [];
  lastEventId: string | undefined;
  readonly #abort = new AbortController();
  #check = () => {};
  ended!: Promise<void>;

  static async open(groupId: string, { token }: Person, lastEventId?: string): Promise<Stream> {
    const stream = new Stream();
    const response = await fetch(`${api.chatUrl}/group/chat?groupId=${groupId}`, {
      headers: {
        Authorization: `Bearer ${token}`,
        ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
      },
      signal: stream.#abort.signal,
    });
    expect(response.status).toBe(200);
    stream.ended = stream.#read(response.body!).catch(() => {});
    streams.add(stream);
    return stream;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    for await (const chunk of body.pipeThrough(new TextDecoderStream() as never)) {
      const blocks = (rest + String(chunk)).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) this.#receive(block);
      this.#check();
    }
  }

  #receive(block: string): void {
    const fields = Object.fromEntries(
      block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line)?.slice(1) ?? ['', '']),
    ) as Record<string, string>;
    if (fields['id'] !== undefined) this.lastEventId = fields['id'];
    if (fields['event'] === undefined) return;
    this.events.push({
      event: fields['event'],
      data: JSON.parse(fields['data']!) as ReceivedEvent['data'],
    });
  }

  /** Waits for that many events and returns each as [event, text, reason or id]. */
  async until(count: number): Promise<string[][]> {
    await new Promise<void>((resolve) => {
      this.#check = () => {
        if (this.events.length >= count) resolve();
      };
      this.#check();
    });
    return this.events.map(({ event, data }) => [event, data.text ?? data.reason ?? data.id]);
  }

  disconnect(): void {
    streams.delete(this);
    this.#abort.abort();
  }
}

beforeAll(async () => {
  [ann, bob] = await Promise.all([api.register('Ann'), api.register('Bob')]);
});

afterEach(() => {
  for (const stream of streams) stream.disconnect();
});

const messagesOf = (groupId: string) =>
  api.lane.admin().collection(`${groupPath(groupId)}/messages`);

/** A group with both users in it, and with messages one second apart. The last one is a minute old. */
async function openGroup(messages = 0): Promise<string> {
  const groupId = `chat-${opened++}`;
  await api.lane.admin().doc(groupPath(groupId)).set(storedGroup(ann.uid));
  await api.put(groupId, ann, MEMBERSHIP_STATES.creator);
  await api.put(groupId, bob, MEMBERSHIP_STATES.member);
  const batch = api.lane.admin().batch();
  const start = Date.now() - 60_000 - messages * 1000;
  for (let n = 1; n <= messages; n++) {
    const createdAt = Timestamp.fromMillis(start + n * 1000);
    batch.set(messagesOf(groupId).doc(`m${n}`), { authorId: ann.uid, text: `${n}`, createdAt });
  }
  await batch.commit();
  return groupId;
}

async function write(groupId: string, text: string): Promise<string> {
  const { body } = await send(api, '/group/message', { token: ann.token, body: { groupId, text } });
  return (body as { messageId: string }).messageId;
}

const edit = (groupId: string, id: string, text: string) =>
  messagesOf(groupId).doc(id).update({ text, editedAt: FieldValue.serverTimestamp() });

describe('a stream', () => {
  test('sends the last 50 messages, oldest first, then every change', async () => {
    const groupId = await openGroup(55);
    const stream = await Stream.open(groupId, bob);
    const history = await stream.until(50);
    expect(history).toEqual(Array.from({ length: 50 }, (_, i) => ['message', `${i + 6}`]));
    const id = await write(groupId, 'Hello');
    await stream.until(51);
    await edit(groupId, id, 'Hello!');
    await stream.until(52);
    await messagesOf(groupId).doc('m30').delete();
    expect((await stream.until(53)).slice(50)).toEqual([
      ['message', 'Hello'],
      ['changed', 'Hello!'],
      ['deleted', 'm30'],
    ]);
  });

  test('sends the caller’s own message once, when the server has it', async () => {
    const groupId = await openGroup();
    const stream = await Stream.open(groupId, ann);
    await write(groupId, 'one');
    await write(groupId, 'two');
    expect(await stream.until(2)).toEqual([
      ['message', 'one'],
      ['message', 'two'],
    ]);
  });

  test('ends when the membership ends, and sends nothing more of the group', async () => {
    const groupId = await openGroup(1);
    const stream = await Stream.open(groupId, bob);
    await stream.until(1);
    await api.put(groupId, bob, null);
    await stream.ended;
    await write(groupId, 'not for Bob');
    expect(await stream.until(2)).toEqual([
      ['message', '1'],
      ['end', 'not-a-member'],
    ]);
  });

  test('ends when the token expires', async () => {
    const groupId = await openGroup(1);
    const exp = Math.ceil(Date.now() / 1000) + 6;
    const token = tokenFor(api.projectId, bob.uid, { exp });
    const stream = await Stream.open(groupId, { ...bob, token });
    await stream.ended;
    expect(await stream.until(2)).toEqual([
      ['message', '1'],
      ['end', 'unauthenticated'],
    ]);
    expect(Date.now()).toBeGreaterThanOrEqual(exp * 1000);
  });

  test('is refused if the caller is not a member, or if Last-Event-ID is not the id of an event', async () => {
    const groupId = await openGroup();
    const sid = await api.register('Sid');
    const path = `/group/chat?groupID=${groupId}`;
    expect(await send(api, path, { token: sid.token })).toMatchObject({
      status: 403,
      body: { error: { code: 'not-a-member' } },
    });
    const headers = { 'Last-Event-ID': '1; drop' };
    expect(await send(api, path, { token: bob.token, headers })).toMatchObject({
      status: 400,
      body: { error: { fields: { 'Last-Event-ID': expect.any(String) } } },
    });
  });
});

describe('the answer', () => {
  test('may not be held back by a proxy, and an empty Last-Event-ID counts as none', async () => {
    const groupId = await openGroup(1);
    const cut = new AbortController();
    // The address of the function alone is enough.
    const response = await fetch(`${api.chatUrl}?groupId=${groupId}`, {
      headers: { Authorization: `Bearer ${bob.token}`, 'Last-Event-ID': '' },
      signal: cut.signal,
    });
    expect([response.status, response.headers.get('x-accel-buffering')]).toEqual([200, 'no']);
    const { value } = await response.body!.getReader().read();
    expect(Buffer.from(value!).toString()).toMatch(/^event: message\n/);
    cut.abort();
  });

  test('comes from this function alone', async () => {
    const path = '/group/chat?groupId=g';
    const ofApi = await fetch(`${api.url}${path}`, { headers: { Authorization: 'Bearer a.b.c' } });
    expect(ofApi.status).toBe(404);
    for (const other of ['/group/create', '/openapi.json']) {
      expect([other, (await fetch(`${api.chatUrl}${other}`)).status]).toEqual([other, 404]);
    }
  });
});

describe('one user', () => {
  const ask = (groupId: string, { token }: Person, signal: AbortSignal) =>
    fetch(`${api.chatUrl}/group/chat?groupId=${groupId}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal,
    });
  const streamsEnded = () => api.logs.filter(({ message }) => message === 'stream ended').length;

  test('can have five streams, however many are opened at the same time', async () => {
    const groupId = await openGroup(1);
    const cut = new AbortController();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ask(groupId, bob, cut.signal)),
    );
    const [open, refused] = [200, 429].map((status) =>
      answers.filter((answer) => answer.status === status),
    ) as [Response[], Response[]];
    expect([open.length, refused.length]).toEqual([5, 95]);
    expect(await refused[0]!.json()).toEqual({
      error: {
        code: 'too-many-streams',
        message: 'You already have 5 open streams. Close one first.',
      },
    });
    // Others are not affected.
    await (await Stream.open(groupId, ann)).until(1);

    const before = streamsEnded();
    await open[0]!.body!.cancel();
    await api.untilLogged(() => streamsEnded() > before);
    const [next, oneMore] = [
      await ask(groupId, bob, cut.signal),
      await ask(groupId, bob, cut.signal),
    ];
    expect([next.status, oneMore.status]).toEqual([200, 429]);
    const left = streamsEnded();
    cut.abort();
    await api.untilLogged(() => streamsEnded() === left + 5);
  });

  test('uses up no stream with refused requests', async () => {
    const groupId = await openGroup(1);
    const sid = await api.register('Sid');
    for (let n = 0; n < 6; n++) {
      expect((await ask(groupId, sid, new AbortController().signal)).status).toBe(403);
    }
    await api.put(groupId, sid, MEMBERSHIP_STATES.member);
    await (await Stream.open(groupId, sid)).until(1);
  });
});

describe('a stream that resumes', () => {
  test('sends each missed message and edit once, and lists what still exists', async () => {
    const groupId = await openGroup(60);
    const stream = await Stream.open(groupId, bob);
    await stream.until(50);
    stream.disconnect();
    const ids = await pMap(['a', 'b', 'c'], (text) => write(groupId, text), { concurrency: 1 });
    await edit(groupId, 'm59', '59!');
    await messagesOf(groupId).doc('m60').delete();
    await messagesOf(groupId).doc(ids[1]!).delete();
    const resumed = await Stream.open(groupId, bob, stream.lastEventId);
    const events = await resumed.until(4);
    expect(events.slice(1)).toEqual([
      ['changed', '59!'],
      ['message', 'a'],
      ['message', 'c'],
    ]);
    const [{ event, data }] = resumed.events as [ReceivedEvent];
    expect([event, data.complete]).toEqual(['resumed', true]);
    expect(data.messageIds).toHaveLength(50);
    expect(data.messageIds).not.toContain('m60');
    await write(groupId, 'd');
    expect((await resumed.until(5)).slice(4)).toEqual([['message', 'd']]);
  });

  test('continues where it was disconnected within its history', async () => {
    const groupId = await openGroup(120);
    const first = await Stream.open(groupId, bob);
    await first.until(50);
    first.disconnect();
    // The id of an event stands for all events up to it.
    const second = await Stream.open(groupId, bob, first.lastEventId);
    await second.until(1);
    expect(second.events.map(({ event }) => event)).toEqual(['resumed']);
  });

  test('sends everything if more than a page was missed', async () => {
    const groupId = await openGroup(1);
    const stream = await Stream.open(groupId, bob);
    await stream.until(1);
    stream.disconnect();
    const batch = api.lane.admin().batch();
    for (let n = 0; n < 170; n++) {
      const createdAt = Timestamp.fromMillis(Date.now() + n);
      batch.set(messagesOf(groupId).doc(), { authorId: ann.uid, text: `${n}`, createdAt });
    }
    await batch.commit();
    const resumed = await Stream.open(groupId, bob, stream.lastEventId);
    const events = await resumed.until(171);
    expect(events.slice(1)).toEqual(Array.from({ length: 170 }, (_, n) => ['message', `${n}`]));
  });
});

describe('a hundred streams', () => {
  const CONNECTIONS = 100;

  /** How often the rules have evaluated any expression. */
  const evaluations = async () => {
    const count = ({ values = [], children = [] }: CoveredExpression): number =>
      values.reduce((sum, value) => sum + value.count, 0) +
      children.reduce((sum, child) => sum + count(child), 0);
    const { report = [] } = await api.lane.coverage();
    return report.reduce((sum, expression) => sum + count(expression), 0);
  };

  test('leave no listener behind when their readers disconnect', async () => {
    const groupId = await openGroup(1);
    const ended = () => api.logs.filter(({ message }) => message === 'stream ended').length;
    const endedBefore = ended();
    // Twenty callers with five streams each: the streams of one caller share a session.
    const people = await Promise.all(Array.from({ length: 20 }, () => api.register('Reader')));
    await Promise.all(people.map((person) => api.put(groupId, person, MEMBERSHIP_STATES.member)));
    const readers = Array.from({ length: CONNECTIONS }, (_, n) => people[n % people.length]!);
    const all = await pMap(readers, (reader) => Stream.open(groupId, reader), { concurrency: 20 });
    await Promise.all(all.map((stream) => stream.until(1)));
    const idle = await evaluations();
    await write(groupId, 'to all');
    await Promise.all(all.map((stream) => stream.until(2)));
    const listening = (await evaluations()) - idle;
    for (const stream of all) stream.disconnect();
    await api.untilLogged(() => ended() - endedBefore >= CONNECTIONS);

    const after = await evaluations();
    await write(groupId, 'to nobody');
    const left = (await evaluations()) - after;
    const one = await Stream.open(groupId, bob);
    await one.until(3);
    const before = await evaluations();
    await write(groupId, 'to one');
    await one.until(4);
    const single = (await evaluations()) - before;
    // The rules are evaluated for each listener that a message reaches. Now there is none; the meter would see even one.
    expect(left).toBeLessThan(single);
    expect(listening).toBeGreaterThan(single);
  }, 240_000);
});
