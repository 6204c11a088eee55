/** Pushes of chat messages: to whom, when, and what they say. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { LIMITS, messagePath, pushStatePath, pushTargetsPath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { runChatPush } from '../../functions/src/messages/announce.ts';
import { updateDevices } from '../../functions/src/devices/targets.ts';
import { docAt } from '../../functions/src/firestore/store.ts';
import type { StoredPushState } from '../../functions/src/messages/pushState.ts';
import { deviceWritten } from '../../functions/src/triggers/devices.ts';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { messageWritten } from '../../functions/src/triggers/messages.ts';
import { storedDevice, storedMessage } from '../../testing/src/fixtures/content.ts';
import { deviceIdOf } from '../../testing/src/fixtures/deviceId.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf } from '../../testing/src/fixtures/store.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { creationOf, deletionOf, deliver, eventOf } from '../../testing/src/harness/events.ts';
import { useFcm } from '../../testing/src/harness/fcm.ts';
import { meter, runWithCrash } from '../../testing/src/harness/io.ts';

const { tasks } = useAdmin('chat-push');
const fcm = useFcm();
const SECOND = 1000;

afterEach(() => {
  jest.restoreAllMocks();
});

/** Creates a group in which everybody has a phone whose token is their name. */
async function createChat(groupId?: string) {
  const group = await GroupFixture.create({}, groupId);
  await group.addMember('bob', MEMBERSHIP_STATES.member);
  const names = ['cleo', 'ada', 'mia', 'bob'];
  for (const name of names) await group.registerDevice(name, name);
  for (const name of names) await updateDevices(group.uid(name));
  let count = 0;
  const pathOf = (i: number) => messagePath(group.id, `m${String(i).padStart(4, '0')}`);
  const remove = async (i: number) => deliver(messageWritten, await deletionOf(pathOf(i)));
  const send = async (by: string, text = 'Hello', path = pathOf(++count)) => {
    const event = await creationOf(path, { ...storedMessage(group.uid(by)), text });
    await deliver(messageWritten, event);
    return { path, event };
  };
  return { group, send, remove };
}

const sent = () =>
  fcm
    .calls()
    .flatMap((call) =>
      call.map(({ token, notification, data }) => [token, notification?.body, data?.['count']]),
    );
const choose = (group: GroupFixture, name: string, fields: object) =>
  eventOf(group.memberPath(name), () => docAt(group.memberPath(name)).update({ ...fields }));
const targetsOf = (group: GroupFixture, name: string) => dataOf(pushTargetsPath(group.uid(name)));

describe('a message in a quiet chat', () => {
  test('is pushed at once with a sound to everybody but its author', async () => {
    const { group, send } = await createChat();
    await send('mia', 'See you at six');
    await tasks.runNext();
    expect(fcm.tokens()).toEqual(['ada', 'bob', 'cleo']);
    expect(fcm.calls()[0]![0]).toMatchObject({
      notification: { title: 'Chess club', body: 'mia: See you at six' },
      data: { type: 'message', groupId: group.id, messageId: 'm0001', count: '1' },
      android: { notification: { channelId: 'chat' } },
      apns: { payload: { aps: { sound: 'default', threadId: group.id } } },
      webpush: { notification: { silent: false } },
    });
  });

  test('is not pushed to those who chose mentions or none, or muted the group', async () => {
    const { group, send } = await createChat();
    const later = Timestamp.fromMillis(Date.now() + 3_600_000);
    const changes = [
      await choose(group, 'ada', { notify: 'mentions' }),
      await choose(group, 'bob', { mutedUntil: later }),
      await choose(group, 'cleo', { notify: 'none' }),
    ];
    for (const event of changes) await deliver(memberWritten, event);
    await send('mia');
    await tasks.run();
    expect(fcm.tokens()).toEqual([]);
    await deliver(memberWritten, await choose(group, 'bob', { mutedUntil: Timestamp.now() }));
    await send('mia', 'Still there?');
    await tasks.run();
    expect(sent()).toEqual([['bob', 'mia: Still there?', '1']]);
  });

  test('is pushed to nobody if it was deleted before', async () => {
    const { send } = await createChat();
    const { path } = await send('mia');
    waitFor(SECOND);
    await deliver(messageWritten, await deletionOf(path));
    await tasks.run();
    expect(fcm.calls()).toEqual([]);
  });
});

