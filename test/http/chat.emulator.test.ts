/** GET /group/chat: what a reader sees of a chat, and what is left when they are gone. */
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { groupPath } from '@firegroups/model';
import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import pMap from 'p-map';
import type { CoveredExpression } from '../../testing/src/rules/sandbox.ts';
import { storedGroup } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { tokenFor } from '../../testing/src/http/server.ts';
import { send, useApi, type Person } from '../../testing/src/http/useApi.ts';

const api = useApi('chat');
let ann: Person, bob: Person;
let opened = 0;
const streams = new Set<Stream>();

interface Heard {
  event: string;
  data: { id: string; text?: string; reason?: string; messageIds?: string[]; complete?: boolean };
  id?: string;
}

/** A reader of a stream, who keeps its events. */
class Stream {
  readonly heard: Heard[] = [];
  lastEventId: string | undefined;
  readonly #cut = new AbortController();
  #look = () => {};
  ended!: Promise<void>;

  static async open(groupId: string, { token }: Person, lastEventId?: string): Promise<Stream> {
    const stream = new Stream();
    const response = await fetch(`${api.url}/group/chat?groupID=${groupId}`, {
      headers: {
        Authorization: `Bearer ${token}`,
        ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
      },
      signal: stream.#cut.signal,
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
      for (const block of blocks) this.#hear(block);
      this.#look();
    }
  }

  #hear(block: string): void {
    const fields = Object.fromEntries(
      block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line)?.slice(1) ?? ['', '']),
    ) as Record<string, string>;
    if (fields['id'] !== undefined) this.lastEventId = fields['id'];
    if (fields['event'] === undefined) return;
    this.heard.push({ event: fields['event'], data: JSON.parse(fields['data']!) as Heard['data'] });
  }

  /** Waits for so many events, and gives them as [event, text or id]. */
  async until(count: number): Promise<string[][]> {
    await new Promise<void>((resolve) => {
      this.#look = () => {
        if (this.heard.length >= count) resolve();
      };
      this.#look();
    });
    return this.heard.map(({ event, data }) => [event, data.text ?? data.reason ?? data.id]);
  }

  cut(): void {
    streams.delete(this);
    this.#cut.abort();
  }
}

beforeAll(async () => {
  [ann, bob] = await Promise.all([api.register('Ann'), api.register('Bob')]);
});

afterEach(() => {
  for (const stream of streams) stream.cut();
});

const messagesOf = (groupId: string) =>
  api.lane.admin().collection(`${groupPath(groupId)}/messages`);

/** A group with both in it, and messages a second apart, the last one a minute old. */
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
  test('tells the last 50 messages, oldest first, then what happens', async () => {
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

  test('one’s own message comes once, when the server has it', async () => {
    const groupId = await openGroup();
    const stream = await Stream.open(groupId, ann);
    await write(groupId, 'one');
    await write(groupId, 'two');
    expect(await stream.until(2)).toEqual([
      ['message', 'one'],
      ['message', 'two'],
    ]);
  });

  test('ends with the membership, and nothing more of the group comes', async () => {
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

  test('ends with the token', async () => {
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

  test('is refused as an answer where the caller is no member, or the id of an event is none', async () => {
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

describe('a stream that resumes', () => {
  test('tells what was missed, each once, edits too; and what is still there', async () => {
    const groupId = await openGroup(60);
    const stream = await Stream.open(groupId, bob);
    await stream.until(50);
    stream.cut();
    const ids = await pMap(['a', 'b', 'c'], (text) => write(groupId, text), { concurrency: 1 });
    await edit(groupId, 'm59', '59!');
    await messagesOf(groupId).doc('m60').delete();
    await messagesOf(groupId).doc(ids[1]!).delete();
    const resumed = await Stream.open(groupId, bob, stream.lastEventId);
    const told = await resumed.until(4);
    expect(told.slice(1)).toEqual([
      ['changed', '59!'],
      ['message', 'a'],
      ['message', 'c'],
    ]);
    const [{ event, data }] = resumed.heard as [Heard];
    expect([event, data.complete]).toEqual(['resumed', true]);
    expect(data.messageIds).toHaveLength(50);
    expect(data.messageIds).not.toContain('m60');
    await write(groupId, 'd');
    expect((await resumed.until(5)).slice(4)).toEqual([['message', 'd']]);
  });

  test('one that was cut within its history goes on there', async () => {
    const groupId = await openGroup(120);
    const first = await Stream.open(groupId, bob);
    await first.until(50);
    first.cut();
    // As after the tenth of them: the id of an event stands for all up to it.
    const second = await Stream.open(groupId, bob, first.lastEventId);
    await second.until(1);
    expect(second.heard.map(({ event }) => event)).toEqual(['resumed']);
  });

  test('more than a page was missed: all of it comes', async () => {
    const groupId = await openGroup(1);
    const stream = await Stream.open(groupId, bob);
    await stream.until(1);
    stream.cut();
    const batch = api.lane.admin().batch();
    for (let n = 0; n < 170; n++) {
      const createdAt = Timestamp.fromMillis(Date.now() + n);
      batch.set(messagesOf(groupId).doc(), { authorId: ann.uid, text: `${n}`, createdAt });
    }
    await batch.commit();
    const resumed = await Stream.open(groupId, bob, stream.lastEventId);
    const told = await resumed.until(171);
    expect(told.slice(1)).toEqual(Array.from({ length: 170 }, (_, n) => ['message', `${n}`]));
  });
});

describe('a hundred streams', () => {
  const CONNECTIONS = 100;

  /** How often the rules were asked about anything, ever. */
  const evaluations = async () => {
    const count = ({ values = [], children = [] }: CoveredExpression): number =>
      values.reduce((sum, value) => sum + value.count, 0) +
      children.reduce((sum, child) => sum + count(child), 0);
    const { report = [] } = await api.lane.coverage();
    return report.reduce((sum, expression) => sum + count(expression), 0);
  };

  test('no listener is left of them when they are cut', async () => {
    const groupId = await openGroup(1);
    const ended = () => api.logs.filter(({ message }) => message === 'stream ended').length;
    const endedBefore = ended();
    // Ten callers with ten streams each: those of one caller share what they stand on.
    const people = await Promise.all(Array.from({ length: 10 }, () => api.register('Reader')));
    await Promise.all(people.map((person) => api.put(groupId, person, MEMBERSHIP_STATES.member)));
    const readers = Array.from({ length: CONNECTIONS }, (_, n) => people[n % people.length]!);
    const all = await pMap(readers, (reader) => Stream.open(groupId, reader), { concurrency: 20 });
    await Promise.all(all.map((stream) => stream.until(1)));
    const idle = await evaluations();
    await write(groupId, 'to all');
    await Promise.all(all.map((stream) => stream.until(2)));
    const listening = (await evaluations()) - idle;
    for (const stream of all) stream.cut();
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
    // The rules are asked for each listener that a message reaches: for none now, and the meter sees even one.
    expect(left).toBeLessThan(single);
    expect(listening).toBeGreaterThan(single);
  }, 240_000);
});
