/**
 * `npm run bench:fan-out`: notifies the members of a group about an event. It compares the notifications per second with
 * BulkWriter, and measures the memory that the worker needs for 500 and for 50,000 members. `--members N` sets the size of
 * the larger group. `--rounds 0` measures only the memory.
 */
import { parseArgs } from 'node:util';
import {
  eventPath,
  groupPath,
  membersPath,
  notificationPath,
  settingsPath,
  type GroupEvent,
} from '@firegroups/model';
import { initializeApp } from 'firebase-admin/app';
import { Timestamp, getFirestore, type BulkWriter, type Query } from 'firebase-admin/firestore';
import { joinedUntilQuery } from '../functions/src/firestore/queries.ts';
import type { Harness } from '../testing/src/harness/harness.ts';
import { PARAMETERS } from '../testing/src/harness/parameters.ts';
import { runMain } from '../testing/src/cli/cliError.ts';
import { showProgress } from '../testing/src/cli/progress.ts';
import { wholeNumber } from '../testing/src/cli/wholeNumber.ts';
import { measure, printRatios, type Variant } from './compare.ts';
import { openEnvironment, uidOf, writeMany, writeMembers } from './environment.ts';
import { startWorker } from './workerProcess.ts';

const RECIPIENTS = 5000;
/** How many pages an instance runs at the same time. The queue dispatches to two instances. */
const CONCURRENCY = 5;
/** Members per page, as deployed. */
const PAGE_SIZE = Number(PARAMETERS.FAN_OUT_PAGE_SIZE);

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      members: { type: 'string', default: '50000' },
      rounds: { type: 'string', default: '4' },
    },
  });
  const many = wholeNumber('members', values.members);
  const rounds = wholeNumber('rounds', values.rounds);
  const environment = await openEnvironment();
  initializeApp();
  const writtenAt = Timestamp.now();
  await writeGroup('middle', RECIPIENTS, writtenAt);
  const rates = await measure(
    'Rounds',
    rounds > 0 ? variantsOf(environment, writtenAt) : [],
    rounds,
  );
  console.log();
  printRatios(rates, RECIPIENTS, 'notifications');
  // Written only now, because for each page the emulator scans the members of all groups.
  await writeGroup('small', 500, writtenAt);
  await writeGroup('large', many, writtenAt);
  const small = await memoryOf(environment, 'small', 500);
  const large = await memoryOf(environment, 'large', many);
  for (const { members, peak, seconds } of [small, large]) {
    const rate = Math.round(members / seconds).toLocaleString('en');
    console.log(
      `${members.toLocaleString('en').padStart(7)} members: peak memory of the worker ${peak} MB, ${rate} notifications/s`,
    );
  }
  await environment.close();
  return 0;
});

/**
 * Our fan-out by a queue, a simple one with BulkWriter, only the reads and writes of ours with all pages at the same time, and
 * only the writes, without reading members.
 */
function variantsOf(environment: Harness, joinedAt: Timestamp): Variant[] {
  const firestore = getFirestore();
  let events = 0;
  const byHand = (throttling: boolean) => async () => {
    const members = await firestore.collection(membersPath('middle')).get();
    const settings = await firestore.getAll(
      ...members.docs.map(({ id }) => firestore.doc(settingsPath(id))),
    );
    await writeBy(
      firestore.bulkWriter({ throttling }),
      members.docs.filter((_member, i) => !settings[i]!.exists).map(({ id }) => id),
      `by-hand${events++}`,
    );
  };
  const uids = Array.from({ length: RECIPIENTS }, (_unused, i) => uidOf(i));
  const bare = (throttling: boolean) => () =>
    writeBy(firestore.bulkWriter({ throttling }), uids, `bare${events++}`);
  return [
    { name: 'our fan-out', run: () => notifyAll(environment, 'middle', `ours${events++}`) },
    { name: 'by hand, BulkWriter unthrottled', run: byHand(false) },
    { name: 'by hand, BulkWriter with its defaults', run: byHand(true) },
    { name: 'only our reads and writes', run: () => readAndWrite(joinedAt, `ceiling${events++}`) },
    { name: 'only the writes, BulkWriter unthrottled', run: bare(false) },
    { name: 'only the writes, BulkWriter with its defaults', run: bare(true) },
    {
      name: 'only the writes, batches of 500',
      run: () => {
        const id = `batch${events++}`;
        return writeMany(RECIPIENTS, (batch, i) =>
          batch.create(firestore.doc(notificationPath(uidOf(i), id)), notification()),
        );
      },
    },
  ];
}

/**
 * The minimum for a fan-out that reads every member: each membership and each setting is read once, and the notifications are
 * written. All pages run at the same time, because the benchmark knows where each begins. It has none of our guarantees.
 */
