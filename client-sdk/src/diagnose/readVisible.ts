import { onSnapshot, type DocumentReference } from 'firebase/firestore';

/**
 * Reads a document as the server has it: null where there is none, undefined where the rules do not show it to the reader. It
 * waits for the server's word, where `getDoc` fails as long as Firestore holds itself for offline: after a refused write of
 * a client that has just come back, say. Throws Firestore's error where anything else goes wrong.
 */
export function readVisible<T>(ref: DocumentReference<T>): Promise<T | null | undefined> {
  return new Promise((resolve, reject) => {
    const stop = onSnapshot(
      ref,
      { includeMetadataChanges: true },
      (snapshot) => {
        if (snapshot.metadata.fromCache) return;
        stop();
        resolve(snapshot.data({ serverTimestamps: 'estimate' }) ?? null);
      },
      (error) => {
        if (error.code === 'permission-denied') resolve(undefined);
        else reject(error);
      },
    );
  });
}
