import { getFirestore, type Query, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';

/** The number of documents that one batch deletes. */
const PAGE = 500;
/** The number of batches that run at the same time, and so of pages in memory. */
const CONCURRENCY = 4;

/**
 * Deletes every document that the query finds, until it finds none. Can be stopped and repeated at any point. It reads
 * only references, page by page, so memory does not grow with the number of documents.
 */
export async function deleteAll(query: Query): Promise<void> {
  let pages: unknown[];
  do {
    pages = await pMap(pagesOf(query.select()), deleteDocuments, { concurrency: CONCURRENCY });
    // Documents that were written behind the cursor in the meantime need another round.
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
