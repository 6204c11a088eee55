/**
 * Replaces `firebase/firestore` in the API's bundle with Firestore Lite, which uses REST. It loads in a tenth of the time,
 * keeps no connection for each caller, and reports an error at once, while the full SDK would retry forever. A chat's stream
 * uses the full SDK (chatEvents.ts).
 */
import {
  getDoc,
  writeBatch as newBatch,
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  type FirestoreError,
  type WriteBatch,
} from 'firebase/firestore/lite';
import { setTimeout } from 'node:timers/promises';

export * from 'firebase/firestore/lite';
export {
  getCount as getCountFromServer,
  getDoc as getDocFromServer,
  getDocs as getDocsFromServer,
} from 'firebase/firestore/lite';

/** How often a batch is sent, and the longest first pause, in milliseconds. Each further pause may be twice as long. */
const MAX_TRIES = 5;
const FIRST_PAUSE = 50;

/**
 * A batch that is sent again if other writes of the same document were faster, as the full SDK does. An aborted batch has
 * changed nothing. The counts of limited actions are such documents: all requests of one account write them.
 */
export function writeBatch(firestore: Firestore): WriteBatch {
  const steps: ((batch: WriteBatch) => void)[] = [];
  const record =
    (method: 'set' | 'update' | 'delete') =>
    (...args: unknown[]) => {
      steps.push((batch) => (batch[method] as (...args: unknown[]) => WriteBatch)(...args));
      return recorder;
    };
  const send = () => {
    const batch = newBatch(firestore);
    for (const step of steps) step(batch);
    return batch.commit();
  };
  const commit = async (tries = 1): Promise<void> => {
    try {
      await send();
    } catch (error) {
      if ((error as FirestoreError).code !== 'aborted' || tries === MAX_TRIES) throw error;
      await setTimeout(Math.random() * FIRST_PAUSE * 2 ** tries);
      await commit(tries + 1);
    }
  };
  const recorder = {
    set: record('set'),
    update: record('update'),
    delete: record('delete'),
    commit: () => commit(),
  } as unknown as WriteBatch;
  return recorder;
}

interface Snapshot<T> extends DocumentSnapshot<T> {
  metadata: { fromCache: boolean };
}

/** Reads the document once, as the server has it. The SDK's verbs do so to diagnose a refusal. */
export function onSnapshot<T>(
  ref: DocumentReference<T>,
  _options: object,
  next: (snapshot: Snapshot<T>) => void,
  fail: (error: FirestoreError) => void,
): () => void {
  const show = (snapshot: DocumentSnapshot<T>) => {
    next(Object.assign(snapshot, { metadata: { fromCache: false } }));
  };
  getDoc(ref).then(show, fail);
  return () => {};
}

/** Rejects: Firestore Lite has no cache. */
export function getDocFromCache(): Promise<never> {
  return Promise.reject(new Error('Firestore Lite has no cache.'));
}
