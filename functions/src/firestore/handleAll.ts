import { isOwnPath } from '@firegroups/model';
import type { Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';

type Page = readonly QueryDocumentSnapshot[];

/**
 * Handles every document of firegroups that the query finds, until it finds none. So `handle` must delete the documents
 * of its page, or change them so that the query no longer finds them. Documents of other collections of the project,
 * which a collection-group query also finds, are read and left alone. Can be stopped and repeated at any point.
 *
 * @param options `pageSize` is the number of documents in a page, `concurrency` the number of pages that are handled at
 *   the same time, and so of pages in memory.
 */
export async function handleAll(
  query: Query,
  { pageSize, concurrency = 1 }: { pageSize: number; concurrency?: number },
  handle: (page: Page) => Promise<void>,
): Promise<void> {
  let pages: unknown[];
  do {
    pages = await pMap(ownPages(query, pageSize), handle, { concurrency });
    // Documents that were written behind the cursor in the meantime need another round.
  } while (pages.length > 0);
}

async function* ownPages(query: Query, pageSize: number): AsyncGenerator<Page> {
  let { docs } = await query.limit(pageSize).get();
  for (;;) {
    const own = docs.filter(({ ref }) => isOwnPath(ref.path));
    if (own.length > 0) yield own;
    if (docs.length < pageSize) return;
    ({ docs } = await query.startAfter(docs.at(-1)).limit(pageSize).get());
  }
}
