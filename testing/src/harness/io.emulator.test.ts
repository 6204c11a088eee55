import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deleteApp, getApp, initializeApp } from 'firebase-admin/app';
import { AggregateField, getFirestore, type DocumentReference } from 'firebase-admin/firestore';
import { getFunctions } from 'firebase-admin/functions';
import { onDocumentWritten } from 'firebase-functions/firestore';
import { store } from '../fixtures/store.ts';
import { deliver, type CapturedEvent } from './capturedEvents.ts';
import { openHarness, type Harness } from './harness.ts';
import { meter, runWithCrash } from './io.ts';

const PROJECT = 'demo-harness-io';
/** The steps that handlers reached. */
let steps: string[] = [];

const functions = {
  /** Increments a counter in a transaction, then writes another document. */
  onCounted: onDocumentWritten('counted/{id}', async () => {
    const firestore = getFirestore();
    await firestore.runTransaction(async (transaction) => {
      const counter = await transaction.get(firestore.doc('counters/all'));
      steps.push('read');
      const n = ((counter.get('n') as number | undefined) ?? 0) + 1;
      transaction.set(counter.ref, { n });
    });
    await firestore.doc('counters/done').set({ done: true });
  }),
};

let harness: Harness;
const doc = (path: string) => getFirestore().doc(path);
const things = () => getFirestore().collection('things');
const noThings = () => things().where('i', '<', 0);
const sumOf = (field: string) =>
  things()
    .aggregate({ sum: AggregateField.sum(field) })
    .get();
const exists = async (ref: DocumentReference) => (await ref.get()).exists;

async function someThings(count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, i) => i);
  await store(Object.fromEntries(numbers.map((i) => [`things/t${i}`, { i }])));
}

async function countedEvent(): Promise<CapturedEvent> {
  await doc('counted/a').set({});
  await harness.events.settled();
  return harness.events.take().find(({ functionName }) => functionName === 'onCounted')!;
}

beforeAll(async () => {
  harness = await openHarness(PROJECT, functions);
  initializeApp({ projectId: PROJECT });
});
beforeEach(async () => {
  steps = [];
  await harness.clear();
});
afterAll(async () => {
  await getFirestore().terminate();
  await deleteApp(getApp());
  await harness.close();
});

const cost = (parts: object) => ({ reads: 0, documents: 0, writes: 0, deletes: 0, ...parts });

