/** What happens to the votes of a user whose membership ends. */
import { describe, expect, test } from '@jest/globals';
import { eventPath, memberPath, votePath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { voteWritten } from '../../functions/src/triggers/votes.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { meter } from '../../testing/src/harness/io.ts';
import { storedEvent, storedVote } from '../../testing/src/fixtures/content.ts';
import { deliver, deletionOf, type WrittenEvent } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf, store } from '../../testing/src/fixtures/store.ts';

const { firestore, tasks } = useAdmin('withdraw-votes');
const HOUR = 60 * 60 * 1000;
const inHours = (hours: number) => ({ eventTime: Timestamp.fromMillis(Date.now() + hours * HOUR) });

/** A group in which Mia and Ada vote for an event of tomorrow and one of yesterday. */
async function createGroup(): Promise<GroupFixture> {
  const group = await GroupFixture.create();
  const [mia, ada] = [group.uid('mia'), group.uid('ada')];
  await store({
    [eventPath(group.id, 'tomorrow')]: storedEvent(ada, { ...inHours(24), goingCount: 2 }),
    [eventPath(group.id, 'yesterday')]: storedEvent(ada, { ...inHours(-24), goingCount: 2 }),
    ...Object.fromEntries(
      ['tomorrow', 'yesterday'].flatMap((event) =>
        [mia, ada].map((uid) => [votePath(group.id, event, uid), storedVote(uid)]),
      ),
    ),
  });
  return group;
}

/** Returns which of the users' votes are left, such as "mia tomorrow". */
async function votesIn(group: GroupFixture, names = ['mia', 'ada']): Promise<string[]> {
  const votes = names.flatMap((name) =>
    ['tomorrow', 'yesterday'].map(async (event) => {
      const vote = await dataOf(votePath(group.id, event, group.uid(name)));
      return vote ? [`${name} ${event}`] : [];
    }),
  );
  return (await Promise.all(votes)).flat();
}

describe('a membership that ends', () => {
  test.each<[string, (group: GroupFixture) => Promise<WrittenEvent>]>([
    ['a member who leaves or is removed', (group) => group.endMembership('mia')],
    ['a member who is banned', (group) => group.ban('mia')],
  ])('takes the votes of %s out of events that have not begun', async (_who, end) => {
    const group = await createGroup();
    await deliver(memberWritten, await end(group), 2);
    expect(await votesIn(group)).toEqual(['mia yesterday', 'ada tomorrow', 'ada yesterday']);
  });

  test('leaves the votes of a member whose role changes', async () => {
    const group = await createGroup();
    await deliver(memberWritten, await group.setRole('mia', 'admin'));
    expect(await votesIn(group, ['mia'])).toEqual(['mia tomorrow', 'mia yesterday']);
  });

  test('corrects the counts of the events', async () => {
    const group = await createGroup();
    const tomorrow = eventPath(group.id, 'tomorrow');
    await deliver(memberWritten, await group.endMembership('mia'));
    const vote = votePath(group.id, 'tomorrow', group.uid('mia'));
    await store({ [vote]: storedVote(group.uid('mia')) });
    await deliver(voteWritten, await deletionOf(vote));
    await tasks.run('recountDocument');
    expect((await dataOf(tomorrow))!['goingCount']).toBe(1);
  });

  test('leaves votes in other groups, and other collections of that name', async () => {
    const [group, other] = [await createGroup(), await createGroup()];
    const uid = group.uid('mia');
    const poll = `groups/${group.id}/polls/p1/votes/${uid}`;
    const elsewhere = votePath(other.id, 'tomorrow', uid);
    const nested = `${memberPath(group.id, uid)}/events/tomorrow/votes/${uid}`;
    await store({
      [poll]: { userId: uid },
      [`groups/${group.id}/polls/p1`]: inHours(24),
      [nested]: { userId: uid },
      [elsewhere]: storedVote(uid),
    });
    await deliver(memberWritten, await group.endMembership('mia'));
    expect(await votesIn(group, ['mia'])).toEqual(['mia yesterday']);
    for (const path of [poll, nested, elsewhere]) expect(await dataOf(path)).toBeDefined();
  });

  test('leaves the votes that a user cast after joining again, if the event arrives late', async () => {
    const group = await createGroup();
    const left = await group.endMembership('mia');
    await group.addMember('mia', MEMBERSHIP_STATES.member);
    await firestore()
      .doc(votePath(group.id, 'tomorrow', group.uid('mia')))
      .delete();
    await store({
      [eventPath(group.id, 'new')]: storedEvent(group.uid('ada')),
      [votePath(group.id, 'new', group.uid('mia'))]: storedVote(group.uid('mia')),
      [votePath(group.id, 'tomorrow', group.uid('mia'))]: {
        ...storedVote(group.uid('mia')),
        updatedAt: Timestamp.fromMillis(Date.now() - HOUR),
      },
    });
    await deliver(memberWritten, left);
    expect(await votesIn(group, ['mia'])).toEqual(['mia yesterday']);
    expect(await dataOf(votePath(group.id, 'new', group.uid('mia')))).toBeDefined();
  });

  test('takes more votes than one page out, and holds one page at a time', async () => {
    const group = await createGroup();
    const uid = group.uid('mia');
    const ids = Array.from({ length: 250 }, (_unused, i) => `e${i}`);
    await store({
      ...Object.fromEntries(
        ids.map((id) => [eventPath(group.id, id), storedEvent(group.uid('ada'), inHours(24))]),
      ),
      ...Object.fromEntries(ids.map((id) => [votePath(group.id, id, uid), storedVote(uid)])),
    });
    await deliver(memberWritten, await group.endMembership('mia'));
    const left = await firestore().collectionGroup('votes').where('userId', '==', uid).get();
    expect(left.docs.map(({ ref }) => ref.path)).toEqual([votePath(group.id, 'yesterday', uid)]);
  });

  test('reads only the push targets if the user has no votes', async () => {
    const group = await GroupFixture.create();
    const left = await group.endMembership('mia');
    const { cost } = await meter(() => deliver(memberWritten, left));
    expect(cost).toMatchObject({ documents: 1, writes: 0, deletes: 0 });
  });
});
