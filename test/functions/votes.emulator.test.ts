import { describe, expect, test } from '@jest/globals';
import { eventPath, votePath, type VoteChoice } from '@firegroups/model';
import { voteWritten } from '../../functions/src/triggers/votes.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { storedEvent, storedVote } from '../../testing/src/fixtures/content.ts';
import { creationOf, deletionOf, deliver, updateOf } from '../../testing/src/harness/events.ts';

const { firestore, tasks } = useAdmin('votes');

let scenes = 0;

/** An event of a group's own, and the votes for it. */
async function openEvent() {
  const groupId = `g${scenes++}`;
  const event = firestore().doc(eventPath(groupId, 'e1'));
  await event.set(storedEvent('mia'));
  const path = (uid: string) => votePath(groupId, 'e1', uid);
  const tallies = async () => {
    const stored = await event.get();
    return [stored.get('goingCount'), stored.get('notGoingCount')] as unknown[];
  };
  return {
    event,
    tallies,
    casts: (uid: string, vote: VoteChoice = 'going') =>
      creationOf(path(uid), storedVote(uid, vote)),
    changes: (uid: string, vote: VoteChoice) => updateOf(path(uid), storedVote(uid, vote)),
    withdraws: (uid: string) => deletionOf(path(uid)),
  };
}

describe('groups/{groupId}/events/{eventId}/votes/{uid}', () => {
  test('the tallies follow a vote that is cast, changed and withdrawn', async () => {
    const { casts, changes, withdraws, tallies } = await openEvent();
    const first = [await casts('ada'), await casts('bob', 'not_going')];
    waitFor(1000);
    for (const event of first) await deliver(voteWritten, event);
    await tasks.run();
    expect(await tallies()).toEqual([1, 1]);
    await deliver(voteWritten, await changes('bob', 'going'));
    await tasks.run();
    expect(await tallies()).toEqual([2, 0]);
    await deliver(voteWritten, await withdraws('ada'));
    await tasks.run();
    expect(await tallies()).toEqual([1, 0]);
  });

  test('are right however often and in what order votes are told', async () => {
    const { casts, changes, withdraws, tallies } = await openEvent();
    const cast = await casts('ada');
    const changed = await changes('ada', 'not_going');
    const other = await casts('bob');
    const withdrawn = await withdraws('bob');
    for (const event of [withdrawn, changed, other, cast]) await deliver(voteWritten, event, 2);
    await tasks.run();
    expect(await tallies()).toEqual([0, 1]);
  });

  test('are right after thirty votes at once', async () => {
    const { casts, tallies } = await openEvent();
    const voters = Array.from({ length: 30 }, (_unused, i) => `guest${i}`);
    await Promise.all(
      voters.map(async (uid, i) => {
        await deliver(voteWritten, await casts(uid, i % 3 ? 'going' : 'not_going'));
      }),
    );
    await tasks.run();
    expect(await tallies()).toEqual([20, 10]);
  });

  test('the same vote once more counts nothing', async () => {
    const { event, casts, changes } = await openEvent();
    await casts('ada');
    const { updateTime } = await event.get();
    waitFor(1000);
    await deliver(voteWritten, await changes('ada', 'going'));
    expect(tasks.waiting('recountDocument')).toEqual([]);
    expect((await event.get()).updateTime).toEqual(updateTime);
  });

  test('one that comes together with the deletion of its event is taken away again', async () => {
    const { event, casts } = await openEvent();
    const cast = await casts('ada');
    await event.delete();
    await deliver(voteWritten, cast, 2);
    await tasks.run();
    expect((await cast.data.after.ref.get()).exists).toBe(false);
    expect((await event.get()).exists).toBe(false);
  });

  test('one that is withdrawn after its event is gone does not bring the event back', async () => {
    const { event, casts, withdraws } = await openEvent();
    await casts('ada');
    await event.delete();
    await deliver(voteWritten, await withdraws('ada'));
    await tasks.run();
    expect((await event.get()).exists).toBe(false);
  });
});
