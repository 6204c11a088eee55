/** Visits every document of some collections, page by page in the order of their paths, and can continue at any cursor. */
import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { walkQuery } from '../../functions/src/firestore/queries.ts';
import { database } from '../../functions/src/firestore/store.ts';

const PAGE_SIZE = 100;
/** How many documents are visited at the same time. */
const CONCURRENCY = 20;

/** A collection's id, and the fields that are read of its documents. */
export interface WalkedCollection {
  collection: string;
  fields: readonly string[];
}

/**
 * How far a walk got: it has visited all collections before this one, and in this one all documents up to the one at `after`, its
 * path in the database.
 */
export interface Cursor {
  collection: string;
  after: string;
}

interface Walk<T> {
  collections: readonly WalkedCollection[];
  /** Where to continue; without it, the walk begins at the start. */
  from?: Cursor | null;
  pageSize?: number | undefined;
  /** If it is aborted, the walk starts no further visit and rejects with its reason. */
  signal?: AbortSignal | undefined;
  visit: (document: QueryDocumentSnapshot) => Promise<T>;
  /** Called after each page with the results of its visits. The next page waits for it. */
  onPage: (results: T[], cursor: Cursor) => unknown;
}

/** Visits the documents. It keeps one page in memory, and does not see documents that are created before its cursor. */
export async function walkCollections<T>(options: Walk<T>): Promise<void> {
  const { collections, from, visit, onPage, pageSize = PAGE_SIZE } = options;
  const signal = options.signal ?? new AbortController().signal;
  const first = collections.findIndex(({ collection }) => collection === from?.collection);
  for (const { collection, fields } of collections.slice(Math.max(first, 0))) {
    let after = collection === from?.collection ? from.after : null;
    for (;;) {
      signal.throwIfAborted();
      const page = walkQuery(collection, after === null ? null : database().doc(after)).select(
        ...fields,
      );
      const { docs } = await page.limit(pageSize).get();
      if (docs.length === 0) break;
      after = docs.at(-1)!.ref.path;
      await onPage(await pMap(docs, visit, { concurrency: CONCURRENCY, signal }), {
        collection,
        after,
      });
      if (docs.length < pageSize) break;
    }
  }
}

/** Returns how many documents a walk visits. */
export async function countDocuments(collections: readonly WalkedCollection[]): Promise<number> {
  const counts = await pMap(collections, async ({ collection }) => {
    const count = await walkQuery(collection, null).count().get();
    return count.data().count;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}
