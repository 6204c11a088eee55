import { beforeAll, describe, expect, test } from '@jest/globals';
import { notificationPath } from '@firegroups/model';
import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { storedComment, storedNotification } from '../../testing/src/fixtures/content.ts';
import type { MembershipState } from '../../testing/src/fixtures/membershipStates.ts';
import { meter, runWithCrash, type CrashPoint } from '../../testing/src/harness/io.ts';
import { accountDeleted } from '../../testing/src/simulation/accountDeleted.ts';
import { retryUntilDone, type Scenario } from '../../testing/src/simulation/scenario.ts';
import { useEnvironment } from '../../testing/src/simulation/useEnvironment.ts';

const { newScenario } = useEnvironment({ pageSize: 2 });

const SCENARIOS_AT_ONCE = 6;
/** For scenarios that transfer groups: the emulator's locks of different groups block each other. */
const TRANSFERS_AT_ONCE = 3;

const USERS: Record<string, MembershipState> = {
  cleo: 'creator',
  ada: 'admin',
  mia: 'member',
  dan: 'invited',
  ben: 'waiting',
  eve: 'none',
};
const now = () => FieldValue.serverTimestamp();
const groupOf = (scenario: Scenario) => scenario.doc(`groups/${scenario.id('g')}`);
const createEvent = (scenario: Scenario) =>
  scenario.doc(scenario.path('events/new')).set(scenario.event());
const deleteAccount = (scenario: Scenario) => {
  scenario.environment.missingAccounts.add(scenario.id('cleo'));
  const { functions } = scenario.environment;
  return accountDeleted(functions, scenario.id('cleo'))();
};

type Case = [killed: string, action: string, act: (scenario: Scenario) => Promise<unknown>];

const CASES: Case[] = [
  [
    'onUserWritten',
    'a user changes the name',
    (scenario) => scenario.doc(`users/${scenario.id('eve')}`).update({ displayName: 'Éva' }),
  ],
  [
    'onGroupWritten',
    'an admin opens the group',
    (scenario) => groupOf(scenario).update({ joinPolicy: 'open', updatedAt: now() }),
  ],
  [
    'onMemberWritten',
    'a user requests to join',
    (scenario) => scenario.doc(scenario.memberPath('eve')).set(scenario.member('eve', 'waiting')),
  ],
  [
    'onMemberWritten',
    'a user accepts an invite',
    (scenario) =>
      scenario
        .doc(scenario.memberPath('dan'))
        .update({ status: 'joined', joinedAt: now(), updatedAt: now() }),
  ],
  [
    'onMemberWritten',
    'a member who has voted leaves',
    (scenario) => scenario.doc(scenario.memberPath('mia')).delete(),
  ],
  [
    'onPostDeleted',
    'a member deletes a post',
    (scenario) => scenario.doc(scenario.path('posts/p')).delete(),
  ],
  [
    'onCommentWritten',
    'a member comments',
    (scenario) =>
      scenario.doc(scenario.path('posts/p/comments/new')).set(storedComment(scenario.id('ada'))),
  ],
  ['onEventWritten', 'a member creates an event', createEvent],
  [
    'onVoteWritten',
    'a member votes',
    (scenario) =>
      scenario
        .doc(scenario.path(`events/e/votes/${scenario.id('cleo')}`))
        .set(scenario.vote('cleo', 'going')),
  ],
  [
    'onEventWritten',
    'a member creates an event in a small group that has grown',
    async (scenario) => {
      // With pages of two, the trigger notifies a group that it knows to have two members.
      await groupOf(scenario).update({ memberCount: 2 });
      await createEvent(scenario);
    },
  ],
  [
    'onEventWritten',
    'an admin deletes an event about which somebody was notified',
    async (scenario) => {
      const about = { type: 'event_created', groupId: scenario.id('g'), subjectId: 'e' } as const;
      const path = notificationPath(scenario.id('ada'), `event_created_${scenario.id('g')}_e_1_0`);
      await scenario.doc(path).set(storedNotification(about));
      await scenario.doc(scenario.path('events/e')).delete();
    },
  ],
  ['fanOutNotifications', 'a member creates an event', createEvent],
  [
    'notifyEventChange',
    'an admin moves an event',
    (scenario) =>
      scenario
        .doc(scenario.path('events/e'))
        .update({ eventTime: Timestamp.fromMillis(Date.now() + 1e9), updatedAt: now() }),
  ],
  ['sendPush', 'a member creates an event', createEvent],
  [
    'recountDocument',
    'a member withdraws a vote',
    (scenario) => scenario.doc(scenario.path(`events/e/votes/${scenario.id('mia')}`)).delete(),
  ],
  [
    'deleteGroupData',
    'the creator deletes the group',
    (scenario) =>
      groupOf(scenario).update({ deletedAt: now(), visibility: 'private', updatedAt: now() }),
  ],
  ['deleteAccountData', 'the creator deletes the account', deleteAccount],
];

interface Run {
  ioPoints: number;
  outcome: ReturnType<Scenario['outcome']>;
}

/** Runs a case. With a crash point, each call of the killed function is killed there and tried again. */
async function run([killed, , act]: Case, at?: CrashPoint): Promise<Run> {
  const scenario = newScenario();
  await scenario.seedData(USERS);
  await retryUntilDone(() => act(scenario));
  let ioPoints = 0;
  await scenario.settle(async ({ to, deliver }) => {
    if (to !== killed) return deliver();
    if (at) await runWithCrash(deliver, at);
    ioPoints = Math.max(ioPoints, (await meter(deliver)).ioPoints);
  });
  return { ioPoints, outcome: scenario.outcome() };
}

const crashPointsOf = ({ ioPoints }: Run): CrashPoint[] =>
  Array.from({ length: ioPoints }, (_, i) => i + 1).flatMap((point): CrashPoint[] => [
    { point, when: 'before' },
    { point, when: 'after' },
  ]);

describe('a function that is killed before or after any I/O, and tried again:', () => {
  const withoutCrash = new Map<Case, Run>();
  const crashed: { kind: Case; at: CrashPoint; outcome: Run['outcome'] }[] = [];

  beforeAll(async () => {
    await pMap(CASES, async (kind) => withoutCrash.set(kind, await run(kind)), {
      concurrency: SCENARIOS_AT_ONCE,
    });
    const all = CASES.flatMap((kind) =>
      crashPointsOf(withoutCrash.get(kind)!).map((at) => ({ kind, at })),
    );
    const crash = async ({ kind, at }: (typeof all)[number]) =>
      crashed.push({ kind, at, outcome: (await run(kind, at)).outcome });
    const transfers = ({ kind }: (typeof all)[number]) => kind[0] === 'deleteAccountData';
    await Promise.all([
      pMap(all.filter(transfers), crash, { concurrency: TRANSFERS_AT_ONCE }),
      pMap(
        all.filter((one) => !transfers(one)),
        crash,
        { concurrency: SCENARIOS_AT_ONCE },
      ),
    ]);
  }, 240_000);

  test.each(CASES.map((kind) => [kind[0], kind[1], kind] as const))(
    '%s has the same outcome after %s',
    (_killed, _action, kind) => {
      const runs = crashed.filter((one) => one.kind === kind);
      expect(runs.length).toBeGreaterThan(0);
      for (const { at, outcome } of runs) {
        expect({ at, outcome }).toEqual({ at, outcome: withoutCrash.get(kind)!.outcome });
      }
    },
  );
});
