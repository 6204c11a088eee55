import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deleteApp, getApp, initializeApp } from 'firebase-admin/app';
import { getFirestore, Timestamp } from 'firebase-admin/firestore';
import {
  onDocumentCreated,
  onDocumentDeleted,
  onDocumentUpdated,
  onDocumentWritten,
} from 'firebase-functions/firestore';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { processesOfRun } from '../emulators/processes.ts';
import { deliver, type CapturedEvent } from './capturedEvents.ts';
import { openHarness, type Harness } from './harness.ts';

interface ReceivedEvent {
  before: unknown;
  after: unknown;
  id: string | undefined;
}

const PROJECT = 'demo-harness-events';
let received: ReceivedEvent[] = [];

const functions = {
  onThing: onDocumentWritten({ document: 'things/{id}', retry: true }, (event) => {
    const { before, after } = event.data!;
    received.push({ before: before.data(), after: after.data(), id: event.params.id });
  }),
  onThingCreated: onDocumentCreated('things/{id}', () => {}),
  onThingUpdated: onDocumentUpdated('things/{id}', () => {}),
  onThingDeleted: onDocumentDeleted('things/{id}', () => {}),
  onTheOne: onDocumentWritten('single/one', () => {}),
  onAnything: onDocumentWritten('{collection}/{id}', () => {}),
  onSource: onDocumentWritten('sources/{id}', async (event) => {
    await event.data!.after.ref.firestore.doc(`things/of-${event.params.id}`).set({ made: true });
  }),
  aTask: onTaskDispatched(() => {}),
  NOT_A_FUNCTION: 7,
  nothing: undefined,
};

let harness: Harness;
const doc = (path: string) => getFirestore().doc(path);

async function eventsFor(functionName: string): Promise<CapturedEvent[]> {
  await harness.events.settled();
  return harness.events.take().filter((event) => event.functionName === functionName);
}

async function deliverAll(events: CapturedEvent[]): Promise<ReceivedEvent[]> {
  received = [];
  for (const event of events) await deliver(functions, event);
  return received;
}

beforeAll(async () => {
  harness = await openHarness(PROJECT, functions);
  initializeApp({ projectId: PROJECT });
});
beforeEach(() => harness.clear());
afterAll(async () => {
  await getFirestore().terminate();
  await deleteApp(getApp());
  await harness.close();
});

