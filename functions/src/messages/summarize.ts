/**
 * Keeps the summary of each chat. It is written at most once a second: after a message that comes sooner, a task reads the newest
 * messages once for all of that second. Each transaction that writes the summary reads the messages that it takes in. So a change of
 * a message comes before the transaction, which sees it, or the handler of the change comes after and sees the summary.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { chatSummaryPath, groupPath, messagePath, userPath } from '@firegroups/model';
import type {
  DocumentSnapshot,
  QueryDocumentSnapshot,
  Transaction,
} from 'firebase-admin/firestore';
import { isLive, nameOf } from '../firestore/documents.ts';
import { newestMessagesQuery } from '../firestore/queries.ts';
import { database, docAt } from '../firestore/store.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { announceSoon } from './announce.ts';
import { isKnownDeleted, rememberIfDeleted } from './deletedGroups.ts';
import { summaryOf, withMessage, type StoredSummary } from './summary.ts';

/** The shortest time between two writes of a summary, in milliseconds. Firestore recommends this limit. */
const SECOND = 1000;

/** The task that rebuilds a chat's summary. `notBefore` is in milliseconds since 1970. */
export interface SummaryTask {
  groupId: string;
  notBefore: number;
}

/**
 * Puts the current state of a message into the summary of its chat. Costs three reads and one write. Call it after every write of the
 * message. Returns the summary, or null if there is none or a task will write it within two seconds.
 */
export async function summarize(
  groupId: string,
  message: { id: string; authorId: string },
): Promise<StoredSummary | null> {
  if (isKnownDeleted(groupId)) return null;
  const outcome = await database().runTransaction(async (transaction) => {
    const [summary, stored, author] = await transaction.getAll(
      docAt(chatSummaryPath(groupId)),
      docAt(messagePath(groupId, message.id)),
      docAt(userPath(message.authorId)),
    );
    if (!summary!.exists) return begin(groupId, stored!, author!, transaction);
    const before = summary!.data() as StoredSummary;
    const after = withMessage(before, stored!, nameOf(author));
    if (after && isDeepStrictEqual(after, before)) return before;
    if (!after || Date.now() - summary!.updateTime!.toMillis() < SECOND) return 'later';
    transaction.set(summary!.ref, after);
    return after;
  });
  if (outcome === 'later') await schedule(groupId);
  if (outcome === 'gone') await rememberIfDeleted(groupId);
  return typeof outcome === 'string' ? null : outcome;
}

/** The first message of a chat begins the summary. If many come at once, a task makes the summary of all. */
async function begin(
  groupId: string,
  message: DocumentSnapshot,
  author: DocumentSnapshot,
  transaction: Transaction,
): Promise<StoredSummary | 'later' | 'gone'> {
  const found = await transaction.get(newestMessagesQuery(groupId).limit(2));
  if (found.empty) return 'gone';
  if (found.size > 1 || !message.exists) return 'later';
  const group = await transaction.get(docAt(groupPath(groupId)));
  const summary = summaryOf([message], nameOf(author));
  if (isLive(group)) transaction.create(docAt(chatSummaryPath(groupId)), summary);
  return summary;
}

/** All calls of the same second share one task, which runs after that second. */
async function schedule(groupId: string): Promise<void> {
  const second = Math.floor(Date.now() / SECOND);
  const task: SummaryTask = { groupId, notBefore: (second + 2) * SECOND };
  await enqueue('summarizeChat', task, {
    key: `${groupId} ${second}`,
    at: new Date(task.notBefore),
  });
}

/** Runs the task. Waits if the task arrives early, as it does on the emulator. */
export async function runSummary({ groupId, notBefore }: SummaryTask): Promise<void> {
  while (Date.now() < notBefore) await wait(notBefore - Date.now());
  await rebuildSummary(groupId);
  // The push task of a message may have run before the summary had the message.
  await announceSoon(groupId);
}

/** Writes the summary that the newest messages give, if it is another one, and returns it. */
export async function rebuildSummary(groupId: string): Promise<StoredSummary> {
  return database().runTransaction(async (transaction) => {
    const stored = await transaction.get(docAt(chatSummaryPath(groupId)));
    const newest = (await transaction.get(newestMessagesQuery(groupId))).docs;
    const [last] = newest as [QueryDocumentSnapshot?];
    const author = last && (await transaction.get(docAt(userPath(last.get('authorId') as string))));
    const after = summaryOf(newest, nameOf(author));
    if (isDeepStrictEqual(stored.data(), after) || (!stored.exists && !last)) return after;
    // A summary that is created while its group is being deleted would stay.
    const canWrite = stored.exists || isLive(await transaction.get(docAt(groupPath(groupId))));
    if (canWrite) transaction.set(stored.ref, after);
    return after;
  });
}
