/**
 * Replaces `firebase/firestore` in the API's bundle with Firestore Lite, which uses REST. It loads in a tenth of the time,
 * keeps no connection for each caller, and reports an error at once, while the full SDK would retry forever. A chat's stream
 * uses the full SDK (chatEvents.ts).
 */
import {
  getDoc,
  type DocumentReference,
  type DocumentSnapshot,
  type FirestoreError,
} from 'firebase/firestore/lite';

export * from 'firebase/firestore/lite';
export {
  getCount as getCountFromServer,
  getDoc as getDocFromServer,
  getDocs as getDocsFromServer,
} from 'firebase/firestore/lite';

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
