/** Sends pushes to the devices of users who were notified. */
import { devicesPath, type Device } from '@firegroups/model';
import { getFirestore, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { deleteIfUnchanged } from '../../firestore/deleteIfUnchanged.ts';
import { enqueue } from '../../platform/taskQueues.ts';
import type { NotificationPayload } from '../payload.ts';
import { pushContent } from './content.ts';
import { fcm } from './fcm.ts';

/** The most devices that one call to FCM takes. */
const DEVICES_PER_CALL = 500;
/** How many times a push is sent to a device that FCM cannot reach. */
const ATTEMPTS = 5;
/** The pause after the first attempt, in milliseconds. It doubles after each further attempt. */
const FIRST_PAUSE = 10_000;

/** The task that sends a push to all devices of some users, or to the devices that FCM could not reach before. */
export interface PushTask {
  payload: NotificationPayload;
  users: string[];
  /** The paths of the devices to try again. */
  devices: string[];
  attempt: number;
  /** Distinguishes this task from other tasks of the same notification. Retries keep it. */
  part: string;
}

/** Schedules a push to those users who have a device. Scheduling it again within an hour has no effect. */
export async function pushToUsers(
  users: readonly string[],
  payload: NotificationPayload,
): Promise<void> {
  const devices = await pMap(users, (uid) => devicesOf(uid, 1), { concurrency: 10 });
  const reachable = users.filter((_uid, i) => devices[i]!.length > 0);
  // Most users have no device, and then there is no task to pay for.
  await schedulePush(reachable, payload, 'all');
}

/**
 * Schedules a push to users, whether they have a device or not. `part` distinguishes them from other
 * users of the same notification.
 */
export async function schedulePush(
  users: readonly string[],
  payload: NotificationPayload,
  part: string,
): Promise<void> {
  if (users.length === 0) return;
  await enqueuePush({ payload, users: [...users], devices: [], attempt: 1, part });
}

function enqueuePush(task: PushTask, at?: Date): Promise<void> {
  const key = `${task.payload.id} ${task.part} ${task.attempt}`;
  return enqueue('sendPush', task, { key, ...(at && { at }) });
}

/**
 * Runs the task. Deletes a device whose token FCM calls unregistered. Schedules another task for the devices that FCM
 * could not reach, up to five attempts in all. Logs an error if FCM refuses the message.
 */
export async function runPush(task: PushTask): Promise<void> {
  const devices = await devicesFor(task);
  const unreachable: string[] = [];
  for (let i = 0; i < devices.length; i += DEVICES_PER_CALL) {
    unreachable.push(...(await send(task.payload, devices.slice(i, i + DEVICES_PER_CALL))));
  }
  if (unreachable.length === 0 || task.attempt === ATTEMPTS) return;
  const at = new Date(Date.now() + FIRST_PAUSE * 2 ** (task.attempt - 1));
  await enqueuePush({ ...task, users: [], devices: unreachable, attempt: task.attempt + 1 }, at);
}

type StoredDevice = QueryDocumentSnapshot;

async function devicesFor({ users, devices }: PushTask): Promise<StoredDevice[]> {
  const ofUsers = await pMap(users, (uid) => devicesOf(uid), { concurrency: 50 });
  const firestore = getFirestore();
  const retried = devices.length
    ? await firestore.getAll(...devices.map((path) => firestore.doc(path)))
    : [];
  return [...ofUsers.flat(), ...retried.filter(({ exists }) => exists)] as StoredDevice[];
}

async function devicesOf(uid: string, limit?: number): Promise<StoredDevice[]> {
  const devices = getFirestore().collection(devicesPath(uid));
  return (await (limit ? devices.limit(limit) : devices).get()).docs;
}

/** Sends to the devices of one call. Returns the paths of those that FCM could not reach. */
async function send(payload: NotificationPayload, devices: StoredDevice[]): Promise<string[]> {
  const tokens = devices.map((device) => (device.data() as Device).token);
  const answers = await fcm.send(pushContent(payload), tokens);
  const unreachable: string[] = [];
  await pMap(
    answers,
    async (answer, i) => {
      const device = devices[i]!;
      // If the device has a new token since, it stays.
      if (answer === 'unregistered') await deleteIfUnchanged(device);
      if (answer === 'unavailable') unreachable.push(device.ref.path);
    },
    { concurrency: 10 },
  );
  return unreachable;
}