describe('meter', () => {
  test.each<[string, () => Promise<unknown>, object, ioPoints?: number]>([
    ['a get', () => doc('things/t0').get(), { reads: 1, documents: 1 }],
    ['a get of a missing document', () => doc('things/none').get(), { reads: 1, documents: 1 }],
    [
      'a getAll with a missing document',
      () => getFirestore().getAll(doc('things/t0'), doc('things/t1'), doc('things/none')),
      { reads: 3, documents: 3 },
    ],
    ['a query', () => things().where('i', '<', 4).get(), { reads: 4, documents: 4 }],
    ['a query without results', () => noThings().get(), { reads: 1, documents: 0 }],
    ['an offset', () => things().offset(3).limit(2).get(), { reads: 5, documents: 5 }],
    ['a count', () => things().count().get(), { reads: 1, documents: 1 }],
    ['a count without results', () => noThings().count().get(), { reads: 1, documents: 0 }],
    ['a sum', () => sumOf('i'), { reads: 1, documents: 1 }],
    ['a list of documents', () => things().listDocuments(), { reads: 10, documents: 10 }],
    ['a set', () => doc('things/new').set({}), { writes: 1 }],
    [
      'a batch',
      () =>
        getFirestore()
          .batch()
          .set(doc('things/new'), {})
          .update(doc('things/t0'), { i: 0 })
          .delete(doc('things/t1'))
          .commit(),
      { writes: 2, deletes: 1 },
    ],
    [
      'a transaction',
      () =>
        getFirestore().runTransaction(async (transaction) => {
          await transaction.get(doc('things/t0'));
          await transaction.get(things().limit(2));
          transaction.set(doc('things/t0'), {}).delete(doc('things/t1'));
        }),
      { reads: 3, documents: 3, writes: 1, deletes: 1 },
      3,
    ],
    [
      'a bulk writer',
      async () => {
        const writer = getFirestore().bulkWriter();
        void writer.set(doc('things/new'), {});
        void writer.delete(doc('things/t1'));
        writer.create(doc('things/t2'), {}).catch(() => {});
        await writer.close();
      },
      { writes: 1, deletes: 1 },
    ],
    [
      'a commit that fails',
      () => expect(doc('things/none').update({ i: 1 })).rejects.toThrow('NOT_FOUND'),
      {},
    ],
  ])('%s', async (_what, run, parts, ioPoints = 1) => {
    await someThings(10);
    expect(await meter(run)).toMatchObject({ cost: cost(parts), ioPoints });
  });

  test('a count costs one read per thousand documents', async () => {
    await someThings(1203);
    const { result, cost: counting } = await meter(() => things().count().get());
    expect(result.data().count).toBe(1203);
    expect(counting.reads).toBe(2);
    expect((await meter(() => sumOf('i'))).cost.reads).toBe(2);
  });

  test('two parallel runs are measured separately', async () => {
    await someThings(5);
    const [one, other] = await Promise.all([
      meter(async () => {
        await things().get();
        await doc('things/a').set({});
      }),
      meter(() => Promise.all([doc('things/t0').get(), doc('things/t1').get()])),
    ]);
    expect(one.cost).toEqual(cost({ reads: 5, documents: 5, writes: 1 }));
    expect(one.trace).toEqual(['runQuery', 'commit']);
    expect(other.cost).toEqual(cost({ reads: 2, documents: 2 }));
  });

  test('a function that gets an event is measured', async () => {
    const event = await countedEvent();
    const { cost: total, trace } = await meter(() => deliver(functions, event));
    expect(total).toEqual(cost({ reads: 1, documents: 1, writes: 2 }));
    expect(trace).toEqual(['batchGetDocuments', 'commit', 'commit']);
  });

  test('adding a task is an I/O', async () => {
    const { trace } = await meter(() => getFunctions().taskQueue('later').enqueue({ n: 1 }));
    expect(trace).toHaveLength(1);
    expect(trace[0]).toMatch(/^POST .*\/queues\/later\/tasks$/);
  });
});

