import { describe, expect, test } from '@jest/globals';
import { eventPath, votePath, type VoteChoice } from '@firegroups/model';
import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { runEventChange, type EventChangeTask } from '../../functions/src/events/eventChange.ts';
import { eventWritten } from '../../functions/src/triggers/events.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor, waitUntil } from '../../testing/src/harness/clock.ts';
import { meter, runWithCrash } from '../../testing/src/harness/io.ts';
import { storedEvent, storedVote } from '../../testing/src/fixtures/content.ts';
import { creationOf, deletionOf, deliver, updateOf } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf } from '../../testing/src/fixtures/store.ts';

const { firestore, tasks } = useAdmin('events');

const EVERYONE = ['cleo', 'ada', 'mia', 'bob', 'dan', 'eva', 'fay'];
const later = () => Timestamp.fromMillis(Date.now() + 3 * 24 * 60 * 60 * 1000);

/** A group that is notified by tasks. */
const LARGE = { memberCount: 501 };

/** Adds to the usual three: Bob and Dan are members, Eva is invited, Fay requested to join. */
async function createGroup(change: { memberCount?: number } = {}): Promise<GroupFixture> {
  const group = await GroupFixture.create(change);
  await group.addMember('bob', MEMBERSHIP_STATES.member);
  await group.addMember('dan', MEMBERSHIP_STATES.member);
  await group.addMember('eva', { ...MEMBERSHIP_STATES.invited, invitedBy: group.uid('mia') });
  await group.addMember('fay', MEMBERSHIP_STATES.waiting);
  return group;
}

/** Mia creates an event. */
const createEvent = (group: GroupFixture, eventId = 'e1') =>
  creationOf(eventPath(group.id, eventId), storedEvent(group.uid('mia')));
const updateEvent = (group: GroupFixture, change: object) =>
  updateOf(eventPath(group.id, 'e1'), { ...change, updatedAt: Timestamp.now() });

async function vote(group: GroupFixture, votes: Record<string, VoteChoice>): Promise<void> {
  for (const [name, choice] of Object.entries(votes)) {
    const uid = group.uid(name);
    await group.write(votePath(group.id, 'e1', uid), storedVote(uid, choice));
  }
}

describe('event_created', () => {
  test.each([
    ['at once in a small group', {}],
    ['by tasks in a large group', LARGE],
  ])('notifies every joined member once, except the event’s creator, %s', async (_how, change) => {
    const group = await createGroup(change);
    await deliver(eventWritten, await createEvent(group), 2);
    await tasks.run('fanOutNotifications');
    for (const name of ['cleo', 'ada', 'bob', 'dan']) {
      expect(await group.notificationsOf(name)).toEqual([
        group.notification('event_created', { actor: 'mia', subjectId: 'e1' }),
      ]);
    }
    expect(await group.notifiedAmong(['mia', 'eva', 'fay'])).toEqual([]);
  });

  test.each([
    [500, 0],
    [501, 1],
  ])(
    'in a group of %s members adds %s tasks, however often the event is delivered',
    async (memberCount, count) => {
      const group = await GroupFixture.create({ memberCount });
      await deliver(eventWritten, await createEvent(group), 3);
      expect(tasks.waiting('fanOutNotifications')).toHaveLength(count);
    },
  );

  test('200 events in a group of one add no task that the notifications of others would wait for', async () => {
    const crowded = await GroupFixture.create({ memberCount: 1 });
    const events = Array.from({ length: 200 }, (_unused, i) => createEvent(crowded, `e${i}`));
    await Promise.all((await Promise.all(events)).map((event) => deliver(eventWritten, event)));
    expect(tasks.waiting('fanOutNotifications')).toEqual([]);
  });

  test('does not notify a user who left or was banned before their page, or who joined later', async () => {
    const group = await createGroup(LARGE);
    await deliver(eventWritten, await createEvent(group));
    await group.endMembership('bob');
    await group.ban('dan');
    await group.addMember('new', MEMBERSHIP_STATES.member);
    await tasks.run('fanOutNotifications');
    expect(await group.notifiedAmong([...EVERYONE, 'new'])).toEqual(['cleo', 'ada']);
  });

  test('notifies nobody if the event was deleted, and again if it was created again', async () => {
    const group = await GroupFixture.create(LARGE);
    await deliver(eventWritten, await createEvent(group));
    await deletionOf(eventPath(group.id, 'e1'));
    await tasks.run('fanOutNotifications');
    expect(await group.notifiedAmong(EVERYONE)).toEqual([]);
    await deliver(eventWritten, await createEvent(group));
    await tasks.run('fanOutNotifications');
    expect(await group.notifiedAmong(EVERYONE)).toEqual(['cleo', 'ada']);
  });

  test('does not notify a member who turned it off', async () => {
    const group = await GroupFixture.create();
    await group.choose('ada', 'event_created', { inApp: false, push: false });
    await deliver(eventWritten, await createEvent(group));
    await tasks.run('fanOutNotifications');
    expect(await group.notifiedAmong(EVERYONE)).toEqual(['cleo']);
  });

  test.each(['event', 'task'])(
    'notifies nobody if the group is being deleted when the %s arrives',
    async (which) => {
      const group = await GroupFixture.create(LARGE);
      const created = await createEvent(group);
      if (which === 'task') await deliver(eventWritten, created);
      await group.update({ deletedAt: Timestamp.now() });
      await deliver(eventWritten, created);
      await tasks.run('fanOutNotifications');
      expect(await group.notifiedAmong(EVERYONE)).toEqual([]);
    },
  );
});

