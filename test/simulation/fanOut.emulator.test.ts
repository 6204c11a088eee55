import { expect, test } from '@jest/globals';
import { runWithCrash } from '../../testing/src/harness/io.ts';
import type { MembershipState } from '../../testing/src/fixtures/membershipStates.ts';
import { useEnvironment } from '../../testing/src/simulation/useEnvironment.ts';

const { newScenario } = useEnvironment({ pageSize: 3 });

test.each([2, 5])(
  'every member who stays is notified once while others join and leave (crash after I/O %s)',
  async (point) => {
    const scenario = newScenario();
    const members = Array.from({ length: 12 }, (_, i) => `m${String(i).padStart(2, '0')}`);
    await scenario.seedData({
      cleo: 'creator',
      ...Object.fromEntries(members.map((name): [string, MembershipState] => [name, 'member'])),
    });
    await scenario.doc(scenario.path('events/new')).set(scenario.event());
    const leavers = members.filter((_member, i) => i % 3 === 1);
    let newMembers = 0;
    await scenario.settle(async ({ to, deliver }) => {
      if (to !== 'fanOutNotifications') return deliver();
      await runWithCrash(deliver, { point, when: 'after' });
      // Of those who leave, the first may be notified already and the last not yet. Two join, with the first and the
      // last id.
      for (const leaver of [leavers.shift(), leavers.pop()]) {
        if (leaver) await scenario.doc(scenario.memberPath(leaver)).delete();
      }
      for (const name of [`a${newMembers++}`, `z${newMembers++}`]) {
        await scenario.doc(scenario.memberPath(name)).set(scenario.member(name, 'member'));
      }
      await deliver();
      await deliver();
    });
    const { history } = scenario.record;
    const notified = history.changes.filter(({ path }) =>
      path.includes('/notifications/event_created'),
    );
    const countOf = (name: string) =>
      notified.filter(({ path }) => path.includes(`/${scenario.id(name)}/`)).length;
    const stayed = members.filter((_member, i) => i % 3 !== 1);
    expect(stayed.map(countOf)).toEqual(stayed.map(() => 1));
    expect(countOf('cleo')).toBe(0);
    for (const { path, at } of notified) {
      const uid = path.split('/')[1]!;
      expect(members.map((name) => scenario.id(name))).toContain(uid);
      expect(history.get(scenario.path(`members/${uid}`), at)).toBeDefined();
    }
  },
);
