/** A Firestore emulator, its events and task queues: what you need to run functions with faults. */
import { captureEvents, type CapturedEvents, type FunctionsModule } from './capturedEvents.ts';
import { startFirestore, type FirestoreProcess } from './firestoreProcess.ts';
import { openTaskQueues, type TaskQueues } from './taskQueues.ts';

export interface Harness {
  firestore: FirestoreProcess;
  events: CapturedEvents;
  tasks: TaskQueues;
  /** Deletes all documents, events, tasks and used task names. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a harness for the functions of a module. It sets the environment variables of the Admin SDK. So create the
 * first client after it, and open one harness at a time per process.
 */
export async function openHarness(projectId: string, functions: FunctionsModule): Promise<Harness> {
  const firestore = await startFirestore();
  const tasks = await openTaskQueues();
  Object.assign(process.env, firestore.env, tasks.env);
  const events = await captureEvents(firestore, projectId, functions);
  return {
    firestore,
    events,
    tasks,
    clear: async () => {
      await firestore.clear(projectId);
      await events.settled();
      events.take();
      tasks.clear();
    },
    close: async () => {
      tasks.close();
      await firestore.stop();
    },
  };
}
