/** Several sandboxes at once. The emulator and this process use a core each, and a third sandbox fills the waits. */
import { openSandbox, type RulesSandbox } from './sandbox.ts';

const SANDBOXES = 3;

/** Opens the sandboxes of a program. Their project ids contain its name. */
export async function openSandboxes(name: string, rules: string): Promise<RulesSandbox[]> {
  return Promise.all(
    Array.from({ length: SANDBOXES }, (_, i) => openSandbox(`${name}-${i}`, rules)),
  );
}

/** Does each piece of work in the next free sandbox. Rejects at the first failure. */
export async function spread<Work>(
  sandboxes: readonly RulesSandbox[],
  works: readonly Work[],
  perform: (sandbox: RulesSandbox, work: Work, index: number) => Promise<void>,
): Promise<void> {
  const queue = works.entries();
  await Promise.all(
    sandboxes.map(async (sandbox) => {
      for (const [index, work] of queue) await perform(sandbox, work, index);
    }),
  );
}
