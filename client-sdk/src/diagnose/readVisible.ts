import { onSnapshot, type DocumentReference } from 'firebase/firestore';

/**
 * Reads a document from the server: null if it does not exist, undefined if the rules hide it. It waits for the server, while
 * `getDoc` fails as long as Firestore considers itself offline, for example after the refused write of a client that has just
 * reconnected. It also waits until the client's own writes to the document are accepted or refused: until then, Firestore
 * shows the document as if they were accepted. Throws Firestore's other errors.
 */
export function readVisible<T>(ref: DocumentReference<T>): Promise<T | null | undefined> {
  return new Promise((resolve, reject) => {
    const stop = onSnapshot(
      ref,
      { includeMetadataChanges: true },
      (snapshot) => {
        if (snapshot.metadata.fromCache || snapshot.metadata.hasPendingWrites) return;
        stop();
        resolve(snapshot.data() ?? null);
      },
      (error) => {
        if (error.code === 'permission-denied') resolve(undefined);
        else reject(error);
      },
    );
  });
}
