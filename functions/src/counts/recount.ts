/**
 * Keeps counts right. A recount counts instead of adding, so it can run any number of times and in any order.
 * docs/decisions/0010-recount-once-a-second.md says why it is right and cheap.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type DocumentReference, type DocumentSnapshot } from 'firebase-admin/firestore';
import { countsOf, deleteCounted } from './counts.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';
import { docAt, pathOf } from '../firestore/store.ts';

/** The shortest time between two writes of a document's counts, in milliseconds. Firestore recommends this limit. */
const SECOND = 1000;
/** The longest time from a count to its write, in milliseconds, so that a recount one second later sees the write. */
const MAX_DURATION = 800;

/** The task that recounts a document. `notBefore` is in milliseconds since 1970. */
export interface RecountTask {
  document: string;
  notBefore: number;
}

/**
 * Reconciles a document's counts at once, or within two seconds if the document was written less than one second ago.
 * Read the snapshot after the change that you want counted.
 */
export async function recount(snapshot: DocumentSnapshot): Promise<void> {
  if (!snapshot.exists) return;
  const age = Date.now() - snapshot.updateTime!.toMillis();
  // If the counts are right, an older count can still be about to overwrite them. So count again later.
  if (age < SECOND || (await reconcile(snapshot)) !== 'written')
    await scheduleRecount(snapshot.ref);
}

/** Schedules a recount within two seconds. All calls of the same second share one task. */
export async function scheduleRecount(document: DocumentReference): Promise<void> {
  const path = pathOf(document);
  const second = Math.floor(Date.now() / SECOND);
  const task: RecountTask = { document: path, notBefore: (second + 2) * SECOND };
  await enqueue('recountDocument', task, {
    key: `${path} ${second}`,
    at: new Date(task.notBefore),
  });
}

/** Runs the task. Waits if the task arrives early, as it does on the emulator. */
export async function runRecount({ document, notBefore }: RecountTask): Promise<void> {
  while (Date.now() < notBefore) await wait(notBefore - Date.now());
  const snapshot = await docAt(document).get();
  // A batch can delete a document and add to its subcollection at once. Nobody can see such an addition.
  if (!snapshot.exists) return deleteCounted(snapshot.ref);
  if ((await reconcile(snapshot)) === 'overtaken') await scheduleRecount(snapshot.ref);
}

async function reconcile(snapshot: DocumentSnapshot): Promise<'right' | 'written' | 'overtaken'> {
  const startedAt = performance.now();
  const counts = await countsOf(snapshot.ref);
  const differ = Object.entries(counts).some(
    ([field, count]) => count !== (snapshot.get(field) ?? 0),
  );
  if (!differ) return 'right';
  const written = await updateIfUnchanged(snapshot, counts);
  return written && performance.now() - startedAt < MAX_DURATION ? 'written' : 'overtaken';
}
