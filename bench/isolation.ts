/**
 * `npm run bench:isolation`: how long a member waits for the notification of an event while somebody else creates 200
 * events in a group of one. The triggers run in this process, 20 at once like those of an instance. The tasks run as
 * fast and as many at once as the queue is deployed with.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { eventPath, groupPath, memberPath, type Group } from '@firegroups/model';
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { runMain } from '../testing/src/cli/cliError.ts';
import { storedEvent } from '../testing/src/fixtures/content.ts';
import { storedGroup, storedMember } from '../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../testing/src/fixtures/membershipStates.ts';
import { creationOf, type WrittenEvent } from '../testing/src/harness/events.ts';
import type { Harness } from '../testing/src/harness/harness.ts';
import { openEnvironment } from './environment.ts';

const ATTACKS = 200;
const ROUNDS = 5;
const QUEUE = 'fanOutNotifications';

/** What the functions are deployed with. */
interface Deployed {
  onEventWritten: { __endpoint: { concurrency: number } };
  fanOutNotifications: {
    __endpoint: {
      taskQueueTrigger: {
        rateLimits: { maxConcurrentDispatches: number; maxDispatchesPerSecond: number };
      };
    };
  };
}

/** The number of members that the groups are known to have. A large one makes the groups use the queue. */
const VARIANTS: [name: string, attacks: number, memberCount: number][] = [
  ['nobody else', 0, 2],
  [`${ATTACKS} events of somebody else`, ATTACKS, 2],
  [`${ATTACKS} events of somebody else, if small groups used the queue`, ATTACKS, 501],
];

await runMain(async () => {
  const environment = await openEnvironment();
  const deployed = (await import('../functions/src/index.ts')) as unknown as Deployed;
  const stopQueue = await dispatch(environment, deployed);
  const medians: number[] = [];
  for (const [i, [name, attacks, memberCount]] of VARIANTS.entries()) {
    const delays: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const delay = await delayOf(`v${i}r${round}`, attacks, memberCount, deployed);
      // The first round warms up.
      if (round > 0) delays.push(delay);
    }
    delays.sort((a, b) => a - b);
    medians.push(delays[Math.floor(ROUNDS / 2)]!);
    const [lowest, highest] = [delays[0]!, delays.at(-1)!].map((time) => time.toFixed(2));
    const ratio = (medians[i]! / medians[0]!).toFixed(1);
    console.log(`${name}: ${medians[i]!.toFixed(2)} s (${lowest} to ${highest}), ${ratio} times`);
  }
  stopQueue();
  await environment.close();
  return 0;
});

/**
 * Creates the attacker's events and then the innocent group's event. Returns the seconds from the first event to the
 * notification of the innocent group.
 */
async function delayOf(
  name: string,
  attacks: number,
  memberCount: number,
  deployed: Deployed,
): Promise<number> {
  const { eventWritten } = await import('../functions/src/triggers/events.ts');
  await createGroup(`${name}-attacked`, ['mallory'], memberCount);
  await createGroup(`${name}-innocent`, ['mia', 'bob'], memberCount);
  const events: WrittenEvent[] = await Promise.all(
    Array.from({ length: attacks }, (_unused, i) =>
      createEvent(`${name}-attacked`, `e${i}`, 'mallory'),
    ),
  );
  events.push(await createEvent(`${name}-innocent`, 'e', 'mia'));
  const startedAt = performance.now();
  const notified = new Promise<number>((resolve, reject) => {
    const stop = getFirestore()
      .collection('users/bob/notifications')
      .where('groupId', '==', `${name}-innocent`)
      .onSnapshot(({ empty }) => {
        if (empty) return;
        stop();
        resolve((performance.now() - startedAt) / 1000);
      }, reject);
  });
  const { concurrency } = deployed.onEventWritten.__endpoint;
  await pMap(events, (event) => eventWritten(event as never), { concurrency });
  return notified;
}

async function createGroup(groupId: string, uids: string[], memberCount: number): Promise<void> {
  const group: Group<Timestamp> = storedGroup(uids[0]!, { memberCount });
  const batch = getFirestore().batch();
  batch.set(getFirestore().doc(groupPath(groupId)), group);
  for (const uid of uids) {
    const member = storedMember(groupId, uid, MEMBERSHIP_STATES.member);
    batch.set(getFirestore().doc(memberPath(groupId, uid)), member);
  }
  await batch.commit();
}

function createEvent(groupId: string, eventId: string, uid: string): Promise<WrittenEvent> {
  return creationOf(eventPath(groupId, eventId), storedEvent(uid));
}

/** Runs the tasks of the queue as Cloud Tasks does, until the returned function is called. */
async function dispatch({ tasks }: Harness, deployed: Deployed): Promise<() => void> {
  const { runFanOutPage } = await import('../functions/src/notifications/fanOut.ts');
  const { maxConcurrentDispatches, maxDispatchesPerSecond } =
    deployed.fanOutNotifications.__endpoint.taskQueueTrigger.rateLimits;
  let running = 0;
  let isOpen = true;
  const run = async () => {
    while (isOpen) {
      const next = tasks.due().find(({ queue }) => queue === QUEUE);
      if (!next || running >= maxConcurrentDispatches) {
        await wait(5);
        continue;
      }
      tasks.take(next);
      running += 1;
      void runFanOutPage((next.body as { data: never }).data).finally(() => (running -= 1));
      await wait(1000 / maxDispatchesPerSecond);
    }
  };
  void run();
  return () => (isOpen = false);
}
