import { describe, expect, test } from '@jest/globals';
import { eventPath, votePath, type VoteChoice } from '@firegroups/model';
import { voteWritten } from '../../functions/src/triggers/votes.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { storedEvent, storedVote } from '../../testing/src/fixtures/content.ts';
import { creationOf, deletionOf, deliver, updateOf } from '../../testing/src/harness/events.ts';

const { firestore, tasks } = useAdmin('votes');

let groups = 0;

/** Creates an event in a group of its own. */
async function createEvent() {
  const groupId = `g${groups++}`;
  const event = firestore().doc(eventPath(groupId, 'e1'));
  await event.set(storedEvent('mia'));
  const path = (uid: string) => votePath(groupId, 'e1', uid);
  const counts = async () => {
    const stored = await event.get();
    return [stored.get('goingCount'), stored.get('notGoingCount')] as unknown[];
  };
  return {
    event,
    counts,
    castVote: (uid: string, vote: VoteChoice = 'going') =>
      creationOf(path(uid), storedVote(uid, vote)),
    changeVote: (uid: string, vote: VoteChoice) => updateOf(path(uid), storedVote(uid, vote)),
    withdrawVote: (uid: string) => deletionOf(path(uid)),
  };
}

describe('groups/{groupId}/events/{eventId}/votes/{uid}', () => {
  test('the counts follow a vote that is cast, changed and withdrawn', async () => {
    const { castVote, changeVote, withdrawVote, counts } = await createEvent();
    const first = [await castVote('ada'), await castVote('bob', 'not_going')];
    waitFor(1000);
    for (const event of first) await deliver(voteWritten, event);
    await tasks.run();
    expect(await counts()).toEqual([1, 1]);
    await deliver(voteWritten, await changeVote('bob', 'going'));
    await tasks.run();
    expect(await counts()).toEqual([2, 0]);
    await deliver(voteWritten, await withdrawVote('ada'));
    await tasks.run();
    expect(await counts()).toEqual([1, 0]);
  });

  test('the counts are right however often and in whatever order events arrive', async () => {
    const { castVote, changeVote, withdrawVote, counts } = await createEvent();
    const cast = await castVote('ada');
    const changed = await changeVote('ada', 'not_going');
    const other = await castVote('bob');
    const withdrawn = await withdrawVote('bob');
    for (const event of [withdrawn, changed, other, cast]) await deliver(voteWritten, event, 2);
    await tasks.run();
    expect(await counts()).toEqual([0, 1]);
  });

  test('the counts are right after thirty votes at once', async () => {
    const { castVote, counts } = await createEvent();
    const voters = Array.from({ length: 30 }, (_unused, i) => `guest${i}`);
    await Promise.all(
      voters.map(async (uid, i) => {
        await deliver(voteWritten, await castVote(uid, i % 3 ? 'going' : 'not_going'));
      }),
    );
    await tasks.run();
    expect(await counts()).toEqual([20, 10]);
  });

  test('the same vote again does not recount', async () => {
    const { event, castVote, changeVote } = await createEvent();
    await castVote('ada');
    const { updateTime } = await event.get();
    waitFor(1000);
    await deliver(voteWritten, await changeVote('ada', 'going'));
    expect(tasks.waiting('recountDocument')).toEqual([]);
    expect((await event.get()).updateTime).toEqual(updateTime);
  });

  test('a vote that is written together with the deletion of its event is deleted', async () => {
    const { event, castVote } = await createEvent();
    const cast = await castVote('ada');
    await event.delete();
    await deliver(voteWritten, cast, 2);
    await tasks.run();
    expect((await cast.data.after.ref.get()).exists).toBe(false);
    expect((await event.get()).exists).toBe(false);
  });

  test('a vote that is withdrawn does not restore its deleted event', async () => {
    const { event, castVote, withdrawVote } = await createEvent();
    await castVote('ada');
    await event.delete();
    await deliver(voteWritten, await withdrawVote('ada'));
    await tasks.run();
    expect((await event.get()).exists).toBe(false);
  });
});
