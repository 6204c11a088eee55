/**
 * `npm run bench:fan-out`: an event is told to the members of a group. How many notifications a second, against
 * BulkWriter; and how much memory the worker needs for 500 and for 50,000 members. `--members N` sets the larger
 * group; `--rounds 0` looks at the memory alone.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  eventPath,
  groupPath,
  membersPath,
  notificationPath,
  settingsPath,
  type GroupEvent,
} from '@firegroups/model';
import { Timestamp, getFirestore, type BulkWriter, type Query } from 'firebase-admin/firestore';
import { joinedUntilQuery } from '../functions/src/firestore/queries.ts';
import type { Harness } from '../testing/src/harness/harness.ts';
import { PARAMETERS } from '../testing/src/harness/parameters.ts';
import { runMain } from '../testing/src/cli/cliError.ts';
import { showProgress } from '../testing/src/cli/progress.ts';
import { wholeNumber } from '../testing/src/cli/wholeNumber.ts';
import { measure, printRatios, type Way } from './compare.ts';
import { openEnvironment, uidOf, writeMany, writeMembers } from './environment.ts';
import type { Report } from './worker.ts';

const RECIPIENTS = 5000;
/** As many pages as the queue dispatches at once. */
const AT_ONCE = 5;
/** Members of a page, as deployed. */
const A_PAGE = Number(PARAMETERS.FAN_OUT_PAGE_SIZE);

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      members: { type: 'string', default: '50000' },
      rounds: { type: 'string', default: '4' },
    },
  });
  const many = wholeNumber('members', values.members);
  const rounds = wholeNumber('rounds', values.rounds);
  const stage = await openEnvironment();
  await import('../functions/src/index.ts');
  const writtenAt = Timestamp.now();
  await writeGroup('middle', RECIPIENTS, writtenAt);
  const rates = await measure('Telling', rounds > 0 ? waysToTell(stage, writtenAt) : [], rounds);
  console.log();
  printRatios(rates, RECIPIENTS, 'notifications');
  // Not before: the emulator goes through the members of all groups for each page.
  await writeGroup('small', 500, writtenAt);
  await writeGroup('large', many, writtenAt);
  const small = await memoryOf(stage, 'small', 500);
  const large = await memoryOf(stage, 'large', many);
  for (const { members, peak, seconds } of [small, large]) {
    const rate = Math.round(members / seconds).toLocaleString('en');
    console.log(
      `${members.toLocaleString('en').padStart(7)} members: the worker's memory is ${peak} MB at its peak; ${rate} notifications/s`,
    );
  }
  await stage.close();
  return 0;
});

/**
 * A fan-out by our queue, and by hand with BulkWriter; the bare reads and writes of ours, all pages at once; and the bare
 * writes, for which nobody is looked up.
 */
