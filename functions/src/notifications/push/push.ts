/** Push to the devices of those who were told. */
import { devicesPath, type Device } from '@firegroups/model';
import { getFirestore, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { fcm } from './fcm.ts';
import { GRPC, hasStatus } from '../../firestore/grpcStatus.ts';
import type { NotificationPayload } from '../notify.ts';
import { pushContent } from './content.ts';
import { enqueue } from '../../platform/taskQueues.ts';

/** The most devices that one call to FCM takes. */
const A_CALL = 500;
/** How often a device is tried again that FCM could not reach. */
const ATTEMPTS = 5;
/** How long it is left alone after the first attempt, in milliseconds; then twice as long each time. */
const PAUSE = 10_000;

/** The task that pushes a notice: to all devices of users, or to those devices that FCM could not reach before. */
export interface PushTask {
  notice: NotificationPayload;
  users: string[];
  devices: string[];
  attempt: number;
  /** Tells it from others of the notice, and so from the task that tries again. */
  part: string;
}

/** Has a notice pushed to the users that have a device; once, however often it is asked for within an hour. */
export async function pushToUsers(
  users: readonly string[],
  notice: NotificationPayload,
): Promise<void> {
  const devices = await pMap(users, (uid) => devicesOf(uid, 1), { concurrency: 10 });
  const reached = users.filter((_uid, i) => devices[i]!.length > 0);
  // Most have none, and then there is no task to pay for.
  await schedulePush(reached, notice, 'all');
}

/** Has a notice pushed to users, whether they have a device or not. `part` tells these users from others of the notice. */
export async function schedulePush(
  users: readonly string[],
  notice: NotificationPayload,
  part: string,
): Promise<void> {
  if (users.length === 0) return;
  await enqueuePush({ notice, users: [...users], devices: [], attempt: 1, part });
}

function enqueuePush(task: PushTask, at?: Date): Promise<void> {
  const key = `${task.notice.id} ${task.part} ${task.attempt}`;
  return enqueue('sendPush', task, { key, ...(at && { at }) });
}

/**
 * Carries out the task. A device whose token FCM calls unregistered is deleted; one that FCM could not reach is tried
 * again by a task of its own, up to five times in all; a message that FCM refuses is an error.
 */
export async function sendPush(task: PushTask): Promise<void> {
  const devices = await devicesFor(task);
  const failed: string[] = [];
  for (let i = 0; i < devices.length; i += A_CALL) {
    failed.push(...(await send(task.notice, devices.slice(i, i + A_CALL))));
  }
  if (failed.length === 0 || task.attempt === ATTEMPTS) return;
  const at = new Date(Date.now() + PAUSE * 2 ** (task.attempt - 1));
  await enqueuePush({ ...task, users: [], devices: failed, attempt: task.attempt + 1 }, at);
}

type StoredDevice = QueryDocumentSnapshot;

async function devicesFor({ users, devices }: PushTask): Promise<StoredDevice[]> {
  const ofUsers = await pMap(users, (uid) => devicesOf(uid), { concurrency: 50 });
  const firestore = getFirestore();
  const again = devices.length
    ? await firestore.getAll(...devices.map((path) => firestore.doc(path)))
    : [];
  return [...ofUsers.flat(), ...again.filter(({ exists }) => exists)] as StoredDevice[];
}

async function devicesOf(uid: string, limit?: number): Promise<StoredDevice[]> {
  const devices = getFirestore().collection(devicesPath(uid));
  return (await (limit ? devices.limit(limit) : devices).get()).docs;
}

/** Sends to devices of one call; returns the paths of those that FCM could not reach now. */
async function send(notice: NotificationPayload, devices: StoredDevice[]): Promise<string[]> {
  const tokens = devices.map((device) => (device.data() as Device).token);
  const answers = await fcm.send(pushContent(notice), tokens);
  const unreached: string[] = [];
  await pMap(
    answers,
    async (answer, i) => {
      const device = devices[i]!;
      if (answer === 'unregistered') await forget(device);
      if (answer === 'unavailable') unreached.push(device.ref.path);
    },
    { concurrency: 10 },
  );
  return unreached;
}

async function forget(device: StoredDevice): Promise<void> {
  try {
    // A token that the device has renewed meanwhile stays.
    await device.ref.delete({ lastUpdateTime: device.updateTime });
  } catch (error) {
    if (!hasStatus(error, GRPC.FAILED_PRECONDITION, GRPC.NOT_FOUND)) throw error;
  }
}