describe('runWithCrash', () => {
  const first = () => doc('things/first');
  const second = () => doc('things/second');
  /** Whether the first and the second document exist. */
  const written = async () => [await exists(first()), await exists(second())];
  const inTurn = async () => {
    await first().set({});
    steps.push('first');
    await second().set({});
    steps.push('second');
  };

  test('a crash before an I/O keeps the earlier ones and skips this one', async () => {
    expect(await runWithCrash(inTurn, { point: 2, when: 'before' })).toBe('crashed');
    expect(await written()).toEqual([true, false]);
    expect(steps).toEqual(['first']);
  });

  test('a crash after an I/O keeps it, but the run does not continue', async () => {
    expect(await runWithCrash(inTurn, { point: 1, when: 'after' })).toBe('crashed');
    expect(await written()).toEqual([true, false]);
    expect(steps).toEqual([]);
  });

  test('a run with fewer I/Os finishes', async () => {
    expect(await runWithCrash(inTurn, { point: 3, when: 'before' })).toBe('finished');
    expect(await exists(second())).toBe(true);
    expect(steps).toEqual(['first', 'second']);
  });

  test('a run that fails before the crash rejects', async () => {
    const failing = () => doc('things/none').update({ n: 1 });
    await expect(runWithCrash(failing, { point: 2, when: 'before' })).rejects.toThrow('NOT_FOUND');
  });

  test('parallel branches do not continue', async () => {
    const branch = async (name: string) => {
      await doc(`things/${name}`).get();
      steps.push(name);
      await doc(`things/${name}`).set({});
    };
    const branches = () => Promise.all(['one', 'two', 'three'].map(branch));
    expect(await runWithCrash(branches, { point: 3, when: 'before' })).toBe('crashed');
    // Both reads were under way. No branch got an answer.
    expect(steps).toEqual([]);
    expect((await things().get()).size).toBe(0);
    await branches();
    expect((await things().get()).size).toBe(3);
  });

  test('I/Os that were under way have ended', async () => {
    const batch = getFirestore().batch();
    for (let i = 0; i < 500; i++) batch.set(doc(`many/${i}`), { i });
    const both = () => Promise.all([batch.commit(), second().set({})]);
    expect(await runWithCrash(both, { point: 2, when: 'before' })).toBe('crashed');
    expect(await exists(doc('many/499'))).toBe(true);
    expect(await exists(second())).toBe(false);
  });

  test('a branch that waited for something else sends nothing', async () => {
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    const sleepingBranch = async () => {
      await asleep;
      steps.push('awake');
      await first().set({});
    };
    const both = () => Promise.all([second().set({}), sleepingBranch()]);
    expect(await runWithCrash(both, { point: 1, when: 'before' })).toBe('crashed');
    wake();
    await harness.events.settled();
    expect(steps).toEqual(['awake']);
    expect(await exists(first())).toBe(false);
  });

  test('a run that awaits nothing can be killed', async () => {
    const withoutAwait = async () => {
      void first().set({});
      void second().set({});
      await new Promise((resolve) => setImmediate(resolve));
    };
    expect(await runWithCrash(withoutAwait, { point: 2, when: 'before' })).toBe('crashed');
    expect(await written()).toEqual([true, false]);
  });

  test.each([
    { point: 1, when: 'before', left: undefined },
    // The killed transaction's read holds a lock.
    { point: 1, when: 'after', left: undefined },
    { point: 2, when: 'before', left: undefined },
    { point: 2, when: 'after', left: 1 },
    { point: 3, when: 'before', left: 1 },
    { point: 3, when: 'after', left: 1 },
  ] as const)(
    'a retry succeeds at once after a crash $when I/O $point',
    async ({ left, ...at }) => {
      const event = await countedEvent();
      expect(await runWithCrash(() => deliver(functions, event), at)).toBe('crashed');
      expect((await doc('counters/all').get()).get('n')).toBe(left);
      const started = performance.now();
      await deliver(functions, event);
      expect(performance.now() - started).toBeLessThan(1000);
      expect((await doc('counters/all').get()).get('n')).toBe((left ?? 0) + 1);
      expect(await exists(doc('counters/done'))).toBe(true);
    },
  );

  test('a transaction that was being opened holds no lock', async () => {
    await someThings(500);
    const refs = Array.from({ length: 500 }, (_, i) => doc(`things/t${i}`));
    const slowly = async () => {
      await getFirestore().runTransaction(async (transaction) => {
        await transaction.getAll(...refs);
        steps.push('read');
      });
    };
    const quickly = async () => {
      await doc('things/t0').get();
      await first().set({});
    };
    const both = () => Promise.all([slowly(), quickly()]);
    expect(await runWithCrash(both, { point: 3, when: 'before' })).toBe('crashed');
    const started = performance.now();
    await doc('things/t0').set({ i: 'new' });
    expect(performance.now() - started).toBeLessThan(1000);
    expect(steps).toEqual([]);
  });

  test('a crash before adding a task adds none, and a crash after it keeps the task', async () => {
    const enqueue = async () => {
      await getFunctions().taskQueue('later').enqueue({ n: 1 }, { id: 'one' });
      steps.push('enqueued');
    };
    await runWithCrash(enqueue, { point: 1, when: 'before' });
    expect(harness.tasks.waiting()).toEqual([]);
    await runWithCrash(enqueue, { point: 1, when: 'after' });
    expect(harness.tasks.waiting()).toHaveLength(1);
    expect(steps).toEqual([]);
  });

  test('another parallel run continues', async () => {
    const [killed, other] = await Promise.all([
      runWithCrash(inTurn, { point: 1, when: 'before' }),
      meter(() => doc('things/other').set({})),
    ]);
    expect([killed, other.ioPoints]).toEqual(['crashed', 1]);
    expect(await exists(first())).toBe(false);
    expect(await exists(doc('things/other'))).toBe(true);
  });
});