describe('while a chat goes on', () => {
  test('one silent push stands for all messages since the last one', async () => {
    const { send } = await createChat();
    await send('mia', 'One');
    await tasks.runNext();
    for (const text of ['Two', 'Three']) await send('mia', text);
    await send('ada', 'Four');
    await tasks.run();
    const later = fcm.calls().slice(1).flat();
    expect(later.map(({ token, data }) => [token, data?.['count']]).toSorted()).toEqual([
      ['ada', '2'],
      ['bob', '3'],
      ['cleo', '3'],
      ['mia', '1'],
    ]);
    expect(later.find(({ token }) => token === 'bob')).toMatchObject({
      notification: { body: '3 new messages' },
      android: { notification: { channelId: 'chat-quiet' } },
      webpush: { notification: { silent: true, renotify: false } },
    });
  });

  test('the first answer makes a sound for the user who began, and for nobody else', async () => {
    const { send } = await createChat();
    await send('mia', 'Anybody there?');
    await tasks.run();
    for (const text of ['I am', 'Here']) {
      waitFor(100 * SECOND);
      await send('bob', text);
      await tasks.run();
    }
    const loud = (token: string) =>
      fcm
        .calls()
        .flat()
        .filter((message) => message.token === token)
        .map(({ webpush }) => webpush!.notification!['silent'] === false);
    expect(loud('mia')).toEqual([true, false]);
    expect(loud('ada')).toEqual([true, false, false]);
  });

  test('a push does not count the user’s own message', async () => {
    const { send } = await createChat();
    await send('mia', 'One');
    await tasks.runNext();
    await send('ada', 'Two');
    await send('bob', 'Three');
    await tasks.run();
    expect(sent()).toContainEqual(['bob', '1 new message', '1']);
  });

  test('a deletion in a chat of many messages pushes no older ones', async () => {
    const { send, remove } = await createChat();
    for (let i = 0; i < LIMITS.summaryMessages + 10; i++) await send('mia');
    await tasks.run();
    const before = fcm.calls().length;
    for (let i = LIMITS.summaryMessages; i < LIMITS.summaryMessages + 10; i++) await remove(i);
    waitFor(400 * SECOND);
    await tasks.run();
    expect(fcm.calls()).toHaveLength(before);
  });

  test('an hour of messages makes at most 16 pushes, each with at most ten reads and one for each recipient', async () => {
    const { group, send } = await createChat();
    const startedAt = Date.now();
    let most = 0;
    while (Date.now() < startedAt + 3_600_000) {
      await send('mia');
      waitFor(20 * SECOND);
      while (tasks.waiting('pushMessages').length + tasks.waiting('summarizeChat').length > 0) {
        if (tasks.nextDueAt().getTime() > Date.now()) break;
        const { cost } = await meter(() => tasks.runNext());
        most = Math.max(most, cost.reads);
      }
    }
    const toBob = fcm.tokens().filter((token) => token === 'bob').length;
    expect(toBob).toBeGreaterThan(10);
    expect(toBob).toBeLessThanOrEqual(16);
    expect(most).toBeLessThanOrEqual(3 + 10);
    expect((await dataOf(pushStatePath(group.id))) as StoredPushState).toMatchObject({
      step: toBob - 1,
    });
  });

  test('after five minutes without a message, one is pushed with a sound', async () => {
    const { send } = await createChat();
    await send('mia');
    await tasks.run();
    waitFor(300 * SECOND);
    await send('mia', 'Hello again');
    await tasks.runNext();
    const last = fcm.calls().at(-1)![0];
    expect(last).toMatchObject({ notification: { body: 'mia: Hello again' } });
    expect(last!.apns!.payload!.aps.sound).toBe('default');
  });
});

