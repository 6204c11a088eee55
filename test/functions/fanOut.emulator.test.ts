/** How a fan-out goes from page to page, with two members per page. A group of three or more is large. */
import { describe, expect, test } from '@jest/globals';
import { eventPath, groupPath, memberPath, votePath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { runFanOutPage, type FanOutTask } from '../../functions/src/notifications/fanOut.ts';
import { eventWritten } from '../../functions/src/triggers/events.ts';
import { meter, runWithCrash } from '../../testing/src/harness/io.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedEvent, storedVote } from '../../testing/src/fixtures/content.ts';
import { creationOf, deliver, updateOf } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';

const { firestore, tasks } = useAdmin('fan-out', { FAN_OUT_PAGE_SIZE: '2' });
const QUEUE = 'fanOutNotifications';
const LARGE = { memberCount: 3 };
const GUESTS = ['b', 'c', 'd', 'e', 'f'];

/** Creates a group with a creator, an admin, a member and five guests, and an event. */
async function createEvent(memberCount = 3 + GUESTS.length, creator = 'mia') {
  const group = await GroupFixture.create({ memberCount });
  for (const name of GUESTS) await group.addMember(name, MEMBERSHIP_STATES.member);
  const event = await creationOf(eventPath(group.id, 'e1'), storedEvent(group.uid(creator)));
  return { group, event };
}

const nextTask = () => tasks.waiting<FanOutTask>(QUEUE)[0]!;

describe('runFanOutPage', () => {
  test('notifies everyone once, page by page', async () => {
    const { group, event } = await createEvent();
    await deliver(eventWritten, event);
    await tasks.run(QUEUE);
    expect(await group.notifiedAmong(['cleo', 'ada', 'mia', ...GUESTS])).toEqual([
      'cleo',
      'ada',
      ...GUESTS,
    ]);
  });

  test('a group that has grown since it was counted is notified by the trigger and by tasks', async () => {
    const { group, event } = await createEvent(2);
    await deliver(eventWritten, event, 2);
    expect(tasks.waiting(QUEUE)).toHaveLength(1);
    expect(await group.notifiedAmong(['cleo', 'ada', ...GUESTS])).toEqual(['cleo', 'ada']);
    await tasks.run(QUEUE);
    expect(await group.notifiedAmong(['cleo', 'ada', 'mia', ...GUESTS])).toEqual([
      'cleo',
      'ada',
      ...GUESTS,
    ]);
  });

  test('a trigger that crashes before its commit and then counts a large group misses nobody', async () => {
    const { event } = await createEvent(2, 'f');
    const { trace } = await meter(() => deliver(eventWritten, event));
    const other = await createEvent(2, 'f');
    const point = trace.lastIndexOf('commit') + 1;
    const crashing = () => deliver(eventWritten, other.event);
    expect(await runWithCrash(crashing, { point, when: 'before' })).toBe('crashed');
    await firestore().doc(groupPath(other.group.id)).update({ memberCount: 8 });
    await deliver(eventWritten, other.event);
    await tasks.run(QUEUE);
    const others = ['cleo', 'ada', 'mia', 'b', 'c', 'd', 'e'];
    expect(await other.group.notifiedAmong([...others, 'f'])).toEqual(others);
  });

  test('a page has the size of the parameter, and the next page starts where it ended', async () => {
    const { group, event } = await createEvent();
    await deliver(eventWritten, event);
    const { result, cost } = await meter(async () => {
      await runFanOutPage(nextTask());
      return tasks.waiting<FanOutTask>(QUEUE);
    });
    expect(result.map(({ page, after }) => [page, after?.id ?? null])).toEqual([
      [0, null],
      [1, group.uid('ada')],
    ]);
    expect(await group.notifiedAmong(['cleo', 'ada', ...GUESTS])).toEqual(['cleo', 'ada']);
    // Two members with their settings, the event and the group.
    expect(cost).toMatchObject({ documents: 6, writes: 2 });
  });

  test('a page that runs again after members left and joined notifies nobody twice and misses nobody', async () => {
    const { group, event } = await createEvent();
    await deliver(eventWritten, event);
    const first = nextTask();
    await runFanOutPage(first);
    await group.endMembership('cleo');
    await group.addMember('new', MEMBERSHIP_STATES.member);
    await runFanOutPage(first);
    await tasks.run(QUEUE);
    expect(await group.notifiedAmong(['ada', ...GUESTS, 'new'])).toEqual(['ada', ...GUESTS]);
  });

  test('a page that crashes after its commit notifies nobody twice', async () => {
    const { event } = await createEvent();
    await deliver(eventWritten, event);
    const { trace } = await meter(() => runFanOutPage(nextTask()));
    const other = await createEvent();
    await deliver(eventWritten, other.event);
    const task = tasks
      .waiting<FanOutTask>(QUEUE)
      .find(({ payload }) => payload.groupId === other.group.id)!;
    const point = trace.indexOf('commit') + 1;
    expect(await runWithCrash(() => runFanOutPage(task), { point, when: 'after' })).toBe('crashed');
    expect(await other.group.notifiedAmong(['cleo', 'ada'])).toEqual(['cleo', 'ada']);
    await tasks.run(QUEUE);
    expect(await other.group.notifiedAmong(['cleo', 'ada', 'mia', ...GUESTS])).toEqual([
      'cleo',
      'ada',
      ...GUESTS,
    ]);
  });

  test('notifies each of the members who joined at the same time', async () => {
    const group = await GroupFixture.create(LARGE);
    const at = Timestamp.now();
    for (const name of GUESTS) {
      await group.addMember(name, MEMBERSHIP_STATES.member);
      await firestore()
        .doc(memberPath(group.id, group.uid(name)))
        .update({ joinedAt: at });
    }
    const event = await creationOf(eventPath(group.id, 'e1'), storedEvent(group.uid('mia')));
    await deliver(eventWritten, event);
    await tasks.run(QUEUE);
    expect(await group.notifiedAmong(GUESTS)).toEqual(GUESTS);
  });

  test('continues after a page of voters without a recipient', async () => {
    const { group } = await createEvent();
    for (const name of ['mia', ...GUESTS]) {
      const uid = group.uid(name);
      await group.write(votePath(group.id, 'e1', uid), storedVote(uid));
    }
    await group.endMembership('b');
    const cancelled = await updateOf(eventPath(group.id, 'e1'), { cancelledAt: Timestamp.now() });
    await deliver(eventWritten, cancelled);
    await tasks.run(QUEUE);
    expect(await group.notifiedAmong(['mia', ...GUESTS])).toEqual(['c', 'd', 'e', 'f']);
  });
});
