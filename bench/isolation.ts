/**
 * `npm run bench:isolation`: how long a member waits for the notification of an event while somebody else creates 200
 * events in a group of one. Two things are shared with the attacker. The queue of the fan-out runs here as fast as it is
 * deployed, behind all 200 tasks if small groups used it. An instance of the trigger runs at most as many events at once
 * as it is deployed with, so only so many of the 200 run beside the other group's event; the platform starts more
 * instances for the rest, which one process cannot show.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { eventPath, groupPath, memberPath, type Group } from '@firegroups/model';
import { initializeApp } from 'firebase-admin/app';
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import { instance } from '../functions/src/instance.ts';
import pMap from 'p-map';
import { runMain } from '../testing/src/cli/cliError.ts';
import { storedEvent } from '../testing/src/fixtures/content.ts';
import { storedGroup, storedMember } from '../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../testing/src/fixtures/membershipStates.ts';
import { creationOf, type WrittenEvent } from '../testing/src/harness/events.ts';
import type { Harness } from '../testing/src/harness/harness.ts';
import { measure, type Variant } from './compare.ts';
import { openEnvironment } from './environment.ts';

const ATTACKS = 200;
const ROUNDS = 5;
const QUEUE = 'fanOutNotifications';
/** The number of members that a group is known to have, so that the trigger notifies it or uses the queue. */
const MEMBERS = { direct: 2, queued: 501 };

/** What the functions are deployed with. */
interface Deployed {
  onEventWritten: { __endpoint: { concurrency: number } };
  fanOutNotifications: { __endpoint: { taskQueueTrigger: { rateLimits: RateLimits } } };
}

interface RateLimits {
  maxConcurrentDispatches: number;
  maxDispatchesPerSecond: number;
}

type Trigger = (event: WrittenEvent) => Promise<void>;

await runMain(async () => {
  const environment = await openEnvironment();
  initializeApp();
  const { create } = await import('../functions/src/functions.ts');
  const deployed = create(instance()) as unknown as Deployed;
  const { eventWritten } = await import('../functions/src/triggers/events.ts');
  const trigger: Trigger = (event) => eventWritten(event as never);
  const variants = variantsOf(environment, deployed, trigger);
  const results = await measure('Rounds', variants, ROUNDS);
  for (const { name, median, lowest, highest } of results) {
    const spread = [lowest, highest].map((seconds) => seconds.toFixed(2)).join(' to ');
    const more = (median - results[0]!.median).toFixed(2);
    const ratio = (median / results[0]!.median).toFixed(1);
    console.log(`${name}: ${median.toFixed(2)} s (${spread}), ${more} s more, ${ratio} times`);
  }
  await environment.close();
  return 0;
});

function variantsOf(
  { tasks }: Harness,
  { onEventWritten, fanOutNotifications }: Deployed,
  trigger: Trigger,
): Variant[] {
  const { concurrency } = onEventWritten.__endpoint;
  const { rateLimits } = fanOutNotifications.__endpoint.taskQueueTrigger;
  let innocent: WrittenEvent;
  let others: WrittenEvent[];
  let running: Promise<unknown> = Promise.resolve();
  let names = 0;

  /** `ahead` of the attacker's events have been handled, the others arrive together with the innocent group's event. */
  const prepare = async (memberCount: number, ahead: number, expectedTasks: number) => {
    await running;
    tasks.clear();
    const name = `r${names++}`;
    await createGroup(`${name}-attacked`, ['mallory'], memberCount);
    await createGroup(`${name}-innocent`, ['mia', 'bob'], memberCount);
    const events = Array.from({ length: ahead + concurrency - 1 }, (_unused, i) => i);
    const written = await pMap(events, (i) => createEvent(`${name}-attacked`, `e${i}`, 'mallory'), {
      concurrency: 50,
    });
    innocent = await createEvent(`${name}-innocent`, 'e', 'mia');
    await pMap(written.slice(0, ahead), trigger, { concurrency });
    others = written.slice(ahead);
    const waiting = tasks.due().filter(({ queue }) => queue === QUEUE).length;
    if (waiting !== expectedTasks)
      throw new Error(`${waiting} tasks are in front of the innocent group, not ${expectedTasks}.`);
  };
  const run = async (beside: WrittenEvent[]) => {
    running = Promise.all(beside.map(trigger));
    await trigger(innocent);
    await dispatchUntilNotified(tasks, rateLimits, innocent.params['groupId']!);
  };
  return [
    {
      name: 'nobody else',
      prepare: () => prepare(MEMBERS.direct, 0, 0),
      run: () => run([]),
    },
    {
      name: `${ATTACKS} events of somebody else, ${concurrency - 1} of them on the same instance`,
      prepare: () => prepare(MEMBERS.direct, ATTACKS - concurrency + 1, 0),
      run: () => run(others),
    },
    {
      name: `behind the ${ATTACKS} tasks of these events, if small groups used the queue`,
      prepare: () => prepare(MEMBERS.queued, ATTACKS, ATTACKS),
      run: () => run([]),
    },
  ];
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

/**
 * Runs the tasks of the queue in their order, as many at once and a second as Cloud Tasks does, until the member of the
 * group is notified.
 */
async function dispatchUntilNotified(
  tasks: Harness['tasks'],
  { maxConcurrentDispatches, maxDispatchesPerSecond }: RateLimits,
  groupId: string,
): Promise<void> {
  const { runFanOutPage } = await import('../functions/src/notifications/fanOut.ts');
  const running = new Set<Promise<void>>();
  for (let nextAt = performance.now(); ; nextAt += 1000 / maxDispatchesPerSecond) {
    const next = tasks.due().find(({ queue }) => queue === QUEUE);
    if (!next) break;
    if (running.size === maxConcurrentDispatches) await Promise.race(running);
    await wait(Math.max(0, nextAt - performance.now()));
    tasks.take(next);
    const done = runFanOutPage((next.body as { data: never }).data).finally(() =>
      running.delete(done),
    );
    running.add(done);
  }
  await Promise.all(running);
  const notified = await getFirestore()
    .collection('users/bob/notifications')
    .where('groupId', '==', groupId)
    .count()
    .get();
  if (notified.data().count !== 1) throw new Error(`The member of ${groupId} is not notified.`);
}
