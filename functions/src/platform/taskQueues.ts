/** The door to Cloud Tasks. */
import { createHash } from 'node:crypto';
import { region } from '../config.ts';

/** The queue functions, by the names under which they are deployed. */
export type Queue =
  'fanOutNotifications' | 'sendPush' | 'recountDocument' | 'deleteGroupData' | 'deleteAccountData';

/**
 * Adds a task. A task whose key was used within the last hour is not added again, so that an event that is delivered twice
 * starts one. `at` is when it is to run at the earliest: at once unless told.
 */
export async function enqueue(
  queue: Queue,
  data: object,
  { key, at }: { key: string; at?: Date },
): Promise<void> {
  // Loaded when it is first needed: many instances never enqueue anything.
  const { getFunctions } = await import('firebase-admin/functions');
  const tasks = getFunctions().taskQueue(`locations/${region.value()}/functions/${queue}`);
  // Any key makes a valid id so, and ids that begin alike would slow the queue down.
  const id = createHash('sha256').update(key).digest('hex');
  try {
    await tasks.enqueue(data, { id, ...(at && { scheduleTime: at }) });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'functions/task-already-exists') throw error;
  }
}
