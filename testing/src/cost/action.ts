/** Takes an action as a client does, lets the functions react until all is quiet, and says what it cost. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Firestore } from 'firebase/firestore';
import { ROOT } from '../cli/root.ts';
import { deliver, type FunctionsModule } from '../harness/capturedEvents.ts';
import { openHarness } from '../harness/harness.ts';
import { meter } from '../harness/io.ts';
import { runTask } from '../harness/runTask.ts';
import { documentsRead } from '../rules/documentsRead.ts';
import { openSandbox } from '../rules/sandbox.ts';
import { PARAMETERS } from '../harness/parameters.ts';
import type { SeedData } from '../rules/policyCase.ts';
import type { ActionCost } from './budgets.ts';

/** Does something, and gives back what its client reads, writes and deletes itself. */
export type Action = () => Promise<Partial<ActionCost>>;

export interface CostMeter {
  /** Stores documents past the rules, and drops the events of that. */
  store: (world: SeedData) => Promise<void>;
  as: (uid: string) => Firestore;
  admin: () => FirebaseFirestore.Firestore;
  costOf: (does: Action) => Promise<ActionCost>;
  close: () => Promise<void>;
}

/** Opens the emulator and the functions of a file. `name` names its project. */
export async function openCostMeter(name: string): Promise<CostMeter> {
  Object.assign(process.env, {
    ...PARAMETERS,
    GCLOUD_PROJECT: `demo-rules-${name}`,
    FIREBASE_CONFIG: '{}',
  });
  const functions: FunctionsModule = await import('../../../functions/src/index.ts');
  const harness = await openHarness(`demo-rules-${name}`, functions);
  const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
  const lane = await openSandbox(name, rules);
  const { events, tasks } = harness;

  /** Lets the functions react to what was written, and to what they write. */
  const react = async (): Promise<ActionCost> => {
    const cost = { reads: 0, writes: 0, deletes: 0, invocations: 0 };
    const take = async (run: () => Promise<void>) => {
      const { documents, writes, deletes } = (await meter(run)).cost;
      cost.reads += documents;
      cost.writes += writes;
      cost.deletes += deletes;
      cost.invocations += 1;
    };
    for (;;) {
      await events.settled();
      const arrived = events.take();
      const due = arrived.length > 0 ? [] : tasks.takeDue(new Date(Date.now() + 60_000));
      if (arrived.length + due.length === 0) return cost;
      for (const event of arrived) await take(() => deliver(functions, event));
      for (const task of due) await take(() => runTask(functions, task));
    }
  };

  return {
    store: async (world) => {
      await lane.store(world);
      await events.settled();
      events.take();
    },
    as: lane.as,
    admin: lane.admin,
    costOf: async (does) => {
      // A rule's reads are counted from the time at which it was loaded.
      await lane.load(rules);
      const own = await does();
      const byRules = documentsRead(rules, await lane.coverage()).length;
      const byFunctions = await react();
      return {
        reads: (own.reads ?? 0) + byRules + byFunctions.reads,
        writes: (own.writes ?? 0) + byFunctions.writes,
        deletes: (own.deletes ?? 0) + byFunctions.deletes,
        invocations: byFunctions.invocations,
      };
    },
    close: async () => {
      await lane.close();
      await harness.close();
    },
  };
}
