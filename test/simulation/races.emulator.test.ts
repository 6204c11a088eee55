import { describe, expect, test } from '@jest/globals';
import { FieldValue } from 'firebase-admin/firestore';
import { deleteDoc, doc, serverTimestamp, setDoc, updateDoc } from 'firebase/firestore';
import pMap from 'p-map';
import { storedComment } from '../../testing/src/fixtures/content.ts';
import type { MembershipState } from '../../testing/src/fixtures/membershipStates.ts';
import { watched, type Watcher } from '../../testing/src/harness/ioHooks.ts';
import { openClients } from '../../testing/src/simulation/clients.ts';
import type { Delivery } from '../../testing/src/simulation/environment.ts';
import { randomOf } from '../../testing/src/simulation/random.ts';
import { useEnvironment } from '../../testing/src/simulation/useEnvironment.ts';

const { environment, newScenario } = useEnvironment({ pageSize: 500 });

const USERS: Record<string, MembershipState> = { cleo: 'creator', ada: 'admin', mia: 'member' };
const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}`);

const eightAtOnce = async ({ deliver }: Delivery) => {
  await Promise.all(Array.from({ length: 8 }, deliver));
};

describe('the same event', () => {
  test.each([
    ['twice', async ({ deliver }: Delivery) => deliver().then(deliver)],
    ['eight times at once', eightAtOnce],
  ])('delivered %s notifies once and leaves the right counts', async (_how, how) => {
    const scenario = newScenario();
    await scenario.seedData({ ...USERS, ben: 'none' });
    await scenario
      .doc(scenario.path('posts/p/comments/new'))
      .set(storedComment(scenario.id('ada')));
    await scenario.doc(scenario.memberPath('ben')).set(scenario.member('ben', 'waiting'));
    await scenario.doc(scenario.path('events/new')).set(scenario.event());
    await scenario.settle(how);
    expect(scenario.notifications('post_comment')).toHaveLength(1);
    expect(scenario.notifications('join_request')).toHaveLength(2);
    expect(scenario.notifications('event_created')).toHaveLength(2);
    const post = scenario.record.history.get(scenario.path('posts/p'));
    expect(post).toMatchObject({ commentCount: 2 });
  });

  test('of a creation, delivered after that of the deletion, leaves nothing', async () => {
    const scenario = newScenario();
    await scenario.seedData({ ...USERS, ben: 'none' });
    const documents = [
      [scenario.memberPath('ben'), scenario.member('ben', 'waiting')],
      [scenario.path(`events/e/votes/${scenario.id('cleo')}`), scenario.vote('cleo', 'going')],
      [scenario.path('posts/p/comments/new'), storedComment(scenario.id('ada'))],
    ] as const;
    for (const [path, data] of documents) await scenario.doc(path).set({ ...data });
    for (const [path] of documents) await scenario.doc(path).delete();
    for (const { deliver } of (await scenario.takeEvents()).reverse()) await deliver();
    await scenario.settle();
    const { history } = scenario.record;
    expect(scenario.notifications('join_request')).toEqual([]);
    expect(history.get(scenario.path('events/e'))).toMatchObject({ goingCount: 1 });
    expect(history.get(scenario.path('posts/p'))).toMatchObject({ commentCount: 1 });
    expect(scenario.group).toMatchObject({ memberCount: 3 });
  });
});

test('a hundred users who change their votes at once are counted right, with at most one write per second', async () => {
  const scenario = newScenario();
  const voters = names('v', 100);
  await scenario.seedData(USERS);
  const startedAt = scenario.now();
  const vote = async (choice: (i: number) => 'going' | 'not_going') => {
    await pMap(
      voters,
      (name, i) =>
        scenario
          .doc(scenario.path(`events/e/votes/${scenario.id(name)}`))
          .set(scenario.vote(name, choice(i))),
      { concurrency: 50 },
    );
    await pMap(await scenario.takeEvents(), ({ deliver }) => deliver(), { concurrency: 25 });
  };
  await vote(() => 'going');
  await vote((i) => (i % 4 === 0 ? 'going' : 'not_going'));
  await scenario.settle();
  const { history } = scenario.record;
  // The event already had one vote of each kind.
  const counts = { goingCount: 26, notGoingCount: 76 };
  expect(history.get(scenario.path('events/e'))).toMatchObject(counts);
  const writes = history.changes.filter(
    ({ path, before }) => before && path === scenario.path('events/e'),
  );
  expect(writes.length).toBeLessThanOrEqual(1 + (scenario.now() - startedAt) / 1000);
});

test('twenty admins who approve and reject one request at once cause one outcome', async () => {
  const scenario = newScenario();
  const admins = names('a', 20);
  await scenario.seedData({
    ...USERS,
    ...Object.fromEntries(admins.map((name) => [name, 'admin' as const])),
    ben: 'none',
  });
  const path = scenario.memberPath('ben');
  await scenario.doc(path).set(scenario.member('ben', 'waiting'));
  const requested = await scenario.takeEvents();
  const clients = await openClients(environment());
  await environment().loadRules();
  const joined = { status: 'joined', joinedAt: serverTimestamp(), updatedAt: serverTimestamp() };
  await Promise.allSettled(
    admins.map((name, i) => {
      const membership = doc(clients.as(scenario.id(name)), path);
      return i % 2 ? updateDoc(membership, joined) : deleteDoc(membership);
    }),
  );
  await clients.close();
  const answered = await scenario.takeEvents();
  const random = randomOf(1, 'admins');
  for (const { deliver } of random.shuffled([...requested, ...answered, ...requested]))
    await deliver();
  await scenario.settle();
  const outcome = scenario.record.history.get(path);
  expect([undefined, 'joined']).toContain(outcome?.['status']);
  expect(scenario.notifications('join_request')).toEqual([]);
  expect(scenario.group).toMatchObject({ memberCount: outcome ? 24 : 23 });
});

test('a slow recount does not overwrite a newer one that found nothing to change', async () => {
  const scenario = newScenario();
  await scenario.seedData(USERS);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let onCounted = () => {};
  const counted = new Promise<void>((resolve) => (onCounted = resolve));
  const slowly: Watcher = {
    around: async (io, send) => {
      if (io.name === 'commit') {
        onCounted();
        await released;
      }
      return send();
    },
  };
  // Only tasks recount votes. So the test calls the recount itself and drops the events.
  const { recount } = await import('../../functions/src/counts/recount.ts');
  const event = scenario.doc(scenario.path('events/e'));
  const vote = async (name: string, choice: 'going' | 'not_going') => {
    await scenario
      .doc(scenario.path(`events/e/votes/${scenario.id(name)}`))
      .set(scenario.vote(name, choice));
    await scenario.takeEvents();
  };
  const recountNow = () => scenario.inOwnTime(async () => recount(await event.get()));
  // An event that was written less than a second ago would be recounted later anyway.
  scenario.waitFor(1100);
  await vote('mia', 'not_going');
  const slow = watched(slowly, recountNow);
  await counted;
  // Now the stored counts become right again, and the slow recount is about to write old ones.
  await vote('ada', 'going');
  await recountNow();
  release();
  await slow;
  await scenario.settle();
  const counts = { goingCount: 1, notGoingCount: 1 };
  expect(scenario.record.history.get(scenario.path('events/e'))).toMatchObject(counts);
});

test('members who write while their group is deleted leave nothing', async () => {
  const scenario = newScenario();
  await scenario.seedData(USERS);
  await environment().loadRules();
  const clients = await openClients(environment());
  const firestore = clients.as(scenario.id('mia'));
  let sent = 0;
  const send = () =>
    setDoc(doc(firestore, scenario.path(`messages/m${sent++}`)), {
      authorId: scenario.id('mia'),
      text: 'Hello',
      createdAt: serverTimestamp(),
    }).catch(() => {}); // The rules refuse it after her membership is deleted.
  const meanwhile: Watcher = {
    around: async (_io, sendIo) => {
      await send();
      return sendIo();
    },
  };
  const deletedAt = FieldValue.serverTimestamp();
  await scenario.doc(`groups/${scenario.id('g')}`).update({ deletedAt, visibility: 'private' });
  await scenario.settle(({ to, deliver }) =>
    to === 'deleteGroupData' ? watched(meanwhile, deliver) : deliver(),
  );
  await clients.close();
  expect(sent).toBeGreaterThan(5);
  const left = scenario.record.history.present(/^groups\//).map(({ path }) => path);
  expect(left).toEqual([`groups/${scenario.id('g')}`]);
});
