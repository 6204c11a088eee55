/** What becomes of a push: which devices it is sent to, and what follows from each answer of FCM. */
import { describe, expect, test } from '@jest/globals';
import { devicePath } from '@firegroups/model';
import type { DocumentReference } from 'firebase-admin/firestore';
import type { NotificationPayload } from '../../functions/src/notifications/payload.ts';
import {
  schedulePush,
  pushToUsers,
  runPush,
  type PushTask,
} from '../../functions/src/notifications/push/push.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedDevice } from '../../testing/src/fixtures/content.ts';
import { useFcm, type ErrorCode } from '../../testing/src/harness/fcm.ts';
import { useLog } from '../../testing/src/harness/log.ts';

const { firestore, tasks } = useAdmin('push');
const door = useFcm();
const log = useLog();
let payloads = 0;

const newPayload = (): NotificationPayload => ({
  id: `event_created_chess_${payloads++}`,
  type: 'event_created',
  groupId: 'chess',
  groupTitle: 'Chess club',
  actorId: 'mia',
  actorName: 'Mia',
  subjectId: 'e1',
});

/** Registers a device whose token is not another one's. */
async function register(uid: string, name: string): Promise<DocumentReference> {
  const ref = firestore().doc(devicePath(uid, name));
  await ref.set(storedDevice(`${uid}-${name}`));
  return ref;
}

const isThere = async (ref: DocumentReference) => (await ref.get()).exists;
const waiting = () => tasks.waiting<PushTask>('sendPush');

