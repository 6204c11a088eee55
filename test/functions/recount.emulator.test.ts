/** Counts of members, votes and comments, however often and in whatever order events arrive. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  commentPath,
  eventPath,
  groupPath,
  memberPath,
  membersPath,
  postPath,
  votePath,
} from '@firegroups/model';
import {
  recount,
  scheduleRecount,
  runRecount,
  type RecountTask,
} from '../../functions/src/counts/recount.ts';
import { commentWritten } from '../../functions/src/triggers/comments.ts';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { voteWritten } from '../../functions/src/triggers/votes.ts';
import { unwatched, watched, type Watcher } from '../../testing/src/harness/ioHooks.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { stopClock, waitFor } from '../../testing/src/harness/clock.ts';
import {
  storedComment,
  storedEvent,
  storedPost,
  storedVote,
} from '../../testing/src/fixtures/content.ts';
import {
  deletionOf,
  deliver as deliverTo,
  eventOf,
  type WrittenEvent,
} from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf } from '../../testing/src/fixtures/store.ts';

const { firestore, tasks } = useAdmin('counts');

afterEach(() => {
  jest.restoreAllMocks();
});

const deliver = (event: WrittenEvent, times?: number) => deliverTo(memberWritten, event, times);
const join = (group: GroupFixture, name: string) =>
  eventOf(group.memberPath(name), () => group.addMember(name, MEMBERSHIP_STATES.member));

async function joinedIn({ id }: GroupFixture): Promise<number> {
  const joined = firestore().collection(membersPath(id)).where('status', '==', 'joined');
  return (await joined.count().get()).data().count;
}

describe('memberCount', () => {
  test.each([
    ['no task', 'was fast', 0, 0],
    ['one more task', 'took nearly a second', 800, 1],
  ])(
    'rises at once when a user joins, and adds %s if the count %s',
    async (_tasks, _how, milliseconds, expected) => {
      const group = await GroupFixture.create();
      waitFor(1000);
      const joined = await join(group, 'bob');
      let now = 0;
      jest.spyOn(performance, 'now').mockImplementation(() => (now += milliseconds));
      await deliver(joined);
      expect(await group.get('memberCount')).toBe(4);
      expect(tasks.waiting('recountDocument')).toHaveLength(expected);
    },
  );

  test('follows within two seconds if the group was written less than a second ago', async () => {
    const group = await GroupFixture.create();
    const joined = await join(group, 'bob');
    stopClock();
    await group.update({ description: 'Every Friday' });
    const deliveredAt = Date.now();
    await deliver(joined);
    expect(await group.get('memberCount')).toBeUndefined();
    const [task, ...others] = tasks.waiting<RecountTask>('recountDocument');
    expect(others).toEqual([]);
    expect(task!.document).toBe(groupPath(group.id));
    expect(task!.notBefore).toBeGreaterThan(deliveredAt);
    expect(task!.notBefore).toBeLessThanOrEqual(Date.now() + 2000);
    expect(tasks.nextDueAt().getTime()).toBe(task!.notBefore);
    await tasks.run();
    expect(await group.get('memberCount')).toBe(4);
  });

  test('falls by a task when a member leaves or is banned', async () => {
    const group = await GroupFixture.create();
    await group.addMember('bob', MEMBERSHIP_STATES.member);
    waitFor(1000);
    await deliver(await group.endMembership('mia'));
    await deliver(await group.ban('bob'));
    await tasks.run();
    expect(await group.get('memberCount')).toBe(2);
  });

  test('is right however often and in whatever order events arrive', async () => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    const joined = await group.join('bob');
    const left = await group.endMembership('mia');
    await deliver(left);
    await tasks.run();
    await deliver(joined, 2);
    await deliver(left);
    await tasks.run();
    expect(await group.get('memberCount')).toBe(3);
  });

  test('is right after twenty users join and ten leave at once', async () => {
    const group = await GroupFixture.create();
    const names = Array.from({ length: 20 }, (_unused, i) => `guest${i}`);
    const churn = names.map(async (name, i) => {
      const joined = await join(group, name);
      const left = i % 2 ? [await group.endMembership(name)] : [];
      await Promise.all([joined, ...left].map((event) => deliver(event)));
    });
    await Promise.all(churn);
    await tasks.run();
    expect(await group.get('memberCount')).toBe(13);
    expect(await joinedIn(group)).toBe(13);
  }, 60_000);

  test('ignores invites, requests and muting', async () => {
    const group = await GroupFixture.create();
    const { updateTime } = await group.ref.get();
    waitFor(1000);
    await deliver(await group.invite('bob'));
    await deliver(await group.requestToJoin('dan'));
    await deliver(await eventOf(group.memberPath('mia'), () => group.turnPushesOff('mia')));
    expect(tasks.waiting('recountDocument')).toEqual([]);
    expect((await group.ref.get()).updateTime).toEqual(updateTime);
  });

  test('ignores a deleted group and does not restore it', async () => {
    const group = await GroupFixture.create();
    const [joined, left] = [await join(group, 'bob'), await group.endMembership('mia')];
    await group.ref.delete();
    await deliver(joined);
    await deliver(left);
    await tasks.run();
    expect((await group.ref.get()).exists).toBe(false);
  });
});

test('fifty deletions below each document within a second add one task for it', async () => {
  const group = await GroupFixture.create();
  const { id } = group;
  const uids = Array.from({ length: 50 }, (_unused, i) => `guest${i}`);
  await group.write(postPath(id, 'p'), { ...storedPost('mia'), commentCount: 51 });
  await group.write(eventPath(id, 'e'), { ...storedEvent('mia'), goingCount: 51 });
  await group.update({ memberCount: 53 });
  await group.write(commentPath(id, 'p', 'left'), storedComment('mia'));
  await group.write(votePath(id, 'e', 'left'), storedVote('left'));
  const deletions = uids.map(async (uid) => {
    await group.write(commentPath(id, 'p', uid), storedComment(uid));
    await group.write(votePath(id, 'e', uid), storedVote(uid));
    await group.addMember(uid, MEMBERSHIP_STATES.member);
    return {
      comment: await deletionOf(commentPath(id, 'p', uid)),
      vote: await deletionOf(votePath(id, 'e', uid)),
      member: await group.endMembership(uid),
    };
  });
  const deleted = await Promise.all(deletions);
  stopClock();
  await Promise.all(
    deleted.flatMap(({ comment, vote, member }) => [
      deliverTo(commentWritten, comment),
      deliverTo(voteWritten, vote),
      deliver(member),
    ]),
  );
  const counted = tasks.waiting<RecountTask>('recountDocument').map(({ document }) => document);
  expect(counted.toSorted()).toEqual([group.ref.path, eventPath(id, 'e'), postPath(id, 'p')]);
  await tasks.run();
  expect(await dataOf(postPath(id, 'p'))).toMatchObject({ commentCount: 1 });
  expect(await dataOf(eventPath(id, 'e'))).toMatchObject({ goingCount: 1 });
  expect(await group.get('memberCount')).toBe(3);
});

describe('recount', () => {
  async function postWithComments(count: number): Promise<GroupFixture> {
    const group = await GroupFixture.create();
    await group.write(postPath(group.id, 'p'), storedPost('mia'));
    for (let i = 0; i < count; i++) {
      await group.write(commentPath(group.id, 'p', `c${i}`), storedComment('mia'));
    }
    return group;
  }
  const postOf = ({ id }: GroupFixture) => firestore().doc(postPath(id, 'p'));

  test('counts only the documents below this document', async () => {
    const group = await postWithComments(2);
    await group.write(commentPath(group.id, 'p2', 'c'), storedComment('mia'));
    waitFor(1000);
    await recount(await postOf(group).get());
    expect((await postOf(group).get()).get('commentCount')).toBe(2);
  });

  test('writes nothing if the count is right, but counts again', async () => {
    const group = await postWithComments(1);
    await postOf(group).update({ commentCount: 1 });
    const stored = await postOf(group).get();
    waitFor(1000);
    await recount(stored);
    expect(tasks.waiting('recountDocument')).toHaveLength(1);
    await tasks.run();
    expect((await postOf(group).get()).updateTime).toEqual(stored.updateTime);
  });

  test('counts again if the document changed while it counted', async () => {
    const group = await postWithComments(1);
    const stale = await postOf(group).get();
    await postOf(group).update({ content: 'Edited' });
    waitFor(1000);
    await recount(stale);
    expect((await postOf(group).get()).get('commentCount')).toBeUndefined();
    await tasks.run();
    const edited = await dataOf(postOf(group).path);
    expect(edited).toMatchObject({ content: 'Edited', commentCount: 1 });
  });

  test('of a task runs again if the document changed between its count and its write', async () => {
    const group = await postWithComments(1);
    let changes = 0;
    const around: Watcher['around'] = async (io, send) => {
      if (io.name === 'commit' && changes++ === 0) {
        await unwatched(() => postOf(group).update({ content: 'Edited' }));
      }
      return send();
    };
    const task = { document: postOf(group).path, notBefore: 0 };
    await watched({ around }, () => runRecount(task));
    expect((await postOf(group).get()).get('commentCount')).toBeUndefined();
    expect(tasks.waiting('recountDocument')).toHaveLength(1);
    await tasks.run();
    expect((await postOf(group).get()).get('commentCount')).toBe(1);
  });

  test('adds one task per second and document', async () => {
    const group = await GroupFixture.create();
    stopClock();
    await Promise.all(Array.from({ length: 5 }, () => scheduleRecount(group.ref)));
    expect(tasks.waiting('recountDocument')).toHaveLength(1);
    waitFor(1000);
    await scheduleRecount(group.ref);
    expect(tasks.waiting('recountDocument')).toHaveLength(2);
  });

  test('ignores a document without counts, such as a membership', async () => {
    const group = await GroupFixture.create();
    const member = firestore().doc(memberPath(group.id, group.uid('mia')));
    const before = await member.get();
    waitFor(1000);
    await recount(before);
    await tasks.run();
    expect((await member.get()).updateTime).toEqual(before.updateTime);
  });
});