describe('a task that runs twice', () => {
  test('pushes the same messages again, which replace the first ones', async () => {
    const { group, send } = await createChat();
    await send('mia');
    const [task] = tasks.waiting<{ name: string }>('pushMessages');
    fcm.meanwhile(() => Promise.reject(new Error('The process ended.')));
    await runChatPush(task as never);
    fcm.meanwhile(() => Promise.resolve());
    await tasks.run();
    expect(fcm.tokens()).toEqual(['ada', 'ada', 'bob', 'bob', 'cleo', 'cleo']);
    const tags = fcm
      .calls()
      .flat()
      .map(({ android }) => android!.notification!.tag);
    expect(new Set(tags).size).toBe(1);
    expect((await dataOf(pushStatePath(group.id)))!['ids']).toEqual(['m0001']);
  });

  test('pushes nothing if everything was sent', async () => {
    const { send } = await createChat();
    await send('mia');
    const [task] = tasks.waiting<{ name: string }>('pushMessages');
    for (let i = 0; i < 2; i++) await runChatPush(task as never);
    expect(fcm.tokens()).toEqual(['ada', 'bob', 'cleo']);
  });

  test('leaves what it did not send to the next push', async () => {
    const { group, send } = await createChat();
    await send('mia', 'One');
    const [task] = tasks.waiting<{ name: string }>('pushMessages');
    for (let point = 1; !(await dataOf(pushStatePath(group.id))); point++) {
      await runWithCrash(() => runChatPush(task as never), { point, when: 'after' });
    }
    waitFor(20 * SECOND);
    await send('mia', 'Two');
    await runChatPush({ groupId: group.id, name: 'later', notBefore: 0 });
    await runChatPush(task as never);
    expect(sent().toSorted()).toEqual([
      ['ada', '2 new messages', '2'],
      ['bob', '2 new messages', '2'],
      ['cleo', '2 new messages', '2'],
    ]);
  });

  test('pushes what an attempt before a crash did not', async () => {
    const { send } = await createChat();
    await send('mia');
    const [task] = tasks.waiting<{ name: string }>('pushMessages');
    for (let point = 1; fcm.calls().length === 0; point++) {
      await runWithCrash(() => runChatPush(task as never), { point, when: 'after' });
    }
    expect(fcm.tokens()).toEqual(['ada', 'bob', 'cleo']);
  });
});

test('a task that comes more than two seconds early, as on the emulators, does not wait', async () => {
  const { group, send } = await createChat();
  await send('mia');
  await runChatPush({ groupId: group.id, name: 'pause', notBefore: Date.now() + 3 * SECOND });
  expect(fcm.calls()).toEqual([]);
});

describe('users/{uid}/private/push', () => {
  test('follows devices, whatever the order of the events', async () => {
    const group = await GroupFixture.create();
    const path = (token: string) => `devices/${deviceIdOf(token)}`;
    const device = (token: string) => storedDevice(group.uid('ada'), token);
    const first = await creationOf(path('a'), device('a'));
    const second = await creationOf(path('b'), device('b'));
    const removed = await deletionOf(path('a'));
    for (const event of [removed, second, first]) await deliver(deviceWritten, event, 2);
    expect(await targetsOf(group, 'ada')).toEqual({
      devices: [{ token: 'b', locale: 'en' }],
      wanted: [`${group.id} default`],
      groups: [`${group.id} default`],
      mutedUntil: {},
    });
    await deliver(deviceWritten, await deletionOf(path('b')));
    expect(await targetsOf(group, 'ada')).toMatchObject({ devices: [], groups: [] });
  });

  test('reads the groups of a user only for the first device', async () => {
    const group = await GroupFixture.create();
    const path = `devices/${deviceIdOf('a')}`;
    const register = () => creationOf(path, storedDevice(group.uid('ada'), 'a'));
    await deliver(deviceWritten, await register());
    await deliver(deviceWritten, await deletionOf(path));
    const again = await register();
    const { cost } = await meter(() => deliver(deviceWritten, again));
    expect(cost.reads).toBe(2);
    expect((await targetsOf(group, 'ada'))!['groups']).toEqual([`${group.id} default`]);
  });

  test(`has the newest ${LIMITS.pushDevices} devices`, async () => {
    const group = await GroupFixture.create();
    for (let i = 0; i <= LIMITS.pushDevices; i++) await group.registerDevice('ada', `t${i}`);
    await updateDevices(group.uid('ada'));
    const { devices } = (await targetsOf(group, 'ada')) as { devices: { token: string }[] };
    expect(devices.map(({ token }) => token)).toEqual(['t5', 't4', 't3', 't2', 't1']);
  });

  test('follows memberships, whatever the order of the events', async () => {
    const { group } = await createChat();
    const all = await choose(group, 'ada', { notify: 'all' });
    const left = await deletionOf(group.memberPath('bob'));
    const back = await eventOf(group.memberPath('bob'), () =>
      group.addMember('bob', MEMBERSHIP_STATES.member),
    );
    for (const event of [back, left, all]) await deliver(memberWritten, event, 2);
    expect((await targetsOf(group, 'ada'))!['groups']).toEqual([group.id]);
    expect((await targetsOf(group, 'bob'))!['groups']).toEqual([`${group.id} default`]);
    await deliver(memberWritten, await deletionOf(group.memberPath('bob')));
    expect((await targetsOf(group, 'bob'))!['groups']).toEqual([]);
  });
});

