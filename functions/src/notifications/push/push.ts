/** Sends pushes to the devices of users who were notified. */
import { devicePath, type Device } from '@firegroups/model';
import { type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { logger } from 'firebase-functions/logger';
import pMap from 'p-map';
import { deviceIdOf } from '../../devices/deviceId.ts';
import { newestDevicesQuery } from '../../firestore/queries.ts';
import { deleteIfUnchanged } from '../../firestore/updateIfUnchanged.ts';
import { enqueue } from '../../platform/taskQueues.ts';
import type { NotificationPayload } from '../payload.ts';
import { pushContent } from './content.ts';
import { fcm, type FcmAnswer, type PushContent } from './fcm.ts';
import { claimPushes } from './recentPushes.ts';
import { database, docAt } from '../../firestore/store.ts';

/** The most devices of one user that get a push: the ones that were registered last. */
const DEVICES_PER_USER = 20;
/** The most devices that one call to FCM takes. */
const DEVICES_PER_CALL = 500;
/** The number of users whose devices are in memory. Their devices fit into two calls. */
const USERS_AT_ONCE = 50;
/** The most superfluous devices of a user that one push deletes. A user with thousands must not keep the others waiting. */
const OLD_DEVICES_PER_PUSH = 200;
/** How many times a push is sent to a device that FCM cannot reach. */
export const ATTEMPTS = 5;
/** The pause after the first attempt, in milliseconds. It doubles after each further attempt. */
const FIRST_PAUSE = 10_000;

/** How long to wait after an attempt, in milliseconds. The first one is 1. */
export const pauseAfter = (attempt: number): number => FIRST_PAUSE * 2 ** (attempt - 1);

/** A device that FCM could not reach, and its owner at that time. */
export interface UnreachedDevice {
  id: string;
  userId: string;
}

/** The task that sends a push to the devices of some users, or to the devices that FCM could not reach before. */
export interface PushTask {
  payload: NotificationPayload;
  users: string[];
  /** True if the pushes of these users were claimed before, so that a refused push costs no task. */
  isClaimed?: boolean;
  /** The devices to try again, at most as many as one call to FCM takes. */
  devices: UnreachedDevice[];
  attempt: number;
  /** Distinguishes this task from other tasks of the same notification. */
  part: string;
}

/**
 * Schedules a push to those users who have a device and had no such push within ten minutes. Scheduling it again within an
 * hour has no effect.
 */
export async function pushToUsers(
  users: readonly string[],
  payload: NotificationPayload,
): Promise<void> {
  const devices = await pMap(users, (uid) => newestDevicesQuery(uid).select().limit(1).get(), {
    concurrency: 10,
  });
  const reachable = users.filter((_uid, i) => !devices[i]!.empty);
  // Most users have no device, and then there is no task to pay for. Nor may thousands of comments by one user fill the
  // queue, which all groups share.
  await schedulePush(await claimPushes(payload, reachable), payload, 'all', true);
}

/**
 * Schedules a push to users, whether they have a device or not. `part` distinguishes them from other
 * users of the same notification.
 */
export async function schedulePush(
  users: readonly string[],
  payload: NotificationPayload,
  part: string,
  isClaimed = false,
): Promise<void> {
  if (users.length === 0) return;
  await enqueuePush({ payload, users: [...users], isClaimed, devices: [], attempt: 1, part });
}

function enqueuePush(task: PushTask, at?: Date): Promise<void> {
  const devices = task.devices.map(({ id }) => id).join(' ');
  const key = `${task.payload.id} ${task.part} ${task.attempt} ${devices}`;
  return enqueue('sendPush', task, { key, ...(at && { at }) });
}

/**
 * Runs the task. Sends to the newest 20 devices of each user, unless a push of the last ten minutes holds it back
 * (recentPushes.ts). Deletes up to 200 of a user's older devices, and a device whose token FCM calls unregistered. Schedules another
 * task for the devices that FCM could not reach, up to five attempts in all. Logs an error if FCM refuses the message.
 * Memory depends neither on the number of users nor on that of their devices: it holds the devices of 50 users and the
 * messages of one call.
 */
export async function runPush(task: PushTask): Promise<void> {
  let calls = 0;
  const sendTo = async (devices: StoredDevice[]) => {
    for (let i = 0; i < devices.length; i += DEVICES_PER_CALL) {
      const unreached = await send(task.payload, devices.slice(i, i + DEVICES_PER_CALL));
      await tryAgain(task, unreached, calls++);
    }
  };
  for (let i = 0; i < task.users.length; i += USERS_AT_ONCE) {
    await sendTo(await devicesToPush(task, task.users.slice(i, i + USERS_AT_ONCE)));
  }
  await sendTo(await stillOwned(task.devices));
}

/**
 * Sends a message to the devices with these tokens. Deletes those that FCM calls unregistered, unless they have another owner by now.
 * Returns those that it could not reach. If a whole call fails, none of its devices was reached.
 */
export async function sendToTokens(
  content: PushContent,
  devices: readonly { uid: string; token: string }[],
): Promise<UnreachedDevice[]> {
  const unreached: UnreachedDevice[] = [];
  for (let i = 0; i < devices.length; i += DEVICES_PER_CALL) {
    const call = devices.slice(i, i + DEVICES_PER_CALL);
    const tokens = call.map(({ token }) => token);
    const answers = await fcm.send(content, tokens).catch((error: unknown): FcmAnswer[] => {
      logger.error('push call failed', { devices: call.length, error });
      return call.map(() => 'unavailable');
    });
    const answered = (answer: FcmAnswer) =>
      call
        .filter((_device, at) => answers[at] === answer)
        .map(({ uid, token }) => ({ id: deviceIdOf(token), userId: uid }));
    await pMap(await stillOwned(answered('unregistered')), deleteIfUnchanged, { concurrency: 10 });
    unreached.push(...answered('unavailable'));
  }
  return unreached;
}

/** Schedules the next attempt for the devices that a call could not reach. */
async function tryAgain(
  { payload, attempt, part }: PushTask,
  devices: UnreachedDevice[],
  call: number,
): Promise<void> {
  if (devices.length === 0 || attempt === ATTEMPTS) return;
  const at = new Date(Date.now() + pauseAfter(attempt));
  const next = { payload, users: [], devices, attempt: attempt + 1, part: `${part} ${call}` };
  await enqueuePush(next, at);
}

type StoredDevice = QueryDocumentSnapshot;

const deviceIn = (stored: StoredDevice) => stored.data() as Device;

/** Returns the devices of those users who may get the push. */
async function devicesToPush(
  { payload, isClaimed }: PushTask,
  users: readonly string[],
): Promise<StoredDevice[]> {
  const devices = await pMap(users, newestDevicesOf, { concurrency: USERS_AT_ONCE });
  if (isClaimed) return devices.flat();
  const withDevice = users.filter((_uid, i) => devices[i]!.length > 0);
  const claimed = new Set(await claimPushes(payload, withDevice));
  return users.flatMap((uid, i) => (claimed.has(uid) ? devices[i]! : []));
}

/** Returns a user's newest devices, and deletes others. */
async function newestDevicesOf(uid: string): Promise<StoredDevice[]> {
  const query = newestDevicesQuery(uid);
  const { docs } = await query.limit(DEVICES_PER_USER).get();
  if (docs.length < DEVICES_PER_USER) return docs;
  const older = query.select('updatedAt').startAfter(docs.at(-1)).limit(OLD_DEVICES_PER_PUSH);
  // If a device was registered again in the meantime, it stays.
  await pMap((await older.get()).docs, deleteIfUnchanged, { concurrency: 50 });
  return docs;
}

/** Returns the devices that have the same owner as before. */
async function stillOwned(devices: readonly UnreachedDevice[]): Promise<StoredDevice[]> {
  if (devices.length === 0) return [];
  const firestore = database();
  const stored = await firestore.getAll(...devices.map(({ id }) => docAt(devicePath(id))));
  return stored.filter(
    (device, i): device is StoredDevice =>
      device.exists && device.get('userId') === devices[i]!.userId,
  );
}

/** Sends to the devices of one call. Returns those that FCM could not reach. */
async function send(
  payload: NotificationPayload,
  devices: StoredDevice[],
): Promise<UnreachedDevice[]> {
  const tokens = devices.map((device) => deviceIn(device).token);
  const answers = await fcm.send(pushContent(payload), tokens);
  const dead = devices.filter((_device, i) => answers[i] === 'unregistered');
  // If somebody registered the token again in the meantime, the device stays.
  await pMap(dead, deleteIfUnchanged, { concurrency: 10 });
  return devices
    .filter((_device, i) => answers[i] === 'unavailable')
    .map((device) => ({ id: device.id, userId: deviceIn(device).userId }));
}
