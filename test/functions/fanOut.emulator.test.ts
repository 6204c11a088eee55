/** How a fan-out goes from page to page, two members each. */
import { describe, expect, test } from '@jest/globals';
import { eventPath, memberPath, votePath } from '@firegroups/model';
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
const GUESTS = ['b', 'c', 'd', 'e', 'f'];

/** The creator, an admin, a member and five guests; Mia plans an event. */
async function planned() {
  const group = await GroupFixture.open();
  for (const name of GUESTS) await group.put(name, MEMBERSHIP_STATES.member);
  const event = await creationOf(eventPath(group.id, 'e1'), storedEvent(group.uid('mia')));
  return { group, event };
}

const nextPage = () => tasks.waiting<FanOutTask>(QUEUE)[0]!;

describe('fanOutNotifications', () => {
  test('tells page by page, everybody once', async () => {
    const { group, event } = await planned();
    await deliver(eventWritten, event);
    await tasks.run(QUEUE);
    expect(await group.whoWasNotified(['cleo', 'ada', 'mia', ...GUESTS])).toEqual([
      'cleo',
      'ada',
      ...GUESTS,
    ]);
  });

  test('a page is as large as the parameter says, and hands on where it ended', async () => {
    const { group, event } = await planned();
    await deliver(eventWritten, event);
    const { result, cost } = await meter(async () => {
      await runFanOutPage(nextPage());
      return tasks.waiting<FanOutTask>(QUEUE);
    });
    expect(result.map(({ page, after }) => [page, after?.id ?? null])).toEqual([
      [0, null],
      [1, group.uid('ada')],
    ]);
    expect(await group.whoWasNotified(['cleo', 'ada', ...GUESTS])).toEqual(['cleo', 'ada']);
    // Two members with their settings, the event and the group.
    expect(cost).toMatchObject({ documents: 6, writes: 2 });
  });

  test('a page that is run again, after some have left or come, tells nobody twice and misses nobody', async () => {
    const { group, event } = await planned();
    await deliver(eventWritten, event);
    const first = nextPage();
    await runFanOutPage(first);
    await group.goes('cleo');
    await group.put('new', MEMBERSHIP_STATES.member);
    await runFanOutPage(first);
    await tasks.run(QUEUE);
    expect(await group.whoWasNotified(['ada', ...GUESTS, 'new'])).toEqual(['ada', ...GUESTS]);
  });

  test('a page that is killed after it was told is told to nobody twice', async () => {
    const { event } = await planned();
    await deliver(eventWritten, event);
    const { trace } = await meter(() => runFanOutPage(nextPage()));
    const other = await planned();
    await deliver(eventWritten, other.event);
    const task = tasks
      .waiting<FanOutTask>(QUEUE)
      .find(({ payload }) => payload.groupId === other.group.id)!;
    const point = trace.indexOf('commit') + 1;
    expect(await runWithCrash(() => runFanOutPage(task), { point, when: 'after' })).toBe('crashed');
    expect(await other.group.whoWasNotified(['cleo', 'ada'])).toEqual(['cleo', 'ada']);
    await tasks.run(QUEUE);
    expect(await other.group.whoWasNotified(['cleo', 'ada', 'mia', ...GUESTS])).toEqual([
      'cleo',
      'ada',
      ...GUESTS,
    ]);
  });

  test('members who joined at the very same time are each told', async () => {
    const group = await GroupFixture.open();
    const at = Timestamp.now();
    for (const name of GUESTS) {
      await group.put(name, MEMBERSHIP_STATES.member);
      await firestore()
        .doc(memberPath(group.id, group.uid(name)))
        .update({ joinedAt: at });
    }
    const event = await creationOf(eventPath(group.id, 'e1'), storedEvent(group.uid('mia')));
    await deliver(eventWritten, event);
    await tasks.run(QUEUE);
    expect(await group.whoWasNotified(GUESTS)).toEqual(GUESTS);
  });

  test('goes on after a page of voters of whom nobody is told', async () => {
    const { group } = await planned();
    for (const name of ['mia', ...GUESTS]) {
      const uid = group.uid(name);
      await group.doc(votePath(group.id, 'e1', uid), storedVote(uid));
    }
    await group.goes('b');
    const cancelled = await updateOf(eventPath(group.id, 'e1'), { cancelledAt: Timestamp.now() });
    await deliver(eventWritten, cancelled);
    await tasks.run(QUEUE);
    expect(await group.whoWasNotified(['mia', ...GUESTS])).toEqual(['c', 'd', 'e', 'f']);
  });
});
