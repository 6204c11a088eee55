import type { DocumentReference, FirestoreError } from 'firebase/firestore';
import { useDocument } from 'react-firebase-hooks/firestore';
import { useOnline } from './useOnline.ts';

/** A document that may not be there. */
export type Found<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: FirestoreError }
  | { state: 'there'; data: T }
  /** The server has said so. */
  | { state: 'gone' }
  /** There is no connection, and this device does not have it. */
  | { state: 'not kept' };

// That the server, too, has none where the cache had none changes the metadata alone.
const OPTIONS = { snapshotListenOptions: { includeMetadataChanges: true } };

/** A document, live. Only the server knows that one is gone. */
export function useFound<T>(ref: DocumentReference<T>): Found<T> {
  const [snapshot, , error] = useDocument(ref, OPTIONS);
  const isOnline = useOnline();
  if (error) return { state: 'failed', error };
  const data = snapshot?.data();
  if (data !== undefined) return { state: 'there', data };
  if (!snapshot) return { state: 'loading' };
  if (!snapshot.metadata.fromCache) return { state: 'gone' };
  return { state: isOnline ? 'loading' : 'not kept' };
}
