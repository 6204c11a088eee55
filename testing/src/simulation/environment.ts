/**
 * The environment in which seeds run: one emulator, one project, the real functions. The ids of a seed's documents
 * start with its prefix. By that prefix each document, event, task and push belongs to one seed, so many seeds run at
 * once.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore, type DocumentData } from 'firebase-admin/firestore';
import { deliver, type CapturedEvent } from '../harness/capturedEvents.ts';
import { openHarness } from '../harness/harness.ts';
import { runTask } from '../harness/runTask.ts';
import { History } from './history.ts';
import { loadFunctions, type Functions } from './functions.ts';
import { modelPath, readRules } from '../prefix/stored.ts';

export const PROJECT = 'demo-faults';

/** A message that the functions gave to FCM. */
export interface Push {
  /** The moment of the seed's history. */
  at: number;
  /** The time of the seed, in milliseconds since 1970. */
  time: number;
  token: string;
  notificationId: string;
  type: string;
  actorId: string;
  /** The task that sent it. */
  task: string;
  /** The number of the task's attempts before this one. */
  attempt: number;
}

/** A push of chat messages. */
export interface SentMessagePush {
  /** The moment of the seed's history. */
  at: number;
  token: string;
  groupId: string;
  /** The newest message that it stands for. */
  messageId: string;
}

/** What happened in a seed. */
export interface SeedRecord {
  history: History;
  pushes: Push[];
  messagePushes: SentMessagePush[];
}

/** An event or a task whose time has come. */
export interface Delivery {
  /** The function's name. */
  to: string;
  /** The document's path, or the task's data. */
  about: string;
  /** Calls the function. */
  deliver: () => Promise<void>;
}

export interface Environment {
  functions: Functions['functions'];
  /** The uids that have no account. All others have one. */
  missingAccounts: Set<string>;
  /** Host and port of the emulator. */
  host: string;
  recordOf(seed: number): SeedRecord;
  /** Resolves when the events of all writes before the call have arrived, and the seeds' histories are up to date. */
  refresh(): Promise<void>;
  /** Refreshes, then takes the seed's events. The oldest comes first. */
  takeEvents(seed: number): Promise<Delivery[]>;
  /** Takes the seed's tasks whose time has come. */
  takeDueTasks(seed: number): Delivery[];
  /** The time of the seed's next task. */
  nextTaskAt(seed: number): Date | undefined;
  /** Loads the project's rules. The emulator then forgets the coverage that it collected. */
  loadRules(): Promise<void>;
  /** Deletes everything of every seed. Call it only when no seed runs. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** The prefix of all ids of a seed. */
export const prefixOf = (seed: number) => `s${seed}-`;

const seedIn = (text: string) => Number(/\bs(\d+)-/.exec(text)?.[1] ?? NaN);

/** The path, or the content if the path does not name a seed. */
const ownerIn = ({ path, cloudEvent }: CapturedEvent) =>
  modelPath(path).startsWith('devices/') ? String(cloudEvent.data) : path;

/** Opens an environment. `pageSize` is the number of recipients that one fan-out task notifies. */
export async function openEnvironment({ pageSize }: { pageSize: number }): Promise<Environment> {
  let written: { path: string; before?: DocumentData; after?: DocumentData } | undefined;
  const { functions, fcm, accounts } = await loadFunctions(
    PROJECT,
    pageSize,
    (path, before, after) => {
      written = { path, ...(before && { before }), ...(after && { after }) };
    },
  );
  const app = initializeApp({ projectId: PROJECT });
  const missingAccounts = new Set<string>();
  accounts.missing = (uids) =>
    Promise.resolve(new Set(uids.filter((uid) => missingAccounts.has(uid))));
  accounts.hasTenants = () => Promise.resolve(false);
  const harness = await openHarness(PROJECT, functions);
  const rules = readRules();
  const seeds = new Map<number, SeedRecord & { arrived: CapturedEvent[] }>();
  const sender = new AsyncLocalStorage<{ task: string; attempt: number }>();

  const of = (seed: number) => {
    const known = seeds.get(seed) ?? {
      history: new History(),
      pushes: [],
      messagePushes: [],
      arrived: [],
    };
    seeds.set(seed, known);
    return known;
  };
  const route = async () => {
    await harness.events.settled();
    for (const event of harness.events.take()) {
      if (event.functionName !== 'recorder') {
        of(seedIn(ownerIn(event))).arrived.push(event);
        continue;
      }
      await deliver(functions, event);
      const { before, after } = written!;
      const path = modelPath(written!.path);
      // The ids of these do not begin with the prefix of a seed, but they contain an id or a token that does.
      const isUnnamed = /^(deadLetters|devices)\//.test(path);
      const owner = isUnnamed ? JSON.stringify(after ?? before) : path;
      of(seedIn(owner)).history.record(path, before, after);
    }
  };
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const refresh = () => {
    // All callers who wait for the running refresh share the next one.
    next ??= running.then(() => {
      next = undefined;
      return (running = route());
    });
    return next;
  };
  fcm.sendEach = (messages) => {
    const sentBy = sender.getStore() ?? { task: 'none', attempt: 0 };
    for (const { token = '', data } of messages as { token?: string; data?: DocumentData }[]) {
      const { history, pushes, messagePushes } = of(seedIn(token));
      if (data!['type'] === 'message') {
        const { groupId, messageId } = data as SentMessagePush;
        messagePushes.push({ at: history.now(), token, groupId, messageId });
        continue;
      }
      const { notificationId, type, actorId } = data as Pick<
        Push,
        'notificationId' | 'type' | 'actorId'
      >;
      const moment = { at: history.now(), time: Date.now() };
      pushes.push({ ...moment, token, notificationId, type, actorId, ...sentBy });
    }
    return Promise.resolve({ responses: messages.map(() => ({ success: true })) });
  };
  const tasksOf = (seed: number) =>
    harness.tasks.waiting().filter(({ body }) => seedIn(JSON.stringify(body)) === seed);
  return {
    functions,
    missingAccounts,
    host: harness.firestore.host,
    recordOf: of,
    refresh,
    takeEvents: async (seed) => {
      await refresh();
      return of(seed)
        .arrived.splice(0)
        .map((event) => ({
          to: event.functionName,
          about: event.path,
          deliver: () => deliver(functions, event),
        }));
    },
    takeDueTasks: (seed) =>
      tasksOf(seed)
        .filter(({ scheduledAt }) => scheduledAt.getTime() <= Date.now())
        .map((task) => {
          harness.tasks.take(task);
          let attempt = 0;
          return {
            to: task.queue,
            about: JSON.stringify(task.body),
            deliver: () =>
              sender.run({ task: task.name, attempt: attempt++ }, () => runTask(functions, task)),
          };
        }),
    nextTaskAt: (seed) => tasksOf(seed)[0]?.scheduledAt,
    loadRules: () => harness.firestore.loadRules(PROJECT, rules),
    clear: async () => {
      await harness.clear();
      seeds.clear();
    },
    close: async () => {
      await getFirestore(app).terminate();
      await deleteApp(app);
      await harness.close();
    },
  };
}
