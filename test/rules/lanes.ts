/** Several lanes side by side: the emulator and this process take a core each, a third lane fills the waits. */
import { openLane, type RulesLane } from './rulesLane.ts';

const LANES = 3;

/** Opens the lanes of a program, under projects named for it. */
export async function openLanes(name: string, rules: string): Promise<RulesLane[]> {
  return Promise.all(Array.from({ length: LANES }, (_, i) => openLane(`${name}-${i}`, rules)));
}

/** Does each piece of work on the lane that is free next. The first failure ends all. */
export async function spread<Work>(
  lanes: readonly RulesLane[],
  works: readonly Work[],
  perform: (lane: RulesLane, work: Work, index: number) => Promise<void>,
): Promise<void> {
  const queue = works.entries();
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [index, work] of queue) await perform(lane, work, index);
    }),
  );
}
