/** Several lanes side by side: the emulator and this process take a core each, a third lane fills the waits. */
import { openSandbox, type RulesSandbox } from './sandbox.ts';

const SANDBOXES = 3;

/** Opens the lanes of a program, under projects named for it. */
export async function openSandboxes(name: string, rules: string): Promise<RulesSandbox[]> {
  return Promise.all(
    Array.from({ length: SANDBOXES }, (_, i) => openSandbox(`${name}-${i}`, rules)),
  );
}

/** Does each piece of work on the lane that is free next. The first failure ends all. */
export async function spread<Work>(
  lanes: readonly RulesSandbox[],
  works: readonly Work[],
  perform: (lane: RulesSandbox, work: Work, index: number) => Promise<void>,
): Promise<void> {
  const queue = works.entries();
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [index, work] of queue) await perform(lane, work, index);
    }),
  );
}
