import { expect, test } from '@jest/globals';
import { runWithCrash } from '../harness/io.ts';
import type { Standing } from '../support/standings.ts';
import { useStage } from './useStage.ts';

const { newScene } = useStage({ pageSize: 3 });

test.each([2, 5])(
  'nobody is missed or told twice who is in all the time, whoever comes and goes (%s)',
  async (point) => {
    const scene = newScene();
    const name = (i: number) => `m${String(i).padStart(2, '0')}`;
    const members = Array.from({ length: 12 }, (_, i) => name(i));
    await scene.set({
      cleo: 'creator',
      ...Object.fromEntries(members.map((member): [string, Standing] => [member, 'member'])),
    });
    await scene.doc(scene.in('events/new')).set(scene.event());
    const leavers = members.filter((_member, i) => i % 3 === 1);
    const memberOf = (who: string) => scene.doc(scene.in(`members/${scene.id(who)}`));
    let newcomers = 0;
    await scene.rest(async ({ to, handOver }) => {
      if (to !== 'fanOutNotifications') return handOver();
      await runWithCrash(handOver, { point, when: 'after' });
      // One leaves who has been told perhaps, one who has not, and two come, first by id and last.
      for (const leaver of [leavers.shift(), leavers.pop()]) {
        if (leaver) await memberOf(leaver).delete();
      }
      for (const newcomer of [`a${newcomers++}`, `z${newcomers++}`]) {
        await memberOf(newcomer).set(scene.member(newcomer, 'member'));
      }
      await handOver();
      await handOver();
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
