/** Errors in handlers: which are retried, which become dead letters, and what is logged. */
import { describe, expect, test } from '@jest/globals';
import { memberPath, deadLetterPath, type DeadLetter } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import {
  TASK_ATTEMPTS,
  handleEvent,
  handleTask,
} from '../../functions/src/platform/deadLetters.ts';
import { GRPC } from '../../functions/src/firestore/grpcStatus.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedMember } from '../../testing/src/fixtures/documents.ts';
import { updateOf } from '../../testing/src/harness/events.ts';
import { useLog } from '../../testing/src/harness/log.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf, store } from '../../testing/src/fixtures/store.ts';

const { firestore } = useAdmin('dead-letters');
const log = useLog();
const HOUR = 60 * 60 * 1000;
let events = 0;

/** An event of a membership of this age. */
async function newEvent(hoursAgo = 0) {
  const path = memberPath('chess', 'mia');
  await store({ [path]: storedMember('chess', 'mia', MEMBERSHIP_STATES.member) });
  const written = await updateOf(path, { notify: 'none' });
  const time = new Date(Date.now() - hoursAgo * HOUR).toISOString();
  return { ...written, id: `event-${events++}`, time, document: path };
}

const failing = (error: Error) => () => Promise.reject(error);
const deadLetterOf = (id: string) => dataOf(deadLetterPath(id));
const deadLetterCount = async () =>
  (await firestore().collection('deadLetters').count().get()).data().count;
const ofGrpc = (code: number, message: string) => Object.assign(new Error(message), { code });

const PERMANENT = [
  ['a bug', new TypeError('Cannot read properties of undefined')],
  ['another bug', new RangeError('Invalid array length')],
  ['an invalid request', ofGrpc(GRPC.INVALID_ARGUMENT, 'too large')],
] as const;
const TEMPORARY = [
  ['a network error', new Error('socket hang up')],
  ['a failed fetch', new TypeError('fetch failed', { cause: new Error('ECONNRESET') })],
  ['a busy Firestore', ofGrpc(14, 'unavailable')],
  [
    'a transaction that took too long',
    ofGrpc(GRPC.INVALID_ARGUMENT, 'The referenced transaction has expired or is no longer valid.'),
  ],
  ['the same on the emulator', ofGrpc(GRPC.INVALID_ARGUMENT, 'Transaction is invalid or closed.')],
  ['a value that is no Error', 'no error' as unknown as Error],
] as const;

