/** Every operation of the OpenAPI document, through a client whose types are generated from it, and with random input. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS, groupPath, limitPath } from '@firegroups/model';
import fc from 'fast-check';
import { Timestamp } from 'firebase-admin/firestore';
import createClient from 'openapi-fetch';
import pMap from 'p-map';
import { storedGroup } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { WATCH_CHAT } from '../../functions/src/http/chat/watchChat.ts';
import { OPERATIONS, type OperationShape } from '../../functions/src/http/operations.ts';
import type { operations, paths } from '../../testing/src/http/apiTypes.ts';
import { send, useApi, type Person } from '../../testing/src/http/useApi.ts';

const api = useApi('operations', { hasChat: true });
let cleo: Person, mia: Person, sid: Person;
let groupId: string;
let opened = 0;

const client = ({ token }: Person, baseUrl = api.url) =>
  createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
const stored = async (path: string) => (await api.lane.admin().doc(path).get()).data();

/** A group with Cleo as its creator and Mia as a member. */
async function openGroup(change: Parameters<typeof storedGroup>[1] = {}): Promise<string> {
  const id = `club-${opened++}`;
  await api.lane.admin().doc(groupPath(id)).set(storedGroup(cleo.uid, change));
  await api.put(id, cleo, MEMBERSHIP_STATES.creator);
  await api.put(id, mia, MEMBERSHIP_STATES.member);
  return id;
}

beforeAll(async () => {
  [cleo, mia, sid] = await Promise.all([api.register(), api.register(), api.register()]);
  groupId = await openGroup();
});

