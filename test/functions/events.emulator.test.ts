import { describe, expect, test } from '@jest/globals';
import { eventPath, votePath, type VoteChoice } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { eventWritten } from '../../functions/src/triggers/events.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedEvent, storedVote } from '../../testing/src/fixtures/content.ts';
import { creationOf, deletionOf, deliver, updateOf } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';

const { firestore, tasks } = useAdmin('events');

const EVERYBODY = ['cleo', 'ada', 'mia', 'bob', 'dan', 'eva', 'fay'];
const later = () => Timestamp.fromMillis(Date.now() + 3 * 24 * 60 * 60 * 1000);

/** Besides the usual three: Bob and Dan are members, Eva is invited, Fay waits. */
async function openGroup(): Promise<GroupFixture> {
  const group = await GroupFixture.open();
  await group.put('bob', MEMBERSHIP_STATES.member);
  await group.put('dan', MEMBERSHIP_STATES.member);
  await group.put('eva', { ...MEMBERSHIP_STATES.invited, invitedBy: group.uid('mia') });
  await group.put('fay', MEMBERSHIP_STATES.waiting);
  return group;
}

/** Mia plans an event; its notifications are not told yet. */
const plans = (group: GroupFixture, eventId = 'e1') =>
  creationOf(eventPath(group.id, eventId), storedEvent(group.uid('mia')));
const changes = (group: GroupFixture, change: object) =>
  updateOf(eventPath(group.id, 'e1'), { ...change, updatedAt: Timestamp.now() });

async function vote(group: GroupFixture, votes: Record<string, VoteChoice>): Promise<void> {
  for (const [name, choice] of Object.entries(votes)) {
    const uid = group.uid(name);
    await group.doc(votePath(group.id, 'e1', uid), storedVote(uid, choice));
  }
}

const notificationTypeOf = (group: GroupFixture, type: string) => ({
  type,
  groupId: group.id,
  groupTitle: 'Chess club',
  actorId: group.uid('mia'),
  actorName: 'mia',
  subjectId: 'e1',
});

describe('event_created', () => {
  test('tells every joined member, once, but neither its creator nor who is not in', async () => {
    const group = await openGroup();
    await deliver(eventWritten, await plans(group), 2);
    await tasks.run('fanOutNotifications');
    for (const name of ['cleo', 'ada', 'bob', 'dan']) {
      expect(await group.told(name)).toEqual([notificationTypeOf(group, 'event_created')]);
    }
    expect(await group.whoWasNotified(['mia', 'eva', 'fay'])).toEqual([]);
  });

  test('adds one task, however often it is delivered', async () => {
    const group = await GroupFixture.open();
    await deliver(eventWritten, await plans(group), 3);
    expect(tasks.waiting('fanOutNotifications')).toHaveLength(1);
  });

  test('is not told to who has left or was banned before their page, nor to who joins later', async () => {
    const group = await openGroup();
    await deliver(eventWritten, await plans(group));
    await group.goes('bob');
    await group.isBanned('dan');
    await group.put('new', MEMBERSHIP_STATES.member);
    await tasks.run('fanOutNotifications');
    expect(await group.whoWasNotified([...EVERYBODY, 'new'])).toEqual(['cleo', 'ada']);
  });

  test('is not told of an event that is gone before, nor again of one that was planned anew', async () => {
    const group = await GroupFixture.open();
    await deliver(eventWritten, await plans(group));
    await deletionOf(eventPath(group.id, 'e1'));
    await tasks.run('fanOutNotifications');
    expect(await group.whoWasNotified(EVERYBODY)).toEqual([]);
    await deliver(eventWritten, await plans(group));
    await tasks.run('fanOutNotifications');
    expect(await group.whoWasNotified(EVERYBODY)).toEqual(['cleo', 'ada']);
  });

  test('is not told to who wants none', async () => {
    const group = await GroupFixture.open();
    await group.chooses('ada', 'event_created', { inApp: false, push: false });
    await deliver(eventWritten, await plans(group));
    await tasks.run('fanOutNotifications');
    expect(await group.whoWasNotified(EVERYBODY)).toEqual(['cleo']);
  });

  test.each(['event', 'task'])(
    'is not told in a group that is being erased when the %s comes',
    async (which) => {
      const group = await GroupFixture.open();
      const planned = await plans(group);
      if (which === 'task') await deliver(eventWritten, planned);
      await group.changes({ deletedAt: Timestamp.now() });
      await deliver(eventWritten, planned);
      await tasks.run('fanOutNotifications');
      expect(await group.whoWasNotified(EVERYBODY)).toEqual([]);
    },
  );
});