describe('handleEvent', () => {
  test.each(TEMPORARY)(
    'rejects for %s while the event is young, so that the platform retries it',
    async (_name, error) => {
      const before = await deadLetterCount();
      const event = await newEvent(11.9);
      await expect(handleEvent('onMemberWritten', failing(error))(event)).rejects.toBe(error);
      expect(await deadLetterCount()).toBe(before);
      expect(log.lines()).toMatchObject([{ severity: 'warn', message: 'failed; will be retried' }]);
    },
  );

  test.each(TEMPORARY)(
    'stores a dead letter for %s once the event is old',
    async (_name, error) => {
      const event = await newEvent(12.1);
      await handleEvent('onMemberWritten', failing(error))(event);
      const stored = (await deadLetterOf(`onMemberWritten_${event.id}`))!;
      const { failedAt, expiresAt, ...deadLetter } = stored as DeadLetter<Timestamp>;
      const days = (expiresAt.toMillis() - failedAt.toMillis()) / (24 * HOUR);
      expect(days).toBeCloseTo(90, 2);
      expect(deadLetter).toEqual({
        trigger: 'onMemberWritten',
        eventId: event.id,
        groupId: 'chess',
        reason: String(error),
        detail: {
          document: 'groups/chess/members/mia',
          before: event.data.before.data(),
          after: event.data.after.data(),
        },
      });
    },
  );

  test.each(PERMANENT)(
    'stores a dead letter for %s at once, because a retry cannot help',
    async (_name, error) => {
      const event = await newEvent();
      await handleEvent('onMemberWritten', failing(error))(event);
      expect(await deadLetterOf(`onMemberWritten_${event.id}`)).toMatchObject({
        reason: `${error.name}: ${error.message}`,
      });
      expect(log.lines()).toMatchObject([{ severity: 'error', message: 'dead letter stored' }]);
    },
  );

  test('stores the data of a deletion, also outside of groups', async () => {
    const { data, id, time } = await newEvent();
    const document = 'users/mia/posts/p1';
    const deleted = { id, time, document, params: {}, data: data.before };
    await handleEvent('onWallPostDeleted', failing(new TypeError('bug')))(deleted);
    expect(await deadLetterOf(`onWallPostDeleted_${id}`)).toMatchObject({
      groupId: null,
      detail: { document, before: data.before.data(), after: null },
    });
  });

  test('stores one dead letter per event and handles other events', async () => {
    const before = await deadLetterCount();
    const event = await newEvent();
    const handle = handleEvent('onMemberWritten', failing(new TypeError('bug')));
    await handle(event);
    await handle(event);
    expect(await deadLetterCount()).toBe(before + 1);
    const seen: string[] = [];
    const next = await newEvent();
    await handleEvent('onMemberWritten', ({ id }: { id: string } & typeof next) => {
      seen.push(id);
      return Promise.resolve();
    })(next);
    expect(seen).toEqual([next.id]);
    expect(await deadLetterCount()).toBe(before + 1);
  });

  test('rejects if it cannot store the dead letter, so that the platform retries the event', async () => {
    const event = { ...(await newEvent()), id: 'x'.repeat(2000) };
    const handle = handleEvent('onMemberWritten', failing(new TypeError('bug')));
    await expect(handle(event)).rejects.toThrow(/longer than 1500 bytes|INVALID_ARGUMENT/);
  });

  test('logs the trigger, the group and the event, but neither content nor users', async () => {
    const errors = [
      new Error('no document groups/chess/members/mia'),
      new TypeError('mia has no title\n    at mia wrote this'),
      Object.assign(new Error('mia'), { code: 'mia-is-no-code'.length }),
    ];
    const [event, old] = [await newEvent(), await newEvent(13)];
    await handleEvent('onMemberWritten', () => Promise.resolve())(event);
    for (const error of errors) {
      await handleEvent('onMemberWritten', failing(error))(old);
    }
    expect(log.lines()).toHaveLength(4);
    for (const line of log.lines()) {
      expect(line).toMatchObject({ trigger: 'onMemberWritten', group: 'chess' });
      expect([event.id, old.id]).toContain(line['eventId']);
    }
    expect(log.lines()[0]!['milliseconds']).toEqual(expect.any(Number));
    expect(log.lines()[1]).toMatchObject({ error: 'Error', at: expect.stringMatching(/:\d+:\d+/) });
    expect(log.text()).not.toMatch(/mia|notify/);
  });
});

describe('handleTask', () => {
  const task = (retryCount: number, data: object = { groupId: 'chess' }) => ({
    id: `task-${events++}`,
    retryCount,
    data,
  });

  test('rejects until the last attempt, then stores a dead letter', async () => {
    const handle = handleTask('deleteGroupData', failing(new Error('socket hang up')));
    await expect(handle(task(TASK_ATTEMPTS - 2))).rejects.toThrow('socket hang up');
    const last = task(TASK_ATTEMPTS - 1);
    await handle(last);
    expect(await deadLetterOf(`deleteGroupData_${last.id}`)).toMatchObject({
      trigger: 'deleteGroupData',
      eventId: last.id,
      groupId: 'chess',
      reason: 'Error: socket hang up',
      detail: { data: { groupId: 'chess' } },
    });
  });

  test('stores a dead letter for a bug at once', async () => {
    const first = task(0);
    await handleTask('deleteGroupData', failing(new TypeError('bug')))(first);
    expect(await deadLetterOf(`deleteGroupData_${first.id}`)).toBeDefined();
  });

  test.each([
    ['its group', { groupId: 'chess' }, 'chess'],
    ['the group of its payload', { payload: { groupId: 'chess', actorName: 'Mia' } }, 'chess'],
    ['the group of its document', { document: 'groups/chess/posts/p1' }, 'chess'],
    ['no group for a wall', { payload: { groupId: null }, users: ['mia'] }, undefined],
    ['no group for a post on a wall', { document: 'users/mia/posts/p1' }, undefined],
    ['no group for an account', { uid: 'mia' }, undefined],
  ])('logs %s, but no id or name of a user', async (_content, data, group) => {
    await handleTask('aTask', () => Promise.resolve())(task(0, data));
    expect(log.lines()).toMatchObject([{ severity: 'info', message: 'handled', trigger: 'aTask' }]);
    expect(log.lines()[0]!['group']).toBe(group);
    expect(log.text()).not.toMatch(/mia/i);
  });
});
