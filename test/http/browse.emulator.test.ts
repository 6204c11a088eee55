/** GET /group/browse: pages stay right while the list changes. */
import { beforeAll, expect, test } from '@jest/globals';
import { LIMITS, foldForSearch, groupPath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { storedGroup } from '../../testing/src/fixtures/documents.ts';
import { send, useApi, type Person } from '../../testing/src/http/useApi.ts';

const api = useApi('browse');
let ann: Person;
const GROUPS = 23;

interface Page {
  groups: { id: string; title: string }[];
  nextCursor: string | null;
}

const put = (id: string, millis: number, title = `Club ${id}`, titleSearch = title.toLowerCase()) =>
  api.lane
    .admin()
    .doc(groupPath(id))
    .set({
      ...storedGroup(ann.uid, { title, titleSearch }),
      createdAt: Timestamp.fromMillis(millis),
    });

const start = Date.now() - 3_600_000;
beforeAll(async () => {
  ann = await api.register('Ann');
  // Several groups have the same time: their ids decide the order.
  const times = Array.from({ length: GROUPS }, (_, n) => start + Math.floor(n / 3) * 1000);
  await Promise.all(times.map((time, n) => put(`g${n}`, time)));
});

async function read(query: string, between: (page: number) => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const path = `/group/browse?limit=5${query}${cursor ? `&cursor=${cursor}` : ''}`;
    const { status, body } = await send(api, path, { token: ann.token });
    expect(status).toBe(200);
    const page = body as Page;
    seen.push(...page.groups.map(({ id }) => id));
    cursor = page.nextCursor;
    await between(pages++);
  } while (cursor !== null);
  return seen;
}

test('every group is returned once, while others are created, hidden and deleted between pages', async () => {
  const seen = await read('', async (page) => {
    await put(`new${page}`, Date.now());
    // Delete the last group of the page, after which the next page begins.
    if (page === 0) await api.lane.admin().doc(groupPath('g18')).delete();
    if (page === 1) await api.lane.admin().doc(groupPath('g13')).update({ visibility: 'private' });
  });
  expect(new Set(seen).size).toBe(seen.length);
  const there = Array.from({ length: GROUPS }, (_, n) => `g${n}`);
  expect(seen).toEqual(expect.arrayContaining(there.filter((id) => !['g13', 'g18'].includes(id))));
  expect(seen.some((id) => id.startsWith('new'))).toBe(false);
});

test('the pages of a search are ordered by title', async () => {
  const numbers = Array.from({ length: 12 }, (_, n) => n);
  await Promise.all(numbers.map((n) => put(`s${n}`, start, `Éva ${n % 4}`, `eva ${n % 4}`)));
  const seen = await read('&search=EVA', async (page) => {
    if (page === 0) await put('s99', Date.now(), 'eva 0');
  });
  const expected = numbers
    .sort((a, b) => (a % 4) - (b % 4) || (`s${a}` < `s${b}` ? -1 : 1))
    .map((n) => `s${n}`);
  expect(seen.filter((id) => id !== 's99')).toEqual(expected);
});

test('a cursor of another list is refused', async () => {
  const { body } = await send(api, '/group/browse?limit=1', { token: ann.token });
  const { nextCursor } = body as Page;
  const path = `/group/browse?search=club&cursor=${nextCursor}`;
  expect(await send(api, path, { token: ann.token })).toMatchObject({
    status: 400,
    body: { error: { fields: { cursor: expect.any(String) } } },
  });
});

test('the cursor of a title that folds to many characters is accepted', async () => {
  // One of these characters becomes 18 when it is folded.
  const title = '\ufdfa'.repeat(LIMITS.groupTitle);
  const search = encodeURIComponent(title.slice(0, 1));
  await Promise.all([1, 2, 3].map((n) => put(`long${n}`, start, title, foldForSearch(title))));
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path = `/group/browse?limit=1&search=${search}${cursor && `&cursor=${cursor}`}`;
    const { status, body } = await send(api, path, { token: ann.token });
    expect(status).toBe(200);
    const { groups, nextCursor } = body as Page;
    ids.push(...groups.map(({ id }) => id));
    cursor = nextCursor;
  }
  expect(ids).toEqual(['long1', 'long2', 'long3']);
});