describe('sendPush', () => {
  test('sends to every device of each user, and to no other', async () => {
    for (const name of ['phone', 'laptop']) await register('ann', name);
    for (const uid of ['ben', 'cat']) await register(uid, 'phone');
    await pushToUsers(['ann', 'ben', 'without-device'], newPayload());
    await tasks.run();
    expect(door.tokens()).toEqual(['ann-laptop', 'ann-phone', 'ben-phone']);
    expect(waiting()).toEqual([]);
  });

  test('is no task where nobody has a device', async () => {
    await pushToUsers(['without-device'], newPayload());
    await pushToUsers([], newPayload());
    await schedulePush([], newPayload(), 'page 0');
    expect(waiting()).toEqual([]);
  });

  test('is one task, however often it is asked for', async () => {
    await register('dan', 'phone');
    const payload = newPayload();
    await pushToUsers(['dan'], payload);
    await pushToUsers(['dan'], payload);
    await tasks.run();
    await pushToUsers(['dan'], payload);
    await tasks.run();
    expect(door.tokens()).toEqual(['dan-phone']);
    await pushToUsers(['dan'], newPayload());
    await tasks.run();
    expect(door.tokens()).toEqual(['dan-phone', 'dan-phone']);
  });

  test('sends to 500 devices a call at the most', async () => {
    const batches = [firestore().batch(), firestore().batch()];
    for (let i = 0; i < 501; i++) {
      const ref = firestore().doc(devicePath(`guest${i % 10}`, `d${i}`));
      batches[i % 2]!.set(ref, storedDevice(`token${i}`));
    }
    for (const batch of batches) await batch.commit();
    await pushToUsers(
      Array.from({ length: 10 }, (_unused, i) => `guest${i}`),
      newPayload(),
    );
    await tasks.run();
    expect(door.calls().map(({ length }) => length)).toEqual([500, 1]);
    expect(new Set(door.tokens()).size).toBe(501);
  });

  test.each<ErrorCode>([
    'messaging/registration-token-not-registered',
    'messaging/invalid-registration-token',
  ])('forgets the device of %s, and no other', async (code) => {
    const [dead, alive] = [await register('eva', 'dead'), await register('eva', 'alive')];
    door.answers('eva-dead', code);
    await pushToUsers(['eva'], newPayload());
    await tasks.run();
    expect([await isThere(dead), await isThere(alive)]).toEqual([false, true]);
    expect(door.tokens()).toEqual(['eva-alive', 'eva-dead']);
  });

  test('keeps a device that got a new token while FCM called the old one unregistered', async () => {
    const renewed = await register('fay', 'phone');
    door.answers('fay-phone', 'messaging/registration-token-not-registered');
    door.meanwhile(() => renewed.set(storedDevice('new')));
    await pushToUsers(['fay'], newPayload());
    await tasks.run();
    expect((await renewed.get()).get('token')).toBe('new');
    expect(door.tokens()).toEqual(['fay-phone']);
  });

  test('a device that is gone by then is no error', async () => {
    const gone = await register('gus', 'phone');
    door.answers('gus-phone', 'messaging/registration-token-not-registered');
    door.meanwhile(() => gone.delete());
    await pushToUsers(['gus'], newPayload());
    await tasks.run();
    expect(await isThere(gone)).toBe(false);
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
  ])('tries a device again alone after %s', async (code) => {
    const uid = `busy-${code.replaceAll('/', '-')}`;
    const [busy] = [await register(uid, 'busy'), await register(uid, 'phone')];
    door.answers(`${uid}-busy`, code);
    door.meanwhile(() => {
      door.answers(`${uid}-busy`, door.calls().length > 1 ? null : code);
      return Promise.resolve();
    });
    await pushToUsers([uid], newPayload());
    await tasks.run();
    expect(door.calls().map((call) => call.map(({ token }) => token).sort())).toEqual([
      [`${uid}-busy`, `${uid}-phone`],
      [`${uid}-busy`],
    ]);
    expect(await isThere(busy)).toBe(true);
  });

  test('tries five times in all, and waits twice as long each time', async () => {
    await register('hal', 'phone');
    door.answers('hal-phone', 'messaging/server-unavailable');
    const dueAt: number[] = [];
    await pushToUsers(['hal'], newPayload());
    for (let [task] = waiting(); task; [task] = waiting()) {
      dueAt.push(tasks.nextDueAt().getTime());
      await tasks.runNext();
      expect(task.attempt).toBe(dueAt.length);
    }
    // A try takes its time too, but no ten seconds.
    const pauses = dueAt.slice(1).map((at, i) => Math.floor((at - dueAt[i]!) / 10_000) * 10);
    expect(pauses).toEqual([10, 20, 40, 80]);
    expect(door.tokens()).toHaveLength(5);
  });

  test('does not try a device again that is gone meanwhile', async () => {
    const gone = await register('ida', 'phone');
    door.answers('ida-phone', 'messaging/server-unavailable');
    door.meanwhile(() => gone.delete());
    await pushToUsers(['ida'], newPayload());
    await tasks.run();
    expect(door.tokens()).toEqual(['ida-phone']);
  });

  test.each<ErrorCode>([
    'messaging/invalid-argument',
    'messaging/mismatched-credential',
    'messaging/third-party-auth-error',
    'messaging/payload-size-limit-exceeded',
  ])(
    'keeps a device to which FCM refuses it by %s, says so, and does not try again',
    async (code) => {
      const uid = `refused-${code.replaceAll('/', '-')}`;
      const device = await register(uid, 'phone');
      door.answers(`${uid}-phone`, code);
      await pushToUsers([uid], newPayload());
      await tasks.run();
      expect(await isThere(device)).toBe(true);
      expect(door.calls()).toHaveLength(1);
      expect(log.lines()).toEqual([{ severity: 'error', message: 'push refused', code }]);
    },
  );

  test('fails where FCM takes no call at all, so that the task is tried again', async () => {
    const device = await register('jan', 'phone');
    await pushToUsers(['jan'], newPayload());
    const [task] = waiting();
    door.meanwhile(() => Promise.reject(new Error('FCM is down.')));
    await expect(runPush(task!)).rejects.toThrow('FCM is down.');
    expect(await isThere(device)).toBe(true);
    door.meanwhile(() => Promise.resolve());
    await runPush(task!);
    expect(door.tokens()).toEqual(['jan-phone', 'jan-phone']);
  });
});
