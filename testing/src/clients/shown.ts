/**
 * Listeners that have their first state before a test changes anything. The Firestore emulator sometimes garbles a stream if it
 * answers a new listener while it reports a commit, so tests open their listeners first.
 */
import type { DocumentReference, Query } from 'firebase/firestore';
import { followDocument, followQuery, type Following } from './listening.ts';

/** Listens to a query. Resolves with its first state loaded. */
export async function showList<T>(query: Query<T>): Promise<Following<T[]>> {
  const shown = followQuery(query);
  await shown.until(() => true);
  return shown;
}

/** Listens to a document. Resolves with its first state loaded. */
export async function showDocument<T>(
  ref: DocumentReference<T>,
): Promise<Following<T | undefined>> {
  const shown = followDocument(ref);
  await shown.until(() => true);
  return shown;
}