async function readAndWrite(joinedAt: Timestamp, id: string): Promise<void> {
  const firestore = getFirestore();
  const uids = Array.from({ length: RECIPIENTS }, (_unused, i) => uidOf(i)).sort();
  const pages = Array.from({ length: RECIPIENTS / PAGE_SIZE }, (_unused, page) => {
    const last = uids[page * PAGE_SIZE - 1];
    const cursor = last === undefined ? null : { time: joinedAt, id: last };
    return joinedUntilQuery('middle', Timestamp.now(), cursor).limit(PAGE_SIZE);
  });
  const notifyBare = async (page: Query) => {
    const members = await page.get();
    const settings = await firestore.getAll(
      ...members.docs.map(({ id: uid }) => firestore.doc(settingsPath(uid))),
    );
    const batch = firestore.batch();
    for (const { exists, ref } of settings) {
      const uid = ref.path.split('/')[1]!;
      if (!exists) batch.create(firestore.doc(notificationPath(uid, id)), notification());
    }
    await batch.commit();
  };
  await Promise.all(pages.map(notifyBare));
}

async function writeBy(writer: BulkWriter, uids: string[], id: string): Promise<void> {
  const firestore = getFirestore();
  for (const uid of uids) {
    void writer.create(firestore.doc(notificationPath(uid, id)), notification());
  }
  await writer.close();
}

function notification() {
  return {
    type: 'event_created',
    groupId: 'middle',
    groupTitle: 'Chess',
    actorId: 'creator',
    actorName: 'Cleo',
    subjectId: 'match',
    createdAt: Timestamp.now(),
    readAt: null,
    expiresAt: Timestamp.now(),
  };
}

async function writeGroup(groupId: string, members: number, at: Timestamp): Promise<void> {
  const group = { title: 'Chess', creatorId: 'creator', createdAt: at, updatedAt: at };
  await getFirestore().doc(groupPath(groupId)).set(group);
  await writeMembers(groupId, members, at);
}

/** Notifies the members about an event by tasks that run in this process. */
async function notifyAll(environment: Harness, groupId: string, eventId: string): Promise<void> {
  const { startFanOut, runFanOutPage } = await import('../functions/src/notifications/fanOut.ts');
  const { payload, audience } = await newEvent(groupId, eventId);
  await startFanOut(payload, audience, Infinity);
  await drain(environment, (data) => runFanOutPage(data as never));
}

async function newEvent(groupId: string, eventId: string) {
  const at = Timestamp.now();
  const event: GroupEvent<Timestamp> = {
    creatorId: 'creator',
    title: 'Match',
    eventTime: at,
    createdAt: at,
    updatedAt: at,
    updatedBy: 'creator',
  };
  await getFirestore().doc(eventPath(groupId, eventId)).set(event);
  const payload = {
    ...{ id: `event_created_${groupId}_${eventId}`, type: 'event_created' as const },
    ...{ groupId, groupTitle: 'Chess', actorId: 'creator', actorName: 'Cleo', subjectId: eventId },
  };
  const audience = { kind: 'members', eventId, joinedBy: at } as const;
  return { payload, audience };
}

/** Runs the fan-out's tasks until none is left, as many at the same time as the queue does. Push tasks stay in their queue. */
async function drain(environment: Harness, run: (data: unknown) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  for (;;) {
    const added = environment.tasks.added();
    const due = environment.tasks.due().filter(({ queue }) => queue === 'fanOutNotifications');
    for (const task of due.slice(0, CONCURRENCY - running.size)) {
      environment.tasks.take(task);
      const { data } = task.body as { data: unknown };
      const done = run(data).finally(() => running.delete(done));
      running.add(done);
    }
    if (running.size === 0) return;
    // A page enqueues the next one before it has finished, and Cloud Tasks does not wait for it either.
    await Promise.race([...running, added]);
  }
}

/** Notifies a group by a worker in its own process, and measures its memory. */
async function memoryOf(environment: Harness, groupId: string, members: number) {
  const { startFanOut } = await import('../functions/src/notifications/fanOut.ts');
  // The heap limit and the young generation of Node.js 24 on an instance of 256 MiB.
  const worker = await startWorker(96);
  const progress = showProgress(
    `Pages for ${members} members`,
    Math.floor(members / PAGE_SIZE) + 1,
  );
  const startedAt = performance.now();
  const { payload, audience } = await newEvent(groupId, 'measured');
  await startFanOut(payload, audience, Infinity);
  await drain(environment, async (data) => {
    await worker.run('fanOutNotifications', data);
    progress.add();
  });
  progress.end();
  const seconds = (performance.now() - startedAt) / 1000;
  worker.stop();
  const written = await getFirestore()
    .collectionGroup('notifications')
    .where('subjectId', '==', 'measured')
    .where('groupId', '==', groupId)
    .count()
    .get();
  const { count } = written.data();
  if (count !== members) throw new Error(`${count} of ${members} members were notified`);
  return { members, peak: worker.peak(), seconds };
}