function waysToTell(stage: Harness, joinedAt: Timestamp): Way[] {
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
  const everybody = Array.from({ length: RECIPIENTS }, (_unused, i) => uidOf(i));
  const bare = (throttling: boolean) => () =>
    writeBy(firestore.bulkWriter({ throttling }), everybody, `bare${events++}`);
  return [
    { name: 'our fan-out', run: () => tellAll(stage, 'middle', `ours${events++}`) },
    { name: 'by hand, BulkWriter unthrottled', run: byHand(false) },
    { name: 'by hand, BulkWriter as it comes', run: byHand(true) },
    { name: 'our reads and writes alone', run: () => readAndWrite(joinedAt, `ceiling${events++}`) },
    { name: 'the writes alone, BulkWriter unthrottled', run: bare(false) },
    { name: 'the writes alone, BulkWriter as it comes', run: bare(true) },
    {
      name: 'the writes alone, batches',
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
 * What no fan-out that looks everybody up can do without: every membership and every setting read once, and the writes.
 * All pages go at once, as far as two cores can, since here it is known where each begins; and nothing is promised.
 */
async function readAndWrite(joinedAt: Timestamp, id: string): Promise<void> {
  const firestore = getFirestore();
  const uids = Array.from({ length: RECIPIENTS }, (_unused, i) => uidOf(i)).sort();
  const pages = Array.from({ length: RECIPIENTS / A_PAGE }, (_unused, page) => {
    const last = uids[page * A_PAGE - 1];
    const cursor = last === undefined ? null : { time: joinedAt, id: last };
    return joinedUntilQuery('middle', Timestamp.now(), cursor).limit(A_PAGE);
  });
  const tellBare = async (page: Query) => {
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
  await Promise.all(pages.map(tellBare));
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

/** Has an event told by tasks, run in this process. */
async function tellAll(stage: Harness, groupId: string, eventId: string): Promise<void> {
  const { startFanOut, runFanOutPage } = await import('../functions/src/notifications/fanOut.ts');
  const { payload, audience } = await newEvent(groupId, eventId);
  await startFanOut(payload, audience);
  await drain(stage, (data) => runFanOutPage(data as never));
}

async function newEvent(groupId: string, eventId: string) {
  const at = Timestamp.now();
  const event: GroupEvent<Timestamp> = {
    creatorId: 'creator',
    title: 'Match',
    eventTime: at,
    createdAt: at,
    updatedAt: at,
  };
  await getFirestore().doc(eventPath(groupId, eventId)).set(event);
  const payload = {
    ...{ id: `event_created_${groupId}_${eventId}`, type: 'event_created' as const },
    ...{ groupId, groupTitle: 'Chess', actorId: 'creator', actorName: 'Cleo', subjectId: eventId },
  };
  const audience = { kind: 'members', eventId, joinedBy: at } as const;
  return { payload, audience };
}

/** Runs the fan-out's tasks, as many at once as the queue does, until none is left. Pushes are left where they are. */
async function drain(stage: Harness, run: (data: unknown) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  for (;;) {
    const added = stage.tasks.added();
    const due = stage.tasks.due().filter(({ queue }) => queue === 'fanOutNotifications');
    for (const task of due.slice(0, AT_ONCE - running.size)) {
      stage.tasks.take(task);
      const { data } = task.body as { data: unknown };
      const done = run(data).finally(() => running.delete(done));
      running.add(done);
    }
    if (running.size === 0) return;
    // A page hands on before it is told, and Cloud Tasks does not wait for it either.
    await Promise.race([...running, added]);
  }
}

/** Tells a group by a worker in a process of its own. */
async function memoryOf(stage: Harness, groupId: string, members: number) {
  const { startFanOut } = await import('../functions/src/notifications/fanOut.ts');
  const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), {
    // As much heap as an instance of 256 MiB leaves, and the young generation that Node.js 24 gives itself there; without
    // bounds, what is garbage is left lying.
    execArgv: [
      '--max-old-space-size=96',
      '--max-semi-space-size=1',
      '--conditions=firegroups-source',
      '--disable-warning=ExperimentalWarning',
    ],
  });
  await once(worker, 'message');
  const waiting = new Map<number, () => void>();
  let last: Report = { id: -1, peak: 0 };
  worker.on('message', (report: Report) => {
    last = report;
    waiting.get(report.id)?.();
  });
  const progress = showProgress(`Telling ${members}`, Math.floor(members / A_PAGE) + 1);
  const startedAt = performance.now();
  const { payload, audience } = await newEvent(groupId, 'measured');
  await startFanOut(payload, audience);
  let tasks = 0;
  await drain(
    stage,
    (data) =>
      new Promise((resolve) => {
        const id = tasks++;
        waiting.set(id, () => {
          progress.add();
          resolve();
        });
        worker.send({ id, data });
      }),
  );
  progress.end();
  const seconds = (performance.now() - startedAt) / 1000;
  worker.disconnect();
  const told = await getFirestore()
    .collectionGroup('notifications')
    .where('subjectId', '==', 'measured')
    .where('groupId', '==', groupId)
    .count()
    .get();
  if (told.data().count !== members)
    throw new Error(`${told.data().count} of ${members} were told`);
  return { members, peak: last.peak, seconds };
}
