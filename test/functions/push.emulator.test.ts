/** Which devices get a push, and what follows from each answer of FCM. */
import { describe, expect, test } from '@jest/globals';
import { devicePath, devicesPath } from '@firegroups/model';
import { Timestamp, type DocumentReference } from 'firebase-admin/firestore';
import type { NotificationPayload } from '../../functions/src/notifications/payload.ts';
import {
  schedulePush,
  pushToUsers,
  runPush,
  type PushTask,
} from '../../functions/src/notifications/push/push.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedDevice } from '../../testing/src/fixtures/content.ts';
import { deviceIdOf } from '../../testing/src/fixtures/deviceId.ts';
import { useFcm, type ErrorCode } from '../../testing/src/harness/fcm.ts';
import { useLog } from '../../testing/src/harness/log.ts';

const { firestore, tasks } = useAdmin('push');
const fcm = useFcm();
const log = useLog();
let payloads = 0;

const newPayload = (): NotificationPayload => ({
  id: `event_created_chess_${payloads}`,
  type: 'event_created',
  groupId: 'chess',
  groupTitle: 'Chess club',
  // A push of another actor is never held back.
  actorId: `mia${payloads++}`,
  actorName: 'Mia',
  subjectId: 'e1',
});

/** Registers a device with a token of its own. */
async function register(uid: string, name: string): Promise<DocumentReference> {
  const token = `${uid}-${name}`;
  const ref = firestore().doc(devicePath(deviceIdOf(token)));
  await ref.set(storedDevice(uid, token));
  return ref;
}

/** Registers devices, each later than the one before. Their tokens are `token0`, `token1`, … */
async function storeDevices(
  count: number,
  ownerOf: (i: number) => string,
): Promise<DocumentReference[]> {
  const writer = firestore().bulkWriter({ throttling: false });
  const refs = Array.from({ length: count }, (_unused, i) => {
    const ref = firestore().doc(devicePath(deviceIdOf(`token${i}`)));
    const device = { ...storedDevice(ownerOf(i), `token${i}`), updatedAt: Timestamp.fromMillis(i) };
    void writer.set(ref, device);
    return ref;
  });
  await writer.close();
  return refs;
}

const exists = async (ref: DocumentReference) => (await ref.get()).exists;
const waiting = () => tasks.waiting<PushTask>('sendPush');