/** One test for each operation. The compiler finds a missing one. */
const EACH: Record<keyof operations, () => Promise<void>> = {
  createGroup: async () => {
    const body = { title: ' Chess club ', joinPolicy: 'open', visibility: 'private' } as const;
    const { response, data } = await client(cleo).POST('/group/create', { body });
    expect(response.status).toBe(201);
    expect(await stored(groupPath(data!.groupId))).toMatchObject({
      title: 'Chess club',
      visibility: 'private',
      joinPolicy: 'open',
      invitePolicy: 'members',
      creatorId: cleo.uid,
    });
  },
  inviteUser: async () => {
    const ivy = await api.register();
    const body = { groupId, userId: ivy.uid };
    const { response, data } = await client(mia).POST('/group/invite', { body });
    expect([response.status, data]).toEqual([201, {}]);
    const again = await client(mia).POST('/group/invite', { body });
    expect([again.response.status, again.error?.error.code]).toEqual([409, 'already-invited']);
    // An invite by an admin approves a pending request, one by a plain member does not.
    const group = await openGroup();
    await api.put(group, sid, MEMBERSHIP_STATES.waiting);
    const invite = (who: Person) =>
      client(who).POST('/group/invite', { body: { groupId: group, userId: sid.uid } });
    const byMember = await invite(mia);
    expect([byMember.response.status, byMember.error?.error]).toEqual([
      409,
      { code: 'already-requested', message: expect.stringContaining('approve') },
    ]);
    const byAdmin = await invite(cleo);
    expect([byAdmin.response.status, byAdmin.data]).toEqual([201, {}]);
    expect(await stored(`groups/${group}/members/${sid.uid}`)).toMatchObject({ status: 'joined' });
  },
  requestToJoin: async () => {
    const ask = async (group: string) => {
      const asked = await client(sid).POST('/group/request', { body: { groupId: group } });
      return [asked.response.status, asked.data?.status ?? asked.error?.error.code];
    };
    const closed = await openGroup();
    expect(await ask(closed)).toEqual([201, 'pending_request']);
    expect(await ask(closed)).toEqual([409, 'already-requested']);
    const open = await openGroup({ joinPolicy: 'open' });
    expect(await ask(open)).toEqual([201, 'joined']);
    expect(await ask(open)).toEqual([409, 'already-member']);
    const invitesOnly = await openGroup({ joinPolicy: 'invite_only' });
    expect(await ask(invitesOnly)).toEqual([403, 'permission-denied']);
    await api.put(invitesOnly, sid, MEMBERSHIP_STATES.invited);
    expect(await ask(invitesOnly)).toEqual([201, 'joined']);
  },
  accept: async () => {
    const group = await openGroup();
    await api.put(group, sid, MEMBERSHIP_STATES.invited);
    const accept = (who: Person, userId?: string) =>
      client(who).POST('/group/accept', { body: { groupId: group, ...(userId && { userId }) } });
    expect((await accept(sid)).response.status).toBe(200);
    expect((await accept(sid)).error?.error.code).toBe('already-member');
    await api.put(group, sid, MEMBERSHIP_STATES.waiting);
    expect((await accept(mia, sid.uid)).error?.error.code).toBe('permission-denied');
    expect((await accept(cleo, sid.uid)).response.status).toBe(200);
    expect(await stored(`groups/${group}/members/${sid.uid}`)).toMatchObject({ status: 'joined' });
  },
  reject: async () => {
    const group = await openGroup();
    await api.put(group, sid, MEMBERSHIP_STATES.invited);
    const reject = (who: Person, userId?: string) =>
      client(who).POST('/group/reject', { body: { groupId: group, ...(userId && { userId }) } });
    expect((await reject(sid)).response.status).toBe(200);
    expect((await reject(sid)).response.status).toBe(404);
    await api.put(group, sid, MEMBERSHIP_STATES.waiting);
    expect((await reject(mia, sid.uid)).error?.error.code).toBe('permission-denied');
    expect((await reject(cleo, sid.uid)).response.status).toBe(200);
    expect(await stored(`groups/${group}/members/${sid.uid}`)).toBeUndefined();
  },
  browseGroups: async () => {
    const { response, data } = await client(sid).GET('/group/browse', {
      params: { query: { limit: 1 } },
    });
    expect(response.status).toBe(200);
    expect(data!.groups).toMatchObject([{ title: 'Chess club', createdAt: expect.any(String) }]);
  },
  createPost: async () => {
    const body = { groupId, content: 'Who plays?', imageId: crypto.randomUUID() };
    const { response, data } = await client(mia).POST('/group/post', { body });
    expect(response.status).toBe(201);
    expect(await stored(`groups/${groupId}/posts/${data!.postId}`)).toMatchObject({
      content: 'Who plays?',
      imageId: body.imageId,
      authorId: mia.uid,
    });
  },
  createComment: async () => {
    const post = await client(mia).POST('/group/post', { body: { groupId, content: 'Who?' } });
    const { postId } = post.data!;
    const comment = (id: string) =>
      client(cleo).POST('/group/comment', { body: { groupId, postId: id, content: 'Me' } });
    const { response, data } = await comment(postId);
    expect(response.status).toBe(201);
    const path = `groups/${groupId}/posts/${postId}/comments/${data!.commentId}`;
    expect(await stored(path)).toMatchObject({ content: 'Me', authorId: cleo.uid });
    expect((await comment('no-such-post')).response.status).toBe(404);
  },
  createEvent: async () => {
    const eventTime = new Date(Date.now() + 24 * 3600 * 1000);
    const body = {
      groupId,
      title: 'Club night',
      location: 'Café',
      eventTime: eventTime.toISOString(),
    };
    const { response, data } = await client(mia).POST('/group/event', { body });
    expect(response.status).toBe(201);
    const event = await stored(`groups/${groupId}/events/${data!.eventId}`);
    expect(event).toMatchObject({ title: 'Club night', location: 'Café', creatorId: mia.uid });
    expect((event!['eventTime'] as Timestamp).toDate()).toEqual(eventTime);
    const limit = api.lane.admin().doc(limitPath(mia.uid, 'events'));
    await limit.update({ count: LIMITS.actions.events.most });
    const refused = await client(mia).POST('/group/event', { body });
    expect([refused.response.status, refused.error?.error.code]).toEqual([429, 'too-many']);
    const seconds = Number(refused.response.headers.get('Retry-After'));
    expect(seconds).toBeGreaterThan(3000);
    expect(seconds).toBeLessThanOrEqual(3600);
    await limit.delete();
  },
  vote: async () => {
    const events = api.lane.admin().collection(`groups/${groupId}/events`);
    const plan = async (hours: number) => {
      const eventTime = Timestamp.fromMillis(Date.now() + hours * 3600 * 1000);
      const now = Timestamp.now();
      const event = {
        title: 'Night',
        creatorId: cleo.uid,
        eventTime,
        createdAt: now,
        updatedAt: now,
      };
      return (await events.add(event)).id;
    };
    const vote = (eventId: string) =>
      client(mia).POST('/group/event/vote', { body: { groupId, eventId, vote: 'not_going' } });
    const eventId = await plan(24);
    expect((await vote(eventId)).response.status).toBe(200);
    expect(await stored(`groups/${groupId}/events/${eventId}/votes/${mia.uid}`)).toMatchObject({
      vote: 'not_going',
    });
    const over = await vote(await plan(-1));
    expect([over.response.status, over.error?.error.code]).toEqual([409, 'event-over']);
  },
  sendMessage: async () => {
    const body = { groupId, text: 'Hello!', replyTo: 'another' };
    const { response, data } = await client(mia).POST('/group/message', { body });
    expect(response.status).toBe(201);
    expect(await stored(`groups/${groupId}/messages/${data!.messageId}`)).toMatchObject({
      text: 'Hello!',
      replyTo: 'another',
      authorId: mia.uid,
    });
  },
  watchChat: async () => {
    const { response } = await client(mia, api.chatUrl).GET('/group/chat', {
      params: { query: { groupID: groupId } },
      parseAs: 'stream',
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream',
    ]);
    await response.body!.cancel();
    const refused = await client(sid, api.chatUrl).GET('/group/chat', {
      params: { query: { groupID: groupId } },
    });
    expect([refused.response.status, refused.error?.error.code]).toEqual([403, 'not-a-member']);
  },
};

