/**
 * Pushes new chat messages. A message in a quiet chat is pushed at once. While the chat goes on, one push stands for all messages
 * since the last one. What a push stands for is stored before it is sent, which prevents double pushes. The names of tasks only avoid needless tasks.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { chatSummaryPath, compareMoments, groupPath, pushStatePath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { isLive, type StoredGroup } from '../firestore/documents.ts';
import { database, docAt } from '../firestore/store.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { nextPush, type StoredPushState } from './pushState.ts';
import { sendAgain, sendToAll, type ChatPushRetry, type DuePush } from './send.ts';
import type { StoredSummary } from './summary.ts';

/**
 * In milliseconds. If the previous message is older than this, a message gets a task of its own. Otherwise all messages of this period
 * share a task.
 */
const BUCKET = 10_000;
/**
 * How long after its period a task runs, in milliseconds. By then, the summary usually has the messages. If it does not, `runSummary`
 * schedules another push.
 */
const MARGIN = 3_000;
/** In milliseconds. In Cloud Tasks, no task is this early. */
const LONGEST_WAIT = 2_000;

/** The task that pushes the messages of a chat. `notBefore` is in milliseconds since 1970. */
export interface ChatPushTask {
  groupId: string;
  name: string;
  notBefore: number;
}

/** Schedules a push of a new message. `summary` is that of its chat with the message in it, if it is known. */
export async function announce(
  groupId: string,
  messageId: string,
  summary: StoredSummary | null,
): Promise<void> {
  const own = summary?.recent.find(({ id }) => id === messageId);
  const isEarlier = ({ id, at }: StoredSummary['recent'][number]) =>
    id !== messageId && compareMoments(at, own!.at) <= 0;
  const previous = own && summary!.recent.find(isEarlier);
  const isQuiet = own && !(previous && own.at.toMillis() - previous.at.toMillis() < BUCKET);
  if (isQuiet) await schedule(groupId, `message ${messageId} ${own.at.toMillis()}`, Date.now());
  else await announceSoon(groupId);
}

/** Schedules a push of what is new in a chat, within 13 seconds. All calls of the same ten seconds share one task. */
export async function announceSoon(groupId: string): Promise<void> {
  const bucket = Math.floor(Date.now() / BUCKET);
  await schedule(groupId, `bucket ${bucket}`, (bucket + 1) * BUCKET + MARGIN);
}

async function schedule(groupId: string, name: string, notBefore: number): Promise<void> {
  const task: ChatPushTask = { groupId, name, notBefore };
  const at = new Date(notBefore);
  await enqueue('pushMessages', task, { key: `${groupId} ${name}`, at });
}

/**
 * Runs the task. Waits if the task arrives early, as it does on the emulators. There, a task that is more than two
 * seconds early is dropped: each task that waits holds a process, and a push is only logged.
 */
export async function runChatPush(task: ChatPushTask | ChatPushRetry): Promise<void> {
  if (task.notBefore - Date.now() > LONGEST_WAIT) return;
  while (Date.now() < task.notBefore) await wait(task.notBefore - Date.now());
  if ('devices' in task) {
    await sendAgain(task);
    return;
  }
  const due = await claim(task);
  if (due instanceof Timestamp) {
    await schedule(task.groupId, `pause ${due.toMillis()}`, due.toMillis());
  } else if (due) {
    await sendToAll(task.groupId, due);
    await markSent(task);
  }
}

/**
 * Stores what the push covers, and returns it. Returns the time of the next attempt if it is too early, or null if there is nothing
 * to push.
 */
async function claim({ groupId, name }: ChatPushTask): Promise<DuePush | Timestamp | null> {
  return database().runTransaction(async (transaction) => {
    const [stored, chat, group] = await transaction.getAll(
      docAt(pushStatePath(groupId)),
      docAt(chatSummaryPath(groupId)),
      docAt(groupPath(groupId)),
    );
    if (!chat!.exists || !isLive(group)) return null;
    const before = stored!.data() as StoredPushState | undefined;
    const summary = chat!.data() as StoredSummary;
    const found = { summary, group: group.data() as StoredGroup };
    if (before?.task === name) return before.isSent ? null : { ...found, state: before };
    const now = Timestamp.now();
    const state = nextPush(before, summary, { task: name, now });
    if (!state) return null;
    if (before && compareMoments(now, before.nextAt) < 0) return before.nextAt;
    transaction.set(stored!.ref, state);
    return { ...found, state };
  });
}

/** Records that a push is sent, unless the next one was claimed in the meantime. */
async function markSent({ groupId, name }: ChatPushTask): Promise<void> {
  const ref = docAt(pushStatePath(groupId));
  await database().runTransaction(async (transaction) => {
    const state = await transaction.get(ref);
    if (state.get('task') === name) transaction.update(ref, { isSent: true });
  });
}
