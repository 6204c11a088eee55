/**
 * What `firebase/firestore` is in the API's bundle: Firestore Lite, which speaks REST. It loads in a tenth of the time, keeps
 * no connection for each caller, and tells at once what went wrong, where the full SDK would try for ever. A chat's stream
 * has the full one (chatEvents.ts).
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

/** One look at the document as the server has it: what the SDK's verbs listen for, where they explain a refusal. */
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

/** Rejects: Lite keeps no documents. */
export function getDocFromCache(): Promise<never> {
  return Promise.reject(new Error('Firestore Lite has no cache.'));
}
