import type { DocumentReference, FirestoreError } from 'firebase/firestore';
import { useDocument } from 'react-firebase-hooks/firestore';
import { useOnline } from './useOnline.ts';

/** A document that may not exist. */
export type DocumentState<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: FirestoreError }
  | { state: 'loaded'; data: T }
  /** The server does not have it. */
  | { state: 'not-found' }
  /** The user is offline, and the cache does not have it. */
  | { state: 'offline' };

// If the cache has no document and the server has none either, only the metadata changes.
const OPTIONS = { snapshotListenOptions: { includeMetadataChanges: true } };

/** A document, live. Only the server can tell that a document does not exist. */
export function useDocumentState<T>(ref: DocumentReference<T>): DocumentState<T> {
  const [snapshot, , error] = useDocument(ref, OPTIONS);
  const isOnline = useOnline();
  if (error) return { state: 'failed', error };
  const data = snapshot?.data();
  if (data !== undefined) return { state: 'loaded', data };
  if (!snapshot) return { state: 'loading' };
  if (!snapshot.metadata.fromCache) return { state: 'not-found' };
  return { state: isOnline ? 'loading' : 'offline' };
}
