/**
 * What somebody has on their screen before a test changes it. The Firestore emulator garbles a stream now and then where it
 * answers a new listener while it tells of a commit: so a test opens its listeners first.
 */
import type { DocumentReference, Query } from 'firebase/firestore';
import { followDocument, followQuery, type Following } from './listening.ts';

/** Listens to a query; resolves when its first state is there. */
export async function showList<T>(query: Query<T>): Promise<Following<T[]>> {
  const shown = followQuery(query);
  await shown.until(() => true);
  return shown;
}

/** Listens to a document; resolves when its first state is there. */
export async function showDocument<T>(
  ref: DocumentReference<T>,
): Promise<Following<T | undefined>> {
  const shown = followDocument(ref);
  await shown.until(() => true);
  return shown;
}
