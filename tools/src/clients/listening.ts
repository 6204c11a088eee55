/** Waiting for what a listener shows, instead of for a time. */
import { onSnapshot, type DocumentReference, type Query } from 'firebase/firestore';

/** Resolves with the first result of the query that satisfies `condition`. */
export function untilQuery<T>(
  query: Query<T>,
  condition: (documents: T[]) => boolean,
): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const stop = onSnapshot(
      query,
      (snapshot) => {
        const documents = snapshot.docs.map((document) => document.data());
        if (!condition(documents)) return;
        // The first call may come before `stop` is there.
        queueMicrotask(() => {
          stop();
        });
        resolve(documents);
      },
      reject,
    );
  });
}

/** Resolves with the first state of the document that satisfies `condition`. */
export function untilDocument<T>(
  ref: DocumentReference<T>,
  condition: (data: T | undefined) => boolean,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = onSnapshot(
      ref,
      (snapshot) => {
        if (!condition(snapshot.data())) return;
        queueMicrotask(() => {
          stop();
        });
        resolve(snapshot.data());
      },
      reject,
    );
  });
}
