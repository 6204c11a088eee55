import { getFirestore, type Query, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';

/** How many documents one batch deletes. */
const PAGE = 500;
/** How many batches are under way at once: as many pages are in memory at the most. */
const AT_ONCE = 4;

/**
 * Deletes all that the query finds, until it finds nothing; may be killed and begun anew at any point. Only references
 * are read, page by page, so that memory stays the same however much there is.
 */
export async function deleteAll(query: Query): Promise<void> {
  let pages: unknown[];
  do {
    pages = await pMap(pagesOf(query.select()), deleteDocuments, { concurrency: AT_ONCE });
    // What was written behind the cursor meanwhile goes with another round.
  } while (pages.length > 0);
}

async function* pagesOf(query: Query): AsyncGenerator<QueryDocumentSnapshot[]> {
  let { docs } = await query.limit(PAGE).get();
  while (docs.length > 0) {
    yield docs;
    ({ docs } = await query.startAfter(docs.at(-1)).limit(PAGE).get());
  }
}

async function deleteDocuments(documents: readonly QueryDocumentSnapshot[]): Promise<void> {
  const batch = getFirestore().batch();
  for (const { ref } of documents) batch.delete(ref);
  await batch.commit();
}