describe('runPush', () => {
  test('sends to every device of each user, and to no other device', async () => {
    for (const name of ['phone', 'laptop']) await register('ann', name);
    for (const uid of ['ben', 'cat']) await register(uid, 'phone');
    await pushToUsers(['ann', 'ben', 'without-device'], newPayload());
    await tasks.run();
    expect(fcm.tokens()).toEqual(['ann-laptop', 'ann-phone', 'ben-phone']);
    expect(waiting()).toEqual([]);
  });

  test('adds no task if nobody has a device', async () => {
    await pushToUsers(['without-device'], newPayload());
    await pushToUsers([], newPayload());
    await schedulePush([], newPayload(), 'page 0');
    expect(waiting()).toEqual([]);
  });

  test('adds one task however often it is scheduled', async () => {
    await register('dan', 'phone');
    const payload = newPayload();
    await pushToUsers(['dan'], payload);
    await pushToUsers(['dan'], payload);
    await tasks.run();
    await pushToUsers(['dan'], payload);
    await tasks.run();
    expect(fcm.tokens()).toEqual(['dan-phone']);
    await pushToUsers(['dan'], newPayload());
    await tasks.run();
    expect(fcm.tokens()).toEqual(['dan-phone', 'dan-phone']);
  });

  test('sends to at most 500 devices per call', async () => {
    await storeDevices(501, (i) => `guest${i % 30}`);
    const guests = Array.from({ length: 30 }, (_unused, i) => `guest${i}`);
    await pushToUsers(guests, newPayload());
    await tasks.run();
    expect(fcm.calls().map(({ length }) => length)).toEqual([500, 1]);
    expect(new Set(fcm.tokens()).size).toBe(501);
  });

  test.each<ErrorCode>([
    'messaging/registration-token-not-registered',
    'messaging/invalid-registration-token',
  ])('deletes a device after %s, and no other device', async (code) => {
    const [dead, alive] = [await register('eva', 'dead'), await register('eva', 'alive')];
    fcm.answers('eva-dead', code);
    await pushToUsers(['eva'], newPayload());
    await tasks.run();
    expect([await exists(dead), await exists(alive)]).toEqual([false, true]);
    expect(fcm.tokens()).toEqual(['eva-alive', 'eva-dead']);
  });

  test('keeps a device that was registered again while FCM reported its token as unregistered', async () => {
    const renewed = await register('fay', 'phone');
    fcm.answers('fay-phone', 'messaging/registration-token-not-registered');
    fcm.meanwhile(() => renewed.update({ updatedAt: Timestamp.now() }));
    await pushToUsers(['fay'], newPayload());
    await tasks.run();
    expect(await exists(renewed)).toBe(true);
    expect(fcm.tokens()).toEqual(['fay-phone']);
  });

  test('ignores a device that was deleted in the meantime', async () => {
    const deleted = await register('gus', 'phone');
    fcm.answers('gus-phone', 'messaging/registration-token-not-registered');
    fcm.meanwhile(() => deleted.delete());
    await pushToUsers(['gus'], newPayload());
    await tasks.run();
    expect(await exists(deleted)).toBe(false);
  });

  test.each<ErrorCode>([
    'messaging/server-unavailable',
    'messaging/internal-error',
    'messaging/unknown-error',
    'messaging/quota-exceeded',
    'messaging/message-rate-exceeded',
    'messaging/device-message-rate-exceeded',
    'app/network-error',
    'app/network-timeout',
  ])('tries only this device again after %s', async (code) => {
    const uid = `busy-${code.replaceAll('/', '-')}`;
    const [busy] = [await register(uid, 'busy'), await register(uid, 'phone')];
    fcm.answers(`${uid}-busy`, code);
    fcm.meanwhile(() => {
      fcm.answers(`${uid}-busy`, fcm.calls().length > 1 ? null : code);
      return Promise.resolve();
    });
    await pushToUsers([uid], newPayload());
    await tasks.run();
    expect(fcm.calls().map((call) => call.map(({ token }) => token).sort())).toEqual([
      [`${uid}-busy`, `${uid}-phone`],
      [`${uid}-busy`],
    ]);
    expect(await exists(busy)).toBe(true);
  });

  test('tries five times, and doubles the pause each time', async () => {
    await register('hal', 'phone');
    fcm.answers('hal-phone', 'messaging/server-unavailable');
    const dueAt: number[] = [];
    await pushToUsers(['hal'], newPayload());
    for (let [task] = waiting(); task; [task] = waiting()) {
      dueAt.push(tasks.nextDueAt().getTime());
      await tasks.runNext();
      expect(task.attempt).toBe(dueAt.length);
    }
    // An attempt takes time too, but less than ten seconds.
    const pauses = dueAt.slice(1).map((at, i) => Math.floor((at - dueAt[i]!) / 10_000) * 10);
    expect(pauses).toEqual([10, 20, 40, 80]);
    expect(fcm.tokens()).toHaveLength(5);
  });

  test('does not try a device again that was deleted in the meantime', async () => {
    const deleted = await register('ida', 'phone');
    fcm.answers('ida-phone', 'messaging/server-unavailable');
    fcm.meanwhile(() => deleted.delete());
    await pushToUsers(['ida'], newPayload());
    await tasks.run();
    expect(fcm.tokens()).toEqual(['ida-phone']);
  });

  test.each<ErrorCode>([
    'messaging/invalid-argument',
    'messaging/mismatched-credential',
    'messaging/third-party-auth-error',
    'messaging/payload-size-limit-exceeded',
  ])('keeps a device after %s, logs an error, and does not try again', async (code) => {
    const uid = `refused-${code.replaceAll('/', '-')}`;
    const device = await register(uid, 'phone');
    fcm.answers(`${uid}-phone`, code);
    await pushToUsers([uid], newPayload());
    await tasks.run();
    expect(await exists(device)).toBe(true);
    expect(fcm.calls()).toHaveLength(1);
    const refused = { severity: 'error', message: 'push refused', devices: 1, codes: [code] };
    expect(log.lines()).toEqual([refused]);
  });

  test('logs one line per call, with the number of refused devices', async () => {
    const codes = ['messaging/mismatched-credential', 'messaging/third-party-auth-error'] as const;
    for (const [i, code] of [...codes, codes[0]].entries()) {
      await register('kim', `${i}`);
      fcm.answers(`kim-${i}`, code);
    }
    await pushToUsers(['kim'], newPayload());
    await tasks.run();
    expect(log.lines()).toEqual([
      {
        severity: 'error',
        message: 'push refused',
        devices: 3,
        codes: expect.arrayContaining([...codes]),
      },
    ]);
  });

  test('deletes a device after messaging/invalid-argument if FCM accepted another message of the call', async () => {
    const [dead, alive] = [await register('lea', 'dead'), await register('lea', 'alive')];
    fcm.answers('lea-dead', 'messaging/invalid-argument');
    await pushToUsers(['lea'], newPayload());
    await tasks.run();
    expect([await exists(dead), await exists(alive)]).toEqual([false, true]);
    expect(log.lines()).toEqual([]);
  });

  test('sends to the newest 20 devices of a user and deletes the older ones, 200 with each push', async () => {
    const refs = await storeDevices(250, () => 'max');
    const again = refs[100]!;
    await again.update({ updatedAt: Timestamp.now() });
    await pushToUsers(['max'], newPayload());
    await tasks.run();
    const newest = Array.from({ length: 19 }, (_unused, i) => `token${249 - i}`);
    expect(fcm.tokens()).toEqual([...newest, 'token100'].toSorted());
    const left = async () => {
      const query = firestore().collection(devicesPath()).where('userId', '==', 'max');
      return (await query.get()).docs.map((device) => device.get('token') as string).toSorted();
    };
    expect(await left()).toHaveLength(50);
    const newestTokens = fcm.tokens();
    await pushToUsers(['max'], newPayload());
    await tasks.run();
    expect(await left()).toEqual(newestTokens);
  });

  test('of 20 comments to a user with 3,000 devices sends 20 messages, in one task', async () => {
    await storeDevices(3000, () => 'ned');
    for (let i = 0; i < 20; i++) {
      await pushToUsers(['ned'], { ...newPayload(), type: 'post_comment', actorId: 'spammer' });
    }
    expect(tasks.waiting('sendPush')).toHaveLength(1);
    await tasks.run();
    expect(fcm.tokens()).toHaveLength(20);
  });

  test('does not send to a device that another user registered since', async () => {
    const shared = await register('ola', 'phone');
    await pushToUsers(['ola'], newPayload());
    await shared.set(storedDevice('pia', 'ola-phone'));
    await tasks.run();
    expect(fcm.tokens()).toEqual([]);
  });

  test('does not try a device again that another user registered since', async () => {
    const shared = await register('quin', 'phone');
    fcm.answers('quin-phone', 'messaging/server-unavailable');
    fcm.meanwhile(() => shared.set(storedDevice('rob', 'quin-phone')));
    await pushToUsers(['quin'], newPayload());
    await tasks.run();
    expect(fcm.tokens()).toEqual(['quin-phone']);
  });

  test('never holds more than the messages of one call', async () => {
    await storeDevices(1200, (i) => `member${i % 60}`);
    let most = 0;
    let waitingForFcm = 0;
    fcm.meanwhile(async () => {
      waitingForFcm += fcm.calls().at(-1)!.length;
      most = Math.max(most, waitingForFcm);
      await Promise.resolve();
      waitingForFcm -= fcm.calls().at(-1)!.length;
    });
    const members = Array.from({ length: 60 }, (_unused, i) => `member${i}`);
    await schedulePush(members, newPayload(), 'page 0');
    await tasks.run();
    expect(new Set(fcm.tokens()).size).toBe(1200);
    expect(most).toBe(500);
  });

  test('fails if FCM refuses the whole call, so that the task is retried', async () => {
    const device = await register('jan', 'phone');
    await pushToUsers(['jan'], newPayload());
    const [task] = waiting();
    fcm.meanwhile(() => Promise.reject(new Error('FCM is down.')));
    await expect(runPush(task!)).rejects.toThrow('FCM is down.');
    expect(await exists(device)).toBe(true);
    fcm.meanwhile(() => Promise.resolve());
    await runPush(task!);
    expect(fcm.tokens()).toEqual(['jan-phone', 'jan-phone']);
  });
});
