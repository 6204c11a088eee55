/**
 * The Admin SDK in the test file's own project. No trigger fires there, and the functions' tasks wait until the test
 * runs them.
 */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { deleteApp, getApp, initializeApp } from 'firebase-admin/app';
import { getFirestore, type Firestore } from 'firebase-admin/firestore';
import { runAccountDeletion } from '../../../functions/src/deletion/account.ts';
import { runEventChange } from '../../../functions/src/events/eventChange.ts';
import { runFanOutPage } from '../../../functions/src/notifications/fanOut.ts';
import { runGroupDeletion } from '../../../functions/src/deletion/group.ts';
import { runPush } from '../../../functions/src/notifications/push/push.ts';
import type { Queue } from '../../../functions/src/platform/taskQueues.ts';
import { runChatPush } from '../../../functions/src/messages/announce.ts';
import { runSummary } from '../../../functions/src/messages/summarize.ts';
import { runRecount } from '../../../functions/src/counts/recount.ts';
import { openTaskQueues, type Task, type TaskQueues } from './taskQueues.ts';
import { resetClock, waitUntil } from './clock.ts';
import { emulatorHost } from '../emulators/emulatorHost.ts';
import { PARAMETERS } from './parameters.ts';

const HANDLERS: Record<Queue, (data: never) => Promise<void>> = {
  fanOutNotifications: runFanOutPage,
  notifyEventChange: runEventChange,
  sendPush: runPush,
  recountDocument: runRecount,
  summarizeChat: runSummary,
  pushMessages: runChatPush,
  deleteGroupData: runGroupDeletion,
  deleteAccountData: runAccountDeletion,
};

export interface Admin {
  firestore: () => Firestore;
  tasks: {
    /** The data of a queue's waiting tasks, sorted by their time. */
    waiting: <Data>(queue: Queue) => Data[];
    /** The time of the next task. */
    nextDueAt: () => Date;
    /** Puts the clock forward to the next task and runs it. */
    runNext: () => Promise<void>;
    /** Runs all waiting tasks, of one queue or of all, and the tasks that they add. Puts the clock forward to each. */
    run: (queue?: Queue) => Promise<void>;
  };
}

/** Deletes all documents of a project. */
export async function clearDatabase(projectId: string): Promise<void> {
  const { value } = emulatorHost('FIRESTORE_EMULATOR_HOST');
  const documents = `http://${value}/emulator/v1/projects/${projectId}/databases/(default)/documents`;
  await fetch(documents, { method: 'DELETE' });
}

/**
 * Sets up the default app for functions, an empty database and, for each test, empty queues. `name` is unique to the
 * file.
 */
export function useAdmin(name: string, parameters: Partial<typeof PARAMETERS> = {}): Admin {
  const projectId = `demo-functions-${name}`;
  let queues: TaskQueues;
  beforeAll(async () => {
    queues = await openTaskQueues();
    Object.assign(process.env, queues.env, PARAMETERS, parameters);
    initializeApp({ projectId });
    await clearDatabase(projectId);
  });
  beforeEach(() => {
    resetClock();
    queues.clear();
  });
  afterAll(async () => {
    await getFirestore().terminate();
    await deleteApp(getApp());
    queues.close();
  });
  const tasksOf = (queue?: Queue) =>
    queues.waiting().filter((task) => !queue || task.queue === queue);
  const run = async (task: Task) => {
    waitUntil(task.scheduledAt);
    queues.take(task);
    await HANDLERS[task.queue as Queue]((task.body as { data: never }).data);
  };
  return {
    firestore: () => getFirestore(),
    tasks: {
      waiting: <Data>(queue: Queue) =>
        tasksOf(queue).map(({ body }) => (body as { data: Data }).data),
      nextDueAt: () => queues.nextDueAt()!,
      runNext: () => run(tasksOf()[0]!),
      run: async (queue) => {
        for (let [task] = tasksOf(queue); task; [task] = tasksOf(queue)) await run(task);
      },
    },
  };
}
