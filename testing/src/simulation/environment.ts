/**
 * Where seeds are played: one emulator, one project, the real functions. Every document, event, task and push belongs to
 * the seed whose mark its ids carry, so that many seeds are played at once and none sees another.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentData } from 'firebase-admin/firestore';
import { ROOT } from '../cli/root.ts';
import { deliver, type CapturedEvent, type FunctionsModule } from '../harness/capturedEvents.ts';
import { openHarness } from '../harness/harness.ts';
import type { Task } from '../harness/taskQueues.ts';
import { History } from './history.ts';
import { loadFunctions, type Functions } from './functions.ts';

export const PROJECT = 'demo-faults';

/** A message as it was handed to FCM. */
export interface Push {
  /** The moment of the seed's history. */
  at: number;
  token: string;
  notificationId: string;
  /** Which task sent it, and in which of its runs. */
  task: string;
  run: number;
}

/** What belongs to a seed. */
export interface Belongings {
  history: History;
  /** Events that nobody has taken yet, oldest first. */
  arrived: CapturedEvent[];
  pushes: Push[];
}

export interface Environment {
  functions: FunctionsModule;
  /** Host and port of the emulator. */
  host: string;
  of(seed: number): Belongings;
  /** Resolves when every event of what was written before the call is with its seed. */
  refresh(): Promise<void>;
  /** A seed's tasks that wait. */
  tasksOf(seed: number): Task[];
  take(task: Task): void;
  /** Puts the project's rules in place; also has the emulator forget what it keeps of their evaluations. */
  loadRules(): Promise<void>;
  /** Runs a task's function, so that what it pushes is known as its. */
  asTask<T>(task: Task, run: number, carryOut: () => Promise<T>): Promise<T>;
  /** Forgets every seed; none is being played. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** What all ids of a seed begin with. */
export const markOf = (seed: number) => `s${seed}-`;

const seedIn = (text: string) => Number(/\bs(\d+)-/.exec(text)?.[1] ?? NaN);

/** Opens the stage; `pageSize` is how many one task of a fan-out tells. */
export async function openEnvironment({ pageSize }: { pageSize: number }): Promise<Environment> {
  const written: { path: string; before?: DocumentData; after?: DocumentData }[] = [];
  const loaded: Functions = await loadFunctions(PROJECT, pageSize, (path, before, after) => {
    written.push({ path, ...(before && { before }), ...(after && { after }) });
  });
  const { functions, fcm } = loaded;
  const harness = await openHarness(PROJECT, functions);
  const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
  const seeds = new Map<number, Belongings>();
  const runs = new AsyncLocalStorage<{ task: string; run: number }>();

  const of = (seed: number): Belongings => {
    const known = seeds.get(seed) ?? { history: new History(), arrived: [], pushes: [] };
    seeds.set(seed, known);
    return known;
  };
  const route = async () => {
    await harness.events.settled();
    for (const event of harness.events.take()) {
      if (event.functionName !== 'recorder') {
        of(seedIn(event.path)).arrived.push(event);
        continue;
      }
      await deliver(functions, event);
      const { path, before, after } = written.pop()!;
      const mark = path.startsWith('deadLetters/') ? JSON.stringify(after) : path;
      of(seedIn(mark)).history.record(path, before, after);
    }
  };
  let under: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const refresh = () => {
    // Whoever asks while one waits its turn shares it.
    next ??= under.then(() => {
      next = undefined;
      return (under = route());
    });
    return next;
  };
  fcm.sendEach = (messages) => {
    const { task, run } = runs.getStore() ?? { task: 'none', run: 0 };
    for (const { token = '', data } of messages as { token?: string; data?: DocumentData }[]) {
      const { history, pushes } = of(seedIn(token));
      const notificationId = data?.['notificationId'] as string;
      pushes.push({ at: history.now(), token, notificationId, task, run });
    }
    return Promise.resolve({ responses: messages.map(() => ({ success: true })) });
  };
  return {
    functions,
    host: harness.firestore.host,
    of,
    refresh,
    tasksOf: (seed) =>
      harness.tasks.waiting().filter(({ body }) => seedIn(JSON.stringify(body)) === seed),
    take: (task) => void harness.tasks.take(task),
    loadRules: () => harness.firestore.loadRules(PROJECT, rules),
    asTask: (task, run, carryOut) => runs.run({ task: task.name, run }, carryOut),
    clear: async () => {
      await harness.clear();
      seeds.clear();
    },
    close: () => harness.close(),
  };
}