describe.each([
  ['event_changed', () => ({ eventTime: later() })],
  ['event_cancelled', () => ({ cancelledAt: Timestamp.now() })],
] as const)('%s', (type, change) => {
  test('notifies joined members who voted going once, except the event’s creator', async () => {
    const group = await createGroup();
    await createEvent(group);
    await vote(group, {
      cleo: 'going',
      ada: 'not_going',
      mia: 'going',
      bob: 'going',
      dan: 'going',
    });
    await group.endMembership('dan');
    await deliver(eventWritten, await updateEvent(group, change()), 2);
    await tasks.run();
    for (const name of ['cleo', 'bob']) {
      expect(await group.notificationsOf(name)).toEqual([
        group.notification(type, { actor: 'mia', subjectId: 'e1' }),
      ]);
    }
    expect(await group.notifiedAmong(['mia', 'ada', 'dan', 'eva', 'fay'])).toEqual([]);
  });

  test.each([
    ['in a small group', {}],
    ['in a large group', LARGE],
  ])(
    'by an admin names the admin and notifies the event’s creator once, %s',
    async (_how, size) => {
      const group = await createGroup(size);
      await createEvent(group);
      await vote(group, { ada: 'going', mia: 'going', bob: 'going' });
      const byAda = { ...change(), updatedBy: group.uid('ada') };
      await deliver(eventWritten, await updateEvent(group, byAda), 2);
      await tasks.run();
      for (const name of ['mia', 'bob']) {
        expect(await group.notificationsOf(name)).toEqual([
          group.notification(type, { actor: 'ada', subjectId: 'e1' }),
        ]);
      }
      expect(await group.notifiedAmong(['ada', 'cleo'])).toEqual([]);
    },
  );

  test.each([
    ['did not vote', {}, ['mia', 'bob']],
    ['voted not_going', { mia: 'not_going' }, ['mia', 'bob']],
  ] as const)('by an admin notifies an event’s creator who %s', async (_what, votes, expected) => {
    const group = await createGroup();
    await createEvent(group);
    await vote(group, { bob: 'going', ...votes });
    const byAda = { ...change(), updatedBy: group.uid('ada') };
    await deliver(eventWritten, await updateEvent(group, byAda));
    await tasks.run();
    expect(await group.notifiedAmong(EVERYONE)).toEqual(expected);
  });

  test('by an admin does not notify an event’s creator who has left', async () => {
    const group = await createGroup();
    await createEvent(group);
    await vote(group, { mia: 'going', bob: 'going' });
    await group.endMembership('mia');
    const byAda = { ...change(), updatedBy: group.uid('ada') };
    await deliver(eventWritten, await updateEvent(group, byAda));
    await tasks.run();
    expect(await group.notifiedAmong(EVERYONE)).toEqual(['bob']);
  });

  test('goes by the votes at the time of the page', async () => {
    const group = await createGroup(LARGE);
    await createEvent(group);
    await vote(group, { bob: 'going', dan: 'going' });
    await deliver(eventWritten, await updateEvent(group, change()));
    await vote(group, { bob: 'not_going', ada: 'going' });
    await tasks.run();
    expect(await group.notifiedAmong(EVERYONE)).toEqual(['ada', 'dan']);
  });

  test('notifies nobody in a group that is being deleted', async () => {
    const group = await createGroup();
    await createEvent(group);
    await vote(group, { bob: 'going' });
    const changed = await updateEvent(group, change());
    await group.update({ deletedAt: Timestamp.now() });
    await deliver(eventWritten, changed);
    await tasks.run();
    expect(await group.notifiedAmong(EVERYONE)).toEqual([]);
  });
});

