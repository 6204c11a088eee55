import { type Query } from 'firebase-admin/firestore';
import { handleAll } from './handleAll.ts';
import { database } from './store.ts';

/** A batch deletes one page. */
const PAGES = { pageSize: 500, concurrency: 4 };

/**
 * Deletes every document of firegroups that the query finds, until it finds none. Can be stopped and repeated at any
 * point. It reads only references, page by page, so memory does not grow with the number of documents.
 */
export async function deleteAll(query: Query): Promise<void> {
  await handleAll(query.select(), PAGES, async (documents) => {
    const batch = database().batch();
    for (const { ref } of documents) batch.delete(ref);
    await batch.commit();
  });
}
