/**
 * `npm run bench:push`: the memory that an instance needs for pushes to many devices: 20 comments on a post by a user with
 * 3,000 devices, and four pages of 1,000 recipients with 20 devices each. As deployed, it runs four tasks at once. The
 * emulator reads every device for each recipient, so the recipients of a page repeat: they are 20 times the same 50. A task
 * forgets the devices of 50 users before it reads the next ones, so that makes no difference for its memory.
 */
import { devicePath, type Device } from '@firegroups/model';
import { initializeApp } from 'firebase-admin/app';
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import pMap from 'p-map';
import type { PushTask } from '../functions/src/notifications/push/push.ts';
import { runMain } from '../testing/src/cli/cliError.ts';
import { deviceIdOf } from '../testing/src/fixtures/deviceId.ts';
import { openEnvironment, uidOf, writeMany } from './environment.ts';
import { startWorker } from './workerProcess.ts';

const DEVICES = 3000;
const COMMENTS = 20;
const RECIPIENTS = 1000;
/** The number of different recipients. */
const USERS = 50;
const DEVICES_EACH = 20;
/** Tasks that an instance runs at once. */
const CONCURRENCY = 4;
/** Two thirds of what an instance of 512 MiB has after Node.js itself, in MB. */
const HEAP = 256;
/** The length of a long registration token. */
const TOKEN = 1024;

await runMain(async () => {
  const environment = await openEnvironment();
  initializeApp();
  await writeDevices(DEVICES, () => 'target');
  const comments = Array.from({ length: COMMENTS }, (_unused, i) =>
    taskOf(`comment${i}`, ['target']),
  );
  await measure(`${COMMENTS} comments to a user with ${DEVICES} devices`, comments);
  const uids = Array.from({ length: RECIPIENTS }, (_unused, i) => uidOf(i % USERS));
  await writeDevices(USERS * DEVICES_EACH, (i) => uidOf(i % USERS));
  const pages = Array.from({ length: CONCURRENCY }, (_unused, i) => taskOf(`page${i}`, uids));
  await measure(
    `${CONCURRENCY} pages of ${RECIPIENTS} recipients with ${DEVICES_EACH} devices`,
    pages,
  );
  await environment.close();
  return 0;
});

function taskOf(name: string, users: string[]): PushTask {
  return {
    payload: {
      ...{ id: name, type: 'post_comment', groupId: 'chess', groupTitle: 'Chess club' },
      ...{ actorId: name, actorName: 'Mia', subjectId: 'p1' },
    },
    ...{ users, devices: [], attempt: 1, part: 'all' },
  };
}

async function writeDevices(count: number, ownerOf: (i: number) => string): Promise<void> {
  const firestore = getFirestore();
  await writeMany(count, (batch, i) => {
    const token = `${ownerOf(i)}:${i}:`.padEnd(TOKEN, 'x');
    const device: Device<Timestamp> = {
      ...{ userId: ownerOf(i), token, platform: 'android', locale: 'en' },
      updatedAt: Timestamp.fromMillis(i),
    };
    batch.set(firestore.doc(devicePath(deviceIdOf(token))), device);
  });
}

/** Runs the tasks in a new worker, and prints its memory before and at its peak. */
async function measure(what: string, tasks: readonly PushTask[]): Promise<void> {
  const worker = await startWorker(HEAP);
  await worker.run('sendPush', taskOf('warm-up', ['nobody']));
  const before = worker.peak();
  const startedAt = performance.now();
  await pMap(tasks, (task) => worker.run('sendPush', task), { concurrency: CONCURRENCY });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${what}: peak ${worker.peak()} MB, ${before} MB before, ${seconds} s`);
  worker.stop();
}