describe('captureEvents', () => {
  test('a creation, an update and a deletion have the document before and after', async () => {
    const at = Timestamp.fromMillis(1_700_000_000_000);
    await doc('things/a').set({ n: 1, at });
    await doc('things/a').update({ n: 2 });
    await doc('things/a').delete();
    const events = await eventsFor('onThing');
    expect(events.map(({ path }) => path)).toEqual(['things/a', 'things/a', 'things/a']);
    expect(await deliverAll(events)).toEqual([
      { id: 'a', before: undefined, after: { n: 1, at } },
      { id: 'a', before: { n: 1, at }, after: { n: 2, at } },
      { id: 'a', before: { n: 2, at }, after: undefined },
    ]);
  });

  test('an event can be delivered twice and late', async () => {
    await doc('things/a').set({ n: 1 });
    const [event] = await eventsFor('onThing');
    await doc('things/a').delete();
    const once = { id: 'a', before: undefined, after: { n: 1 } };
    expect(await deliverAll([event!, event!])).toEqual([once, once]);
  });

  test('each function gets the events it listens to', async () => {
    await doc('things/a').set({ n: 1 });
    await doc('things/a').update({ n: 2 });
    await doc('things/a').delete();
    await doc('single/one').set({});
    await doc('single/two').set({});
    await harness.events.settled();
    const counts: Record<string, number> = {};
    for (const { functionName } of harness.events.take()) {
      counts[functionName] = (counts[functionName] ?? 0) + 1;
    }
    expect(counts).toEqual({
      onThing: 3,
      onThingCreated: 1,
      onThingUpdated: 1,
      onThingDeleted: 1,
      onTheOne: 1,
      onAnything: 5,
    });
  });

  test('a write that changes nothing causes no event', async () => {
    await doc('things/a').set({ n: 1 });
    await doc('things/a').set({ n: 1 });
    await doc('things/a').set({ n: 2 });
    const events = await eventsFor('onThing');
    expect((await deliverAll(events)).map(({ after }) => after)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('writes of a function cause events', async () => {
    await doc('sources/a').set({});
    const [event] = await eventsFor('onSource');
    await deliver(functions, event!);
    expect(await deliverAll(await eventsFor('onThing'))).toEqual([
      { id: 'of-a', before: undefined, after: { made: true } },
    ]);
  });

  test('ids with non-ASCII characters are unchanged', async () => {
    await doc('things/é ü ж').set({ n: 1 });
    const events = await eventsFor('onThing');
    expect(events[0]!.path).toBe('things/é ü ж');
    expect((await deliverAll(events))[0]!.id).toBe('é ü ж');
  });
});

describe('settled', () => {
  test('waits for the events of all earlier writes, even of many at once', async () => {
    const firestore = getFirestore();
    const write = async (writer: number) => {
      for (let i = 0; i < 5; i++) {
        const ref = doc(`things/${writer}`);
        if (i % 2) await ref.set({ i });
        else
          await firestore.runTransaction(async (transaction) => {
            await transaction.get(ref);
            transaction.set(ref, { i });
          });
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
    const batch = firestore.batch();
    for (let i = 0; i < 100; i++) batch.set(doc(`things/batch-${i}`), { i });
    await batch.commit();
    const arrived = await eventsFor('onThing');
    expect(arrived).toHaveLength(20 * 5 + 100);
    // The events of one document have the order of its writes.
    const ofOneDocument = arrived.filter(({ path }) => path === 'things/0');
    expect((await deliverAll(ofOneDocument)).map(({ after }) => after)).toEqual(
      [0, 1, 2, 3, 4].map((i) => ({ i })),
    );
    await harness.events.settled();
    expect(harness.events.take()).toEqual([]);
  });

  test('leaves nothing in the database', async () => {
    await harness.events.settled();
    expect(await getFirestore().listCollections()).toEqual([]);
  });
});

describe('clear', () => {
  test('leaves no document and no event', async () => {
    const batch = getFirestore().batch();
    for (let i = 0; i < 50; i++) batch.set(doc(`things/${i}`), { i });
    await batch.commit();
    await harness.clear();
    await doc('things/new').set({ n: 1 });
    expect((await eventsFor('onThing')).map(({ path }) => path)).toEqual(['things/new']);
    expect((await getFirestore().collection('things').get()).size).toBe(1);
  });
});

describe('startFirestore', () => {
  test('a stopped emulator leaves no process', async () => {
    const other = await openHarness('demo-harness-other', {});
    const children = processesOfRun(other.firestore.run);
    expect(children.length).toBeGreaterThan(0);
    await other.close();
    expect(processesOfRun(other.firestore.run)).toEqual([]);
    Object.assign(process.env, harness.firestore.env, harness.tasks.env);
  });

  test('an emulator that ends unexpectedly rejects `broken`', async () => {
    const other = await openHarness('demo-harness-other', {});
    for (const pid of processesOfRun(other.firestore.run)) process.kill(pid, 'SIGKILL');
    await expect(other.firestore.broken).rejects.toThrow('The Firestore emulator ended');
    await other.close();
    Object.assign(process.env, harness.firestore.env, harness.tasks.env);
  });

  test('loaded rules apply to clients', async () => {
    const rulesThatAllow = (condition: string) =>
      `rules_version = '2'; service cloud.firestore { match /databases/{d}/documents {
         match /{path=**} { allow write: if ${condition}; } } }`;
    const { host } = harness.firestore;
    const write = async () => {
      const path = `/v1/projects/${PROJECT}/databases/(default)/documents/things/a`;
      const body = JSON.stringify({ fields: {} });
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch(`http://${host}${path}`, { method: 'PATCH', body, headers })).status;
    };
    await harness.firestore.loadRules(PROJECT, rulesThatAllow('false'));
    expect(await write()).toBe(403);
    await harness.firestore.loadRules(PROJECT, rulesThatAllow('true'));
    expect(await write()).toBe(200);
  });
});