describe('the OpenAPI document', () => {
  test('lists the operations that are tested here, and no others', async () => {
    const { paths: all } = (await send(api, '/openapi.json')).body as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const described = Object.values(all).flatMap((methods) => Object.values(methods));
    const names = described.map(({ operationId }) => operationId);
    expect(names.sort()).toEqual(Object.keys(EACH).sort());
  });
  for (const [name, run] of Object.entries(EACH)) {
    // eslint-disable-next-line jest/expect-expect -- the table's functions have them
    test(`${name} does what it describes`, run, 60_000);
  }
});

/** Values of any type, and some that are nearly valid. */
const anyValue = () =>
  fc.oneof(
    fc.constantFrom(
      groupId,
      sid.uid,
      'public',
      'open',
      'going',
      null,
      '',
      ' ',
      '2099-01-01T00:00:00Z',
    ),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ minLength: 1, maxLength: 128 }),
    fc.jsonValue({ maxDepth: 3 }),
  );

const anyBody = (fields: string[]) => {
  const known = Object.fromEntries(fields.map((field) => [field, anyValue()]));
  const nearlyRight = fc.record(known, { requiredKeys: [] });
  const withMore = fc
    .tuple(nearlyRight, fc.dictionary(fc.string({ maxLength: 20 }), anyValue(), { maxKeys: 2 }))
    .map(([body, more]) => ({ ...more, ...body }));
  return fc.oneof({ weight: 6, arbitrary: nearlyRight }, withMore, fc.array(fc.jsonValue()));
};

test('an account may take a limited action many times at once', async () => {
  const group = await openGroup();
  const strangers = await Promise.all(Array.from({ length: 12 }, () => api.register()));
  const answers = await Promise.all(
    strangers.map(({ uid: userId }) =>
      client(mia).POST('/group/invite', { body: { groupId: group, userId } }),
    ),
  );
  expect(answers.map(({ response }) => response.status)).toEqual(strangers.map(() => 201));
});

/** How many random inputs each operation gets. All go through its schema, and this many of the refused ones over HTTP. */
const RUNS = 1000;
const REFUSED_RUNS = 100;

describe('random input', () => {
  test(`makes no operation fail, with ${RUNS} inputs each`, async () => {
    const seed = Date.now() % 2 ** 31;
    const failed: unknown[] = [];
    const statuses = new Set<number>();
    const shapes = Object.values<OperationShape>({ ...OPERATIONS, WATCH_CHAT });
    const requests = shapes.flatMap(({ path, method, input: schema }) => {
      const inputs = fc.sample(anyBody(Object.keys(schema.shape)), { seed, numRuns: RUNS });
      const all = inputs.map((input) => {
        const isAccepted = schema.safeParse(input).success;
        return { path, method, input, isAccepted };
      });
      const refused = all.filter(({ isAccepted }) => !isAccepted);
      return [...all.filter(({ isAccepted }) => isAccepted), ...refused.slice(0, REFUSED_RUNS)];
    });
    await pMap(
      requests,
      async ({ path, method, input, isAccepted }) => {
        // An object without a prototype does not convert to a string by itself.
        const query = new URLSearchParams(
          Object.entries(Object(input) as object).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        );
        const { status, body } =
          method === 'GET'
            ? await send(api, `${path}?${query.toString()}`, { token: sid.token })
            : await send(api, path, { token: sid.token, body: JSON.stringify(input) });
        statuses.add(status);
        const isWrong = status >= 500 || (method === 'POST' && !isAccepted && status !== 400);
        if (isWrong) failed.push({ seed, path, input, status, body });
      },
      { concurrency: 8 },
    );
    expect(failed).toEqual([]);
    // The rules decide about input that happens to be valid.
    expect([...statuses].sort()).toEqual(expect.arrayContaining([201, 400, 403]));
  }, 240_000);
});
