/** Counts: of a group's members, an event's votes and a post's comments, however and in what order their changes are told. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { commentPath, groupPath, memberPath, membersPath, postPath } from '@firegroups/model';
import {
  recount,
  scheduleRecount,
  runRecount,
  type RecountTask,
} from '../../functions/src/counts/recount.ts';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { unwatched, watched, type Watcher } from '../../testing/src/harness/ioHooks.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { stopClock, waitFor } from '../../testing/src/harness/clock.ts';
import { storedComment, storedPost } from '../../testing/src/fixtures/content.ts';
import {
  deliver as deliverTo,
  eventOf,
  type WrittenEvent,
} from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';

const { firestore, tasks } = useAdmin('counts');

afterEach(() => {
  jest.restoreAllMocks();
});

const deliver = (event: WrittenEvent, times?: number) => deliverTo(memberWritten, event, times);
const joins = (group: GroupFixture, name: string) =>
  eventOf(group.memberPath(name), () => group.put(name, MEMBERSHIP_STATES.member));

async function joinedIn({ id }: GroupFixture): Promise<number> {
  const joined = firestore().collection(membersPath(id)).where('status', '==', 'joined');
  return (await joined.count().get()).data().count;
}

describe('memberCount', () => {
  test.each([
    ['no task', 'was prompt', 0, 0],
    ['one task to look again', 'took nearly a second', 800, 1],
  ])(
    'follows who joins at once, with %s where the count %s',
    async (_tasks, _how, milliseconds, expected) => {
      const group = await GroupFixture.open();
      waitFor(1000);
      const joined = await joins(group, 'bob');
      let now = 0;
      jest.spyOn(performance, 'now').mockImplementation(() => (now += milliseconds));
      await deliver(joined);
      expect(await group.get('memberCount')).toBe(4);
      expect(tasks.waiting('recountDocument')).toHaveLength(expected);
    },
  );

  test('follows by a task, within two seconds, where it was', async () => {
    const group = await GroupFixture.open();
    const joined = await joins(group, 'bob');
    stopClock();
    await group.changes({ description: 'Every Friday' });
    const askedAt = Date.now();
    await deliver(joined);
    expect(await group.get('memberCount')).toBeUndefined();
    const [task, ...others] = tasks.waiting<RecountTask>('recountDocument');
    expect(others).toEqual([]);
    expect(task!.document).toBe(groupPath(group.id));
    expect(task!.notBefore).toBeGreaterThan(askedAt);
    expect(task!.notBefore).toBeLessThanOrEqual(Date.now() + 2000);
    expect(tasks.nextDueAt().getTime()).toBe(task!.notBefore);
    await tasks.run();
    expect(await group.get('memberCount')).toBe(4);
  });

  test('follows who leaves or is banned by a task', async () => {
    const group = await GroupFixture.open();
    await group.put('bob', MEMBERSHIP_STATES.member);
    waitFor(1000);
    await deliver(await group.goes('mia'));
    await deliver(await group.isBanned('bob'));
    await tasks.run();
    expect(await group.get('memberCount')).toBe(2);
  });

  test('is right however often and in what order it is told', async () => {
    const group = await GroupFixture.open();
    await group.asks('bob');
    const joined = await group.comesIn('bob');
    const left = await group.goes('mia');
    await deliver(left);
    await tasks.run();
    await deliver(joined, 2);
    await deliver(left);
    await tasks.run();
    expect(await group.get('memberCount')).toBe(3);
  });

  test('is right after twenty people joined and ten left at once', async () => {
    const group = await GroupFixture.open();
    const names = Array.from({ length: 20 }, (_unused, i) => `guest${i}`);
    const churn = names.map(async (name, i) => {
      const joined = await joins(group, name);
      const left = i % 2 ? [await group.goes(name)] : [];
      await Promise.all([joined, ...left].map((event) => deliver(event)));
    });
    await Promise.all(churn);
    await tasks.run();
    expect(await group.get('memberCount')).toBe(13);
    expect(await joinedIn(group)).toBe(13);
  }, 60_000);

  test('neither an invite, nor a request, nor a choice of one’s own is counted', async () => {
    const group = await GroupFixture.open();
    const { updateTime } = await group.ref.get();
    waitFor(1000);
    await deliver(await group.invites('bob'));
    await deliver(await group.asks('dan'));
    await deliver(await eventOf(group.memberPath('mia'), () => group.mutes('mia')));
    expect(tasks.waiting('recountDocument')).toEqual([]);
    expect((await group.ref.get()).updateTime).toEqual(updateTime);
  });

  test('of a group that is gone is not an error, and does not bring it back', async () => {
    const group = await GroupFixture.open();
    const [joined, left] = [await joins(group, 'bob'), await group.goes('mia')];
    await group.ref.delete();
    await deliver(joined);
    await deliver(left);
    await tasks.run();
    expect((await group.ref.get()).exists).toBe(false);
  });
});

describe('recount', () => {
  async function postWithComments(count: number): Promise<GroupFixture> {
    const group = await GroupFixture.open();
    await group.doc(postPath(group.id, 'p'), storedPost('mia'));
    for (let i = 0; i < count; i++) {
      await group.doc(commentPath(group.id, 'p', `c${i}`), storedComment('mia'));
    }
    return group;
  }
  const postOf = ({ id }: GroupFixture) => firestore().doc(postPath(id, 'p'));

  test('counts the documents below this document alone', async () => {
    const group = await postWithComments(2);
    await group.doc(commentPath(group.id, 'p2', 'c'), storedComment('mia'));
    waitFor(1000);
    await recount(await postOf(group).get());
    expect((await postOf(group).get()).get('commentCount')).toBe(2);
  });

  test('writes nothing where the count is right already, but looks again', async () => {
    const group = await postWithComments(1);
    await postOf(group).update({ commentCount: 1 });
    const stored = await postOf(group).get();
    waitFor(1000);
    await recount(stored);
    expect(tasks.waiting('recountDocument')).toHaveLength(1);
    await tasks.run();
    expect((await postOf(group).get()).updateTime).toEqual(stored.updateTime);
  });

  test('counts once more where the document changed while it counted', async () => {
    const group = await postWithComments(1);
    const stale = await postOf(group).get();
    await postOf(group).update({ content: 'Edited' });
    waitFor(1000);
    await recount(stale);
    expect((await postOf(group).get()).get('commentCount')).toBeUndefined();
    await tasks.run();
    expect((await postOf(group).get()).data()).toMatchObject({
      content: 'Edited',
      commentCount: 1,
    });
  });

  test('of a task is asked for once more where a change came between its count and its write', async () => {
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

  test('is one task for all who ask in the same second, and another one in the next', async () => {
    const group = await GroupFixture.open();
    stopClock();
    await Promise.all(Array.from({ length: 5 }, () => scheduleRecount(group.ref)));
    expect(tasks.waiting('recountDocument')).toHaveLength(1);
    waitFor(1000);
    await scheduleRecount(group.ref);
    expect(tasks.waiting('recountDocument')).toHaveLength(2);
  });

  test('keeps to documents that have counts: a member’s has none', async () => {
    const group = await GroupFixture.open();
    const member = firestore().doc(memberPath(group.id, group.uid('mia')));
    const before = await member.get();
    waitFor(1000);
    await recount(before);
    await tasks.run();
    expect((await member.get()).updateTime).toEqual(before.updateTime);
  });
});
