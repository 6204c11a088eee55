/** Everything that a run of functions under faults needs, opened and closed together. */
import { captureEvents, type CapturedEvents, type FunctionsModule } from './capturedEvents.ts';
import { startFirestore, type FirestoreProcess } from './firestoreProcess.ts';
import { openTaskQueues, type TaskQueues } from './taskQueues.ts';

/** What is open. */
export interface Harness {
  firestore: FirestoreProcess;
  events: CapturedEvents;
  tasks: TaskQueues;
  /** An empty world: no document, no event, no task, no name of a task that was used. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a harness for the functions of a module. It sets the environment by which the Admin SDK finds the emulators: so
 * the first client has to be made after it, and a process has one harness at a time.
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
