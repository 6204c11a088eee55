/** Adds tasks to Cloud Tasks. */
import { createHash } from 'node:crypto';
import { region } from '../config.ts';
import { groupName } from '../instance.ts';

/** The names of the deployed functions that run tasks. */
export type Queue =
  | 'fanOutNotifications'
  | 'notifyEventChange'
  | 'sendPush'
  | 'recountDocument'
  | 'summarizeChat'
  | 'pushMessages'
  | 'deleteGroupData'
  | 'deleteAccountData';

/**
 * Adds a task. A key that was used within the last hour adds nothing, so an event that is delivered twice adds one
 * task. `at` is the earliest time to run it. The default is now.
 */
export async function enqueue(
  queue: Queue,
  data: object,
  { key, at }: { key: string; at?: Date },
): Promise<void> {
  // Imported late because many instances never enqueue anything.
  const { getFunctions } = await import('firebase-admin/functions');
  const tasks = getFunctions().taskQueue(
    `locations/${region.value()}/functions/${groupName()}${queue}`,
  );
  // A hash makes any key a valid id. Ids that begin alike would slow the queue down.
  const id = createHash('sha256').update(key).digest('hex');
  try {
    await tasks.enqueue(data, { id, ...(at && { scheduleTime: at }) });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'functions/task-already-exists') throw error;
  }
}
