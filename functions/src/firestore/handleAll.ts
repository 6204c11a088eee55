import type { Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { isOwn } from './store.ts';

type Page = readonly QueryDocumentSnapshot[];

/** `pageSize` is the number of documents in a page, `concurrency` that of pages that are handled, and in memory, at once. */
interface Paging {
  pageSize: number;
  concurrency?: number;
}

/**
 * Handles every document of firegroups that the query finds, until it finds none. So `handle` must delete the documents
 * of its page, or change them so that the query no longer finds them. Documents of other collections of the project,
 * which a collection-group query also finds, are read and left alone. Can be stopped and repeated at any point.
 */
export async function handleAll(
  query: Query,
  paging: Paging,
  handle: (page: Page) => Promise<void>,
): Promise<void> {
  // Documents that were written behind the cursor in the meantime need another round.
  while ((await handleOnce(query, paging, handle)) > 0);
}

/**
 * The same in one round, so `handle` may leave documents of its page as they are. Misses documents that are written behind
 * the cursor in the meantime. Returns the number of pages.
 */
export async function handleOnce(
  query: Query,
  { pageSize, concurrency = 1 }: Paging,
  handle: (page: Page) => Promise<void>,
): Promise<number> {
  const pages = await pMap(ownPages(query, pageSize), handle, { concurrency });
  return pages.length;
}

async function* ownPages(query: Query, pageSize: number): AsyncGenerator<Page> {
  let { docs } = await query.limit(pageSize).get();
  for (;;) {
    const own = docs.filter(({ ref }) => isOwn(ref));
    if (own.length > 0) yield own;
    if (docs.length < pageSize) return;
    ({ docs } = await query.startAfter(docs.at(-1)).limit(pageSize).get());
  }
}