describe.each([
  ['event_changed', () => ({ eventTime: later() })],
  ['event_cancelled', () => ({ cancelledAt: Timestamp.now() })],
] as const)('%s', (type, change) => {
  test('tells those who go and are still in, once, but not the event’s creator', async () => {
    const group = await openGroup();
    await plans(group);
    await vote(group, {
      cleo: 'going',
      ada: 'not_going',
      mia: 'going',
      bob: 'going',
      dan: 'going',
    });
    await group.goes('dan');
    await deliver(eventWritten, await changes(group, change()), 2);
    await tasks.run('fanOutNotifications');
    for (const name of ['cleo', 'bob']) {
      expect(await group.told(name)).toEqual([notificationTypeOf(group, type)]);
    }
    expect(await group.whoWasNotified(['mia', 'ada', 'dan', 'eva', 'fay'])).toEqual([]);
  });

  test('is not told to who goes no more, and is told to who has come to go', async () => {
    const group = await openGroup();
    await plans(group);
    await vote(group, { bob: 'going', dan: 'going' });
    await deliver(eventWritten, await changes(group, change()));
    await vote(group, { bob: 'not_going', ada: 'going' });
    await tasks.run('fanOutNotifications');
    expect(await group.whoWasNotified(EVERYBODY)).toEqual(['ada', 'dan']);
  });

  test('is told in no group that is being erased', async () => {
    const group = await openGroup();
    await plans(group);
    await vote(group, { bob: 'going' });
    const changed = await changes(group, change());
    await group.changes({ deletedAt: Timestamp.now() });
    await deliver(eventWritten, changed);
    expect(tasks.waiting('fanOutNotifications')).toEqual([]);
  });
});

describe('events/{eventId}', () => {
  /** What Bob, who goes, is told of a change. */
  async function toldOf(group: GroupFixture, ...changesOfEvent: (() => object)[]) {
    await plans(group);
    await vote(group, { bob: 'going' });
    for (const change of changesOfEvent) {
      await deliver(eventWritten, await changes(group, change()));
      await tasks.run('fanOutNotifications');
    }
    return (await group.told('bob')).map(({ type }) => type).sort();
  }

  test('that is moved and cancelled in one write tells the cancellation alone', async () => {
    const group = await openGroup();
    const both = () => ({ eventTime: later(), cancelledAt: Timestamp.now() });
    expect(await toldOf(group, both)).toEqual(['event_cancelled']);
  });

  test('that is moved twice tells both times', async () => {
    const move = () => ({ eventTime: Timestamp.fromMillis(later().toMillis() + Date.now()) });
    const group = await openGroup();
    expect(await toldOf(group, () => ({ eventTime: later() }), move)).toEqual([
      'event_changed',
      'event_changed',
    ]);
  });

  test('whose title, place or tallies change tells nobody', async () => {
    const group = await openGroup();
    const edits = [{ title: 'Final' }, { location: 'Town hall' }, { goingCount: 1 }];
    expect(await toldOf(group, ...edits.map((edit) => () => edit))).toEqual([]);
  });

  test('that is deleted takes its votes along, more than one batch of them, and no others', async () => {
    const group = await GroupFixture.open();
    await plans(group, 'e10');
    await group.doc(votePath(group.id, 'e10', 'bob'), storedVote('bob'));
    await plans(group);
    const batch = firestore().batch();
    const votes = firestore().doc(eventPath(group.id, 'e1')).collection('votes');
    for (let i = 0; i < 501; i++) batch.set(votes.doc(`guest${i}`), storedVote(`guest${i}`));
    await batch.commit();
    const deleted = await deletionOf(eventPath(group.id, 'e1'));
    await deliver(eventWritten, deleted, 2);
    expect((await votes.count().get()).data().count).toBe(0);
    const other = await firestore()
      .doc(votePath(group.id, 'e10', 'bob'))
      .get();
    expect(other.exists).toBe(true);
  });
});