describe('event_changed', () => {
  const MINUTE = 60 * 1000;
  const inHours = (hours: number) =>
    Timestamp.fromMillis(Math.floor(Date.now() / 1000) * 1000 + hours * 60 * MINUTE);
  const move = async (group: GroupFixture, eventTime: Timestamp) =>
    deliver(eventWritten, await updateEvent(group, { eventTime }), 2);
  const timesNotified = async (group: GroupFixture) => (await group.notifiedAmong(['bob'])).length;

  /** Mia's event, for which Bob voted going. The clock is at the start of a minute. */
  async function plannedEvent() {
    const group = await createGroup();
    waitUntil(new Date((Math.floor(Date.now() / MINUTE) + 1) * MINUTE));
    const created = await createEvent(group);
    await deliver(eventWritten, created, 2);
    await tasks.run();
    await vote(group, { bob: 'going' });
    for (const { ref } of await group.notificationDocs('bob')) await ref.delete();
    return { group, plannedFor: created.data.after.get('eventTime') as Timestamp };
  }

  test('is sent 60 to 120 seconds after a move', async () => {
    const { group } = await plannedEvent();
    await move(group, inHours(30));
    const seconds = (tasks.nextDueAt().getTime() - Date.now()) / 1000;
    expect(seconds > 60 && seconds <= 120 ? 'within the time' : seconds).toBe('within the time');
    expect(await timesNotified(group)).toBe(0);
    await tasks.run();
    expect(await timesNotified(group)).toBe(1);
  });

  test('is sent once for ten moves within a minute', async () => {
    const { group } = await plannedEvent();
    for (let hours = 30; hours < 40; hours++) await move(group, inHours(hours));
    await tasks.run();
    expect(await timesNotified(group)).toBe(1);
  });

  test('is sent at most once a minute, also if the moves do not end', async () => {
    const { group } = await plannedEvent();
    for (let minute = 0; minute < 5; minute++) {
      await move(group, inHours(30 + minute));
      waitFor(MINUTE);
    }
    await tasks.run();
    // The tasks ran only now, and the first one found the last time.
    expect(await timesNotified(group)).toBe(1);
    for (let minute = 0; minute < 3; minute++) {
      await move(group, inHours(50 + minute));
      await tasks.run();
    }
    expect(await timesNotified(group)).toBe(4);
  });

  test('is not sent if the event was moved and moved back', async () => {
    const { group, plannedFor } = await plannedEvent();
    await move(group, inHours(30));
    await move(group, plannedFor);
    await tasks.run();
    expect(await timesNotified(group)).toBe(0);
    await move(group, inHours(30));
    await tasks.run();
    expect(await timesNotified(group)).toBe(1);
  });

  test('is sent if the title changed after the move', async () => {
    const { group } = await plannedEvent();
    await move(group, inHours(30));
    waitFor(30_000);
    await deliver(eventWritten, await updateEvent(group, { title: 'Final' }));
    await tasks.run();
    expect(await timesNotified(group)).toBe(1);
  });

  test('is not sent if the event was canceled or deleted after the move', async () => {
    const { group } = await plannedEvent();
    await move(group, inHours(30));
    await deliver(eventWritten, await updateEvent(group, { cancelledAt: Timestamp.now() }));
    await tasks.run();
    expect((await group.notificationsOf('bob')).map(({ type }) => type)).toEqual([
      'event_cancelled',
    ]);
    const other = await plannedEvent();
    await move(other.group, inHours(30));
    await deliver(eventWritten, await deletionOf(eventPath(other.group.id, 'e1')));
    await tasks.run();
    expect(await timesNotified(other.group)).toBe(0);
  });

  test('is sent for a move that came after a crash between the decision and the notification', async () => {
    const nextTask = async (hours: number) => {
      const { group } = await plannedEvent();
      await move(group, inHours(hours));
      const task = tasks
        .waiting<EventChangeTask>('notifyEventChange')
        .find(({ groupId }) => groupId === group.id)!;
      waitUntil(new Date((task.minute + 2) * MINUTE));
      return { group, task };
    };
    const other = await nextTask(30);
    const { trace } = await meter(() => runEventChange(other.task));
    const point = trace.indexOf('commit') + 1;
    const { group, task } = await nextTask(30);
    const crashed = await runWithCrash(() => runEventChange(task), { point, when: 'after' });
    expect([crashed, await timesNotified(group)]).toEqual(['crashed', 0]);
    await move(group, inHours(31));
    await runEventChange(task);
    expect(await timesNotified(group)).toBe(1);
    await tasks.run();
    expect(await timesNotified(group)).toBe(2);
  });

  test('waits if its task arrives early, as it does on the emulator', async () => {
    const { group } = await plannedEvent();
    await move(group, inHours(30));
    const [task] = tasks.waiting<EventChangeTask>('notifyEventChange');
    const dueAt = tasks.nextDueAt();
    waitUntil(new Date(dueAt.getTime() - 50));
    await runEventChange(task!);
    expect(Date.now()).toBeGreaterThanOrEqual(dueAt.getTime());
    expect(await timesNotified(group)).toBe(1);
  });

  test('of an event that has no toldTime yet is sent', async () => {
    const { group } = await plannedEvent();
    const event = firestore().doc(eventPath(group.id, 'e1'));
    await event.update({ toldTime: FieldValue.delete() });
    await move(group, inHours(30));
    await tasks.run();
    expect(await timesNotified(group)).toBe(1);
  });
});

