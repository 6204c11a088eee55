import { describe, expect, test } from '@jest/globals';
import { eventPath, votePath, type VoteChoice } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { eventWritten } from '../../functions/src/triggers/events.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedEvent, storedVote } from '../../testing/src/fixtures/content.ts';
import { creationOf, deletionOf, deliver, updateOf } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf } from '../../testing/src/fixtures/store.ts';

const { firestore, tasks } = useAdmin('events');

const EVERYONE = ['cleo', 'ada', 'mia', 'bob', 'dan', 'eva', 'fay'];
const later = () => Timestamp.fromMillis(Date.now() + 3 * 24 * 60 * 60 * 1000);

/** Adds to the usual three: Bob and Dan are members, Eva is invited, Fay requested to join. */
async function createGroup(): Promise<GroupFixture> {
  const group = await GroupFixture.create();
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
  test('notifies every joined member once, except the event’s creator', async () => {
    const group = await createGroup();
    await deliver(eventWritten, await createEvent(group), 2);
    await tasks.run('fanOutNotifications');
    for (const name of ['cleo', 'ada', 'bob', 'dan']) {
      expect(await group.notificationsOf(name)).toEqual([
        group.notification('event_created', { actor: 'mia', subjectId: 'e1' }),
      ]);
    }
    expect(await group.notifiedAmong(['mia', 'eva', 'fay'])).toEqual([]);
  });

  test('adds one task however often the event is delivered', async () => {
    const group = await GroupFixture.create();
    await deliver(eventWritten, await createEvent(group), 3);
    expect(tasks.waiting('fanOutNotifications')).toHaveLength(1);
  });

  test('does not notify a user who left or was banned before their page, or who joined later', async () => {
    const group = await createGroup();
    await deliver(eventWritten, await createEvent(group));
    await group.endMembership('bob');
    await group.ban('dan');
    await group.addMember('new', MEMBERSHIP_STATES.member);
    await tasks.run('fanOutNotifications');
    expect(await group.notifiedAmong([...EVERYONE, 'new'])).toEqual(['cleo', 'ada']);
  });

  test('notifies nobody if the event was deleted, and again if it was created again', async () => {
    const group = await GroupFixture.create();
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
      const group = await GroupFixture.create();
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
    await tasks.run('fanOutNotifications');
    for (const name of ['cleo', 'bob']) {
      expect(await group.notificationsOf(name)).toEqual([
        group.notification(type, { actor: 'mia', subjectId: 'e1' }),
      ]);
    }
    expect(await group.notifiedAmong(['mia', 'ada', 'dan', 'eva', 'fay'])).toEqual([]);
  });

  test('goes by the votes at the time of the page', async () => {
    const group = await createGroup();
    await createEvent(group);
    await vote(group, { bob: 'going', dan: 'going' });
    await deliver(eventWritten, await updateEvent(group, change()));
    await vote(group, { bob: 'not_going', ada: 'going' });
    await tasks.run('fanOutNotifications');
    expect(await group.notifiedAmong(EVERYONE)).toEqual(['ada', 'dan']);
  });

  test('notifies nobody in a group that is being deleted', async () => {
    const group = await createGroup();
    await createEvent(group);
    await vote(group, { bob: 'going' });
    const changed = await updateEvent(group, change());
    await group.update({ deletedAt: Timestamp.now() });
    await deliver(eventWritten, changed);
    expect(tasks.waiting('fanOutNotifications')).toEqual([]);
  });
});

describe('events/{eventId}', () => {
  /** Returns the types of Bob's notifications after these changes. He voted going. */
  async function typesAfter(group: GroupFixture, ...changes: (() => object)[]) {
    await createEvent(group);
    await vote(group, { bob: 'going' });
    for (const change of changes) {
      await deliver(eventWritten, await updateEvent(group, change()));
      await tasks.run('fanOutNotifications');
    }
    return (await group.notificationsOf('bob')).map(({ type }) => type).sort();
  }

  test('an event that is moved and cancelled in one write sends only the cancellation', async () => {
    const group = await createGroup();
    const both = () => ({ eventTime: later(), cancelledAt: Timestamp.now() });
    expect(await typesAfter(group, both)).toEqual(['event_cancelled']);
  });

  test('an event that is moved twice notifies twice', async () => {
    const move = () => ({ eventTime: Timestamp.fromMillis(later().toMillis() + Date.now()) });
    const group = await createGroup();
    expect(await typesAfter(group, () => ({ eventTime: later() }), move)).toEqual([
      'event_changed',
      'event_changed',
    ]);
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
});
