import { onSnapshot, type DocumentReference } from 'firebase/firestore';

/**
 * Reads a document from the server: null if it does not exist, undefined if the rules hide it. It waits for the server, while
 * `getDoc` fails as long as Firestore considers itself offline, for example after the refused write of a client that has just
 * reconnected. Throws Firestore's other errors.
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