describe('events/{eventId}', () => {
  /** Returns the types of Bob's notifications after these changes. He voted going. */
  async function typesAfter(group: GroupFixture, ...changes: (() => object)[]) {
    await createEvent(group);
    await vote(group, { bob: 'going' });
    for (const change of changes) {
      await deliver(eventWritten, await updateEvent(group, change()));
      await tasks.run();
    }
    return (await group.notificationsOf('bob')).map(({ type }) => type).sort();
  }

  test('an event that is moved and cancelled in one write sends only the cancellation', async () => {
    const group = await createGroup();
    const both = () => ({ eventTime: later(), cancelledAt: Timestamp.now() });
    expect(await typesAfter(group, both)).toEqual(['event_cancelled']);
  });

  test('a change of the title, the location or the counts notifies nobody', async () => {
    const group = await createGroup();
    const edits = [{ title: 'Final' }, { location: 'Town hall' }, { goingCount: 1 }];
    expect(await typesAfter(group, ...edits.map((edit) => () => edit))).toEqual([]);
  });

  test('the deletion of an event deletes its votes, also more than one batch, and no others', async () => {
    const group = await GroupFixture.create();
    await createEvent(group, 'e10');
    await group.write(votePath(group.id, 'e10', 'bob'), storedVote('bob'));
    await createEvent(group);
    const batch = firestore().batch();
    const votes = firestore().doc(eventPath(group.id, 'e1')).collection('votes');
    for (let i = 0; i < 501; i++) batch.set(votes.doc(`guest${i}`), storedVote(`guest${i}`));
    await batch.commit();
    const deleted = await deletionOf(eventPath(group.id, 'e1'));
    await deliver(eventWritten, deleted, 2);
    expect((await votes.count().get()).data().count).toBe(0);
    expect(await dataOf(votePath(group.id, 'e10', 'bob'))).toBeDefined();
  });

  test.each([
    ['in a small group', {}],
    ['in a large group', LARGE],
  ])(
    'the deletion of an event deletes its notifications and no others, %s',
    async (_how, change) => {
      const group = await createGroup(change);
      await deliver(eventWritten, await createEvent(group, 'e10'));
      await deliver(eventWritten, await createEvent(group));
      await vote(group, { bob: 'going' });
      await deliver(eventWritten, await updateEvent(group, { eventTime: later() }));
      await tasks.run();
      await deliver(eventWritten, await updateEvent(group, { cancelledAt: Timestamp.now() }));
      await tasks.run();
      const subjects = async () =>
        (await group.notificationsOf('bob')).map(({ type, subjectId }) => `${type} ${subjectId}`);
      expect((await subjects()).toSorted()).toEqual([
        'event_cancelled e1',
        'event_changed e1',
        'event_created e1',
        'event_created e10',
      ]);
      await deliver(eventWritten, await deletionOf(eventPath(group.id, 'e1')), 2);
      expect(await subjects()).toEqual(['event_created e10']);
    },
  );

  test('a late event of a deletion leaves the notifications of an event that was created again', async () => {
    const group = await createGroup();
    await createEvent(group);
    const deleted = await deletionOf(eventPath(group.id, 'e1'));
    await deliver(eventWritten, await createEvent(group));
    await deliver(eventWritten, deleted);
    expect(await group.notifiedAmong(['bob'])).toEqual(['bob']);
  });
});
