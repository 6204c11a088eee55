import { expect, test } from '@jest/globals';
import { runWithCrash } from '../../testing/src/harness/io.ts';
import type { MembershipState } from '../../testing/src/fixtures/membershipStates.ts';
import { useEnvironment } from '../../testing/src/simulation/useEnvironment.ts';

const { newScene } = useEnvironment({ pageSize: 3 });

test.each([2, 5])(
  'nobody is missed or told twice who is in all the time, whoever comes and goes (%s)',
  async (point) => {
    const scene = newScene();
    const name = (i: number) => `m${String(i).padStart(2, '0')}`;
    const members = Array.from({ length: 12 }, (_, i) => name(i));
    await scene.set({
      cleo: 'creator',
      ...Object.fromEntries(members.map((member): [string, MembershipState] => [member, 'member'])),
    });
    await scene.doc(scene.in('events/new')).set(scene.event());
    const leavers = members.filter((_member, i) => i % 3 === 1);
    const memberOf = (who: string) => scene.doc(scene.in(`members/${scene.id(who)}`));
    let newcomers = 0;
    await scene.rest(async ({ to, deliver }) => {
      if (to !== 'fanOutNotifications') return deliver();
      await runWithCrash(deliver, { point, when: 'after' });
      // One leaves who has been told perhaps, one who has not, and two come, first by id and last.
      for (const leaver of [leavers.shift(), leavers.pop()]) {
        if (leaver) await memberOf(leaver).delete();
      }
      for (const newcomer of [`a${newcomers++}`, `z${newcomers++}`]) {
        await memberOf(newcomer).set(scene.member(newcomer, 'member'));
      }
      await deliver();
      await deliver();
    });
    const { history } = scene.own;
    const told = history.changes.filter(({ path }) =>
      path.includes('/notifications/event_created'),
    );
    const toldOf = (who: string) => told.filter(({ path }) => path.includes(`/${scene.id(who)}/`));
    const stayed = members.filter((_member, i) => i % 3 !== 1);
    expect(stayed.map((who) => toldOf(who).length)).toEqual(stayed.map(() => 1));
    expect(toldOf('cleo')).toEqual([]);
    for (const { path, at } of told) {
      const uid = path.split('/')[1]!;
      expect(members.map((member) => scene.id(member))).toContain(uid);
      expect(history.get(scene.in(`members/${uid}`), at)).toBeDefined();
    }
  },
);
