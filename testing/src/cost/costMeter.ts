/** Measures what an action costs: the client's documents, the rules' reads, and everything that functions then do. */
import type { Firestore } from 'firebase/firestore';
import { instance } from '../../../functions/src/instance.ts';
import { deliver, type FunctionsModule } from '../harness/capturedEvents.ts';
import { newClock, waitFor, waitUntil, withClock } from '../harness/clock.ts';
import { openHarness } from '../harness/harness.ts';
import { meter } from '../harness/io.ts';
import { PARAMETERS } from '../harness/parameters.ts';
import { runTask } from '../harness/runTask.ts';
import { documentsRead } from '../rules/documentsRead.ts';
import type { SeedData } from '../rules/policyCase.ts';
import { openSandbox } from '../rules/sandbox.ts';
import type { ActionCost } from './budgets.ts';
import { readRules } from '../prefix/stored.ts';

/** Does something and returns what the client itself reads, writes and deletes. */
export type Action = () => Promise<Partial<ActionCost>>;

export interface CostMeter {
  /** Stores documents without the rules, and drops their events. */
  store: (documents: SeedData) => Promise<void>;
  as: (uid: string) => Firestore;
  admin: () => FirebaseFirestore.Firestore;
  /** Measures an action. With `afterIdle`, the functions see all documents as written at least a second ago. */
  costOf: (action: Action, options?: { afterIdle?: boolean }) => Promise<ActionCost>;
  close: () => Promise<void>;
}

/** Opens a Firestore emulator with the functions. `name` names the project. */
export async function openCostMeter(name: string): Promise<CostMeter> {
  Object.assign(process.env, {
    ...PARAMETERS,
    GCLOUD_PROJECT: `demo-rules-${name}`,
    FIREBASE_CONFIG: '{}',
  });
  const { create } = await import('../../../functions/src/functions.ts');
  const functions: FunctionsModule = create(instance());
  const harness = await openHarness(`demo-rules-${name}`, functions);
  const rules = readRules();
  const sandbox = await openSandbox(name, rules);
  const { events, tasks } = harness;

  /** Delivers all events and tasks, and everything that follows from them. */
  const runFunctions = async (): Promise<ActionCost> => {
    const cost = { reads: 0, writes: 0, deletes: 0, invocations: 0 };
    const invoke = async (run: () => Promise<void>) => {
      const { documents, writes, deletes } = (await meter(run)).cost;
      cost.reads += documents;
      cost.writes += writes;
      cost.deletes += deletes;
      cost.invocations += 1;
    };
    for (;;) {
      await events.settled();
      const arrived = events.take();
      const due = arrived.length > 0 ? [] : tasks.takeDue(new Date(Date.now() + 120_000));
      if (arrived.length + due.length === 0) return cost;
      for (const event of arrived) await invoke(() => deliver(functions, event));
      for (const task of due) {
        waitUntil(task.scheduledAt);
        await invoke(() => runTask(functions, task));
      }
    }
  };

  return {
    store: async (documents) => {
      await sandbox.store(documents);
      await events.settled();
      events.take();
    },
    as: sandbox.as,
    admin: sandbox.admin,
    costOf: async (action, { afterIdle = false } = {}) => {
      // The coverage, which says what the rules read, starts when rules are loaded.
      await sandbox.load(rules);
      const own = await action();
      const byRules = documentsRead(rules, await sandbox.coverage()).length;
      const byFunctions = await withClock(newClock(), () => {
        if (afterIdle) waitFor(1000);
        return runFunctions();
      });
      return {
        reads: (own.reads ?? 0) + byRules + byFunctions.reads,
        writes: (own.writes ?? 0) + byFunctions.writes,
        deletes: (own.deletes ?? 0) + byFunctions.deletes,
        invocations: byFunctions.invocations,
      };
    },
    close: async () => {
      await sandbox.close();
      await harness.close();
    },
  };
}