describe('in a group of more than 1,000 members', () => {
  test('only those who chose all get pushes', async () => {
    const { group, send } = await createChat();
    await group.ref.update({ memberCount: LIMITS.pushDefaultMembers + 1 });
    await deliver(memberWritten, await choose(group, 'ada', { notify: 'all' }));
    await send('mia');
    await tasks.run();
    expect(fcm.tokens()).toEqual(['ada']);
  });
});

describe('what a push shows', () => {
  test.each([
    ['text', 'mia: Psst'],
    ['names', 'mia sent a message.'],
    ['none', undefined],
  ])('with PUSH_CONTENT %s', async (level, body) => {
    jest.replaceProperty(process, 'env', { ...process.env, PUSH_CONTENT: level });
    const { send } = await createChat();
    await send('mia', 'Psst');
    await tasks.run();
    const [message] = fcm.calls()[0]!;
    expect(message!.notification?.body).toBe(body);
    expect(JSON.stringify(message).includes('Psst')).toBe(level === 'text');
    expect(message!.data).toMatchObject({ type: 'message', messageId: 'm0001', count: '1' });
  });
});

describe('a device', () => {
  test('that is unregistered is deleted, and one that is unreachable gets the push later', async () => {
    const { send } = await createChat();
    fcm.answers('ada', 'messaging/registration-token-not-registered');
    fcm.answers('bob', 'messaging/server-unavailable');
    await send('mia');
    await tasks.runNext();
    expect(await dataOf(`devices/${deviceIdOf('ada')}`)).toBeUndefined();
    fcm.answers('bob', null);
    await tasks.run('pushMessages');
    expect(fcm.tokens().filter((token) => token === 'bob')).toHaveLength(2);
  });

  test.each<[string, (chat: Awaited<ReturnType<typeof createChat>>) => Promise<unknown>]>([
    [
      'whose owner left the group',
      async ({ group }) => {
        await deliver(memberWritten, await group.endMembership('bob'));
      },
    ],
    [
      'whose owner chose none',
      async ({ group }) => {
        await deliver(memberWritten, await choose(group, 'bob', { notify: 'none' }));
      },
    ],
    ['if the message was deleted', ({ remove }) => remove(1)],
  ])('that was unreachable does not get the push later %s', async (_case, change) => {
    const chat = await createChat();
    fcm.answers('bob', 'messaging/server-unavailable');
    await chat.send('mia', 'Psst');
    await tasks.runNext();
    fcm.answers('bob', null);
    expect(JSON.stringify(tasks.waiting('pushMessages'))).not.toContain('Psst');
    waitFor(SECOND);
    await change(chat);
    await tasks.run();
    expect(fcm.tokens().filter((token) => token === 'bob')).toHaveLength(1);
  });

  test('gets a message that was deleted and sent again with the same id', async () => {
    const { group, send, remove } = await createChat();
    await send('mia', 'One');
    await tasks.run();
    await remove(1);
    waitFor(120 * SECOND);
    await send('mia', 'One again', messagePath(group.id, 'm0001'));
    await tasks.run();
    expect(sent()).toContainEqual(['bob', 'mia: One again', '1']);
  });

  test('gets messages of a group whose id is the name of a property of all objects', async () => {
    const { send } = await createChat('constructor');
    await send('mia');
    await tasks.run();
    expect(fcm.tokens()).toEqual(['ada', 'bob', 'cleo']);
  });
});
