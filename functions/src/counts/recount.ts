/**
 * Keeps counts right. Whoever changes what is counted calls for a recount; it counts instead of adding, so that it may
 * run any number of times and in any order. docs/decisions/0010-recount-once-a-second.md says why it is right and cheap.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  getFirestore,
  type DocumentReference,
  type DocumentSnapshot,
} from 'firebase-admin/firestore';
import { countsOf, deleteCounted } from './counts.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';

/** How often a document's counts are written at the most, in milliseconds: Firestore's planning figure. */
const SECOND = 1000;
/** What a recount may take from its count to its write, so that one that comes a second later has seen it. */
const PROMPT = 800;

/** The task that recounts a document. `notBefore` is in milliseconds since 1970. */
export interface RecountTask {
  document: string;
  notBefore: number;
}

/**
 * Brings a document's counts in line at once, or within two seconds where it was written less than one ago. The
 * snapshot has to be read after the change that calls for it.
 */
export async function recount(snapshot: DocumentSnapshot): Promise<void> {
  if (!snapshot.exists) return;
  const age = Date.now() - snapshot.updateTime!.toMillis();
  // Where nothing is to be written, an older count may be about to be: what has come true once is looked at again.
  if (age < SECOND || (await reconcile(snapshot)) !== 'written')
    await scheduleRecount(snapshot.ref);
}

/** Has a document recounted within two seconds: once, for all who ask in the same second. */
export async function scheduleRecount({ path }: DocumentReference): Promise<void> {
  const second = Math.floor(Date.now() / SECOND);
  const task: RecountTask = { document: path, notBefore: (second + 2) * SECOND };
  await enqueue('recountDocument', task, {
    key: `${path} ${second}`,
    at: new Date(task.notBefore),
  });
}

/** Carries out the task. It may be handed over too early: the emulator does so. */
export async function runRecount({ document, notBefore }: RecountTask): Promise<void> {
  while (Date.now() < notBefore) await wait(notBefore - Date.now());
  const snapshot = await getFirestore().doc(document).get();
  // What was written together with its end nobody could ever see.
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
  return written && performance.now() - startedAt < PROMPT ? 'written' : 'overtaken';
}
