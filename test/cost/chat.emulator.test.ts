/** Measures what chat costs against its budgets: messages, pushes and the inbox. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  chatSummaryPath,
  groupPath,
  messagePath,
  pushTargetsPath,
  readMarkPath,
  type PushTargets,
} from '@firegroups/model';
import {
  collection,
  collectionGroup,
  doc,
  getDoc,
  getDocs,
  query,
  serverTimestamp,
  setDoc,
  where,
} from 'firebase/firestore';
import { BUDGETS } from '../../testing/src/cost/budgets.ts';
import { type CostMeter } from '../../testing/src/cost/costMeter.ts';
import { useCostTable } from '../../testing/src/cost/costTable.ts';
import { storedReadMark, storedSummary } from '../../testing/src/fixtures/content.ts';
import { ACTOR, BYSTANDER, TARGET } from '../../testing/src/fixtures/membershipStates.ts';
import { useFcm } from '../../testing/src/harness/fcm.ts';
import type { SeedData } from '../../testing/src/rules/policyCase.ts';
import { groupWith, profilesOf } from '../../testing/src/rules/seedData.ts';

const { expectWithin, ...costs } = useCostTable('cost-of-chat');
const fcm = useFcm();
let meter: CostMeter;

beforeAll(async () => {
  meter = costs.meter();
  await meter.store(profilesOf(ACTOR, TARGET, BYSTANDER));
});

const chatOf = (groupId: string): SeedData => ({
  ...groupWith(groupId, { [ACTOR]: 'member', [TARGET]: 'member' }),
  [chatSummaryPath(groupId)]: storedSummary(BYSTANDER),
});

/** The push targets of users, each with one phone. */
function phonesOf(groupId: string, count: number): SeedData {
  const targets = Array.from({ length: count }, (_unused, i) => {
    const uid = `${groupId}-${i}`;
    const devices = [{ token: uid, locale: 'en' }];
    const stored: PushTargets = { devices, wanted: [groupId], groups: [groupId], mutedUntil: {} };
    return [pushTargetsPath(uid), stored] as const;
  });
  return Object.fromEntries(targets);
}

async function send(groupId: string, id: string): Promise<void> {
  await setDoc(doc(meter.as(ACTOR), messagePath(groupId, id)), {
    authorId: ACTOR,
    text: 'Hello',
    createdAt: serverTimestamp(),
  });
}

describe('a message', () => {
  test.each([10, 200, 5000])(
    'with a push to %i recipients',
    async (recipients) => {
      const groupId = `pushed${recipients}`;
      await meter.store(chatOf(groupId));
      const phones = Object.entries(phonesOf(groupId, recipients));
      for (let i = 0; i < phones.length; i += 400)
        await meter.store(Object.fromEntries(phones.slice(i, i + 400)));
      await expectWithin(
        'send a message with a push',
        BUDGETS['send a message with a push'](recipients),
        async () => {
          await send(groupId, 'm1');
          return { writes: 1 };
        },
        { label: `a message with a push to ${recipients}` },
      );
      expect(fcm.tokens()).toHaveLength(recipients);
    },
    120_000,
  );

  test('arrives in an open inbox', async () => {
    await meter.store(chatOf('watched'));
    const action = 'show a message in an inbox';
    await expectWithin(action, BUDGETS[action], async () => {
      await getDoc(doc(meter.as(TARGET), chatSummaryPath('watched')));
      return { reads: 1 };
    });
  });

  test('comes a hundred times at once', async () => {
    await meter.store({ ...chatOf('burst'), ...phonesOf('burst', 10) });
    await expectWithin('a hundred messages', BUDGETS['a hundred messages'](10), async () => {
      const ids = Array.from({ length: 100 }, (_unused, i) => `s${i}`);
      await Promise.all(ids.map((id) => send('burst', id)));
      // The meter counts a document that the rules read for many requests once.
      return { writes: ids.length, reads: ids.length - 1 };
    });
    const stored = await meter.admin().doc(chatSummaryPath('burst')).get();
    expect(stored.get('recent')).toHaveLength(50);
  }, 120_000);
});

test('open an inbox of 20 groups', async () => {
  const ids = Array.from({ length: 20 }, (_unused, i) => `inbox${i}`);
  await meter.store(Object.assign({}, ...ids.map(chatOf)) as SeedData);
  await meter.store(
    Object.fromEntries(ids.map((id) => [readMarkPath(TARGET, id), storedReadMark(id)] as const)),
  );
  await expectWithin('open an inbox', BUDGETS['open an inbox'](20), async () => {
    const firestore = meter.as(TARGET);
    const memberships = await getDocs(
      query(
        collectionGroup(firestore, 'members'),
        where('userId', '==', TARGET),
        where('status', '==', 'joined'),
      ),
    );
    const joined = memberships.docs.map((member) => member.get('groupId') as string);
    const marks = await getDocs(collection(firestore, readMarkPath(TARGET, 'x').slice(0, -2)));
    const documents = [groupPath, chatSummaryPath].flatMap((path) => joined.map(path));
    await Promise.all(documents.map((path) => getDoc(doc(firestore, path))));
    return { reads: memberships.size + marks.size + documents.length };
  });
});
