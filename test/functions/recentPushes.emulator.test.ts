/** How often a user gets pushes of the same type because of the same actor. */
import { describe, expect, test } from '@jest/globals';
import { devicePath } from '@firegroups/model';
import type { NotificationPayload } from '../../functions/src/notifications/payload.ts';
import {
  runPush,
  schedulePush,
  type PushTask,
} from '../../functions/src/notifications/push/push.ts';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { deviceIdOf } from '../../testing/src/fixtures/deviceId.ts';
import { storedDevice } from '../../testing/src/fixtures/content.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { store } from '../../testing/src/fixtures/store.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { deliver } from '../../testing/src/harness/events.ts';
import { useFcm } from '../../testing/src/harness/fcm.ts';
import { meter, runWithCrash } from '../../testing/src/harness/io.ts';

const { tasks } = useAdmin('recent-pushes');
const fcm = useFcm();
const MINUTE = 60 * 1000;
let payloads = 0;

const invite = (change: Partial<NotificationPayload> = {}): NotificationPayload => ({
  id: `group_invite_chess_${payloads++}`,
  type: 'group_invite',
  groupId: 'chess',
  groupTitle: 'Chess club',
  actorId: 'mia',
  actorName: 'Mia',
  subjectId: null,
  ...change,
});

/** Registers a phone of each user whose token is the uid. */
const registerPhones = (...uids: string[]) =>
  store(
    Object.fromEntries(
      uids.map((uid) => [devicePath(deviceIdOf(uid)), storedDevice(uid, uid)] as const),
    ),
  );

async function push(users: string[], payload: NotificationPayload): Promise<void> {
  await schedulePush(users, payload, 'all');
  await tasks.run();
}

describe('a push of the same type to the same user and because of the same actor', () => {
  test('is sent once for an invite that is revoked and sent again', async () => {
    const group = await GroupFixture.create();
    await group.registerDevice('new', `phone of ${group.id}`);
    for (let round = 0; round < 5; round++) {
      await deliver(memberWritten, await group.invite('new'));
      await deliver(memberWritten, await group.endMembership('new'));
      await tasks.run();
    }
    expect(fcm.tokens()).toEqual([`phone of ${group.id}`]);
  });

  test('is sent again after ten minutes', async () => {
    await registerPhones('ann');
    await push(['ann'], invite());
    waitFor(10 * MINUTE - 5000);
    await push(['ann'], invite());
    expect(fcm.tokens()).toEqual(['ann']);
    waitFor(5000);
    await push(['ann'], invite());
    expect(fcm.tokens()).toEqual(['ann', 'ann']);
  });

  test('does not hold back another type, another actor or another user', async () => {
    await registerPhones('ben', 'cat');
    await push(['ben'], invite());
    await push(['ben'], invite({ type: 'post_comment' }));
    await push(['ben'], invite({ actorId: 'ada' }));
    await push(['ben', 'cat'], invite());
    expect(fcm.calls().map((call) => call.map(({ token }) => token))).toEqual([
      ['ben'],
      ['ben'],
      ['ben'],
      ['cat'],
    ]);
  });

  test.each(['event_created', 'event_changed', 'event_cancelled'] as const)(
    'does not hold back %s of another event',
    async (type) => {
      const uid = `gus-${type}`;
      await registerPhones(uid);
      for (const [groupId, subjectId] of [
        ['chess', 'e1'],
        ['chess', 'e2'],
        ['go', 'e1'],
        ['chess', 'e1'],
        ['chess', 'e2'],
      ] as const) {
        await push([uid], invite({ type, groupId, subjectId }));
      }
      const events = fcm.calls().flatMap((call) => call.map(({ data }) => data));
      expect(events).toMatchObject([
        { groupId: 'chess', subjectId: 'e1' },
        { groupId: 'chess', subjectId: 'e2' },
        { groupId: 'go', subjectId: 'e1' },
      ]);
    },
  );

  test('holds back a comment on another post', async () => {
    await registerPhones('hal');
    await push(['hal'], invite({ type: 'post_comment', subjectId: 'p1' }));
    await push(['hal'], invite({ type: 'post_comment', subjectId: 'p2' }));
    expect(fcm.tokens()).toEqual(['hal']);
  });

  test('is sent once if two tasks run at the same time', async () => {
    await registerPhones('dan');
    await schedulePush(['dan'], invite(), 'all');
    await schedulePush(['dan'], invite(), 'all');
    await Promise.all(tasks.waiting<PushTask>('sendPush').map((task) => runPush(task)));
    expect(fcm.tokens()).toEqual(['dan']);
  });

  test('is sent by the next attempt if the first one crashed after it was remembered', async () => {
    await registerPhones('eva');
    await schedulePush(['eva'], invite(), 'all');
    const [task] = tasks.waiting<PushTask>('sendPush');
    await registerPhones('ewa');
    const { trace } = await meter(() => runPush({ ...task!, users: ['ewa'] }));
    const point = trace.indexOf('commit') + 1;
    const crashed = await runWithCrash(() => runPush(task!), { point, when: 'after' });
    expect([crashed, fcm.tokens()]).toEqual(['crashed', ['ewa']]);
    await tasks.run();
    expect(fcm.tokens()).toEqual(['eva', 'ewa']);
  });

  test('costs one write, and nothing for a user without a device', async () => {
    await registerPhones('fay');
    await schedulePush(['fay', 'without-device'], invite(), 'all');
    const [task] = tasks.waiting<PushTask>('sendPush');
    const first = await meter(() => runPush(task!));
    expect(first.cost).toMatchObject({ documents: 1, writes: 1 });
    await schedulePush(['fay'], invite(), 'all');
    const second = await meter(() => runPush(tasks.waiting<PushTask>('sendPush').at(-1)!));
    expect(second.cost).toMatchObject({ documents: 2, writes: 0 });
  });
});
