/** Goes through every document of some collections, page by page, in the order of their paths, and can go on anywhere. */
import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { walkQuery } from '../../functions/src/firestore/queries.ts';

const PAGE = 100;
/** How many documents are looked at at once. */
const AT_ONCE = 20;

/** A collection's id, and which fields of its documents are read. */
export interface Stretch {
  collection: string;
  fields: readonly string[];
}

/** How far a walk has come: all collections before this one, and in this one all documents up to `after`. */
export interface Place {
  collection: string;
  after: string;
}

export interface Walk<T> {
  stretches: readonly Stretch[];
  /** Where to go on; from the start where there is none. */
  from?: Place | null;
  pageSize?: number | undefined;
  /** Aborted, it ends the walk with its reason, and with nothing under way but what was begun. */
  signal?: AbortSignal | undefined;
  visit: (document: QueryDocumentSnapshot) => Promise<T>;
  /** Is told each page when all of it was visited; the next one waits for it. */
  onPage: (results: T[], place: Place) => unknown;
}

/** Walks. Only one page is in memory at a time. What is written behind it meanwhile it does not see. */
export async function walk<T>(options: Walk<T>): Promise<void> {
  const { stretches, from, visit, onPage, pageSize = PAGE } = options;
  const signal = options.signal ?? new AbortController().signal;
  const first = stretches.findIndex(({ collection }) => collection === from?.collection);
  for (const { collection, fields } of stretches.slice(Math.max(first, 0))) {
    let after = collection === from?.collection ? from.after : null;
    for (;;) {
      signal.throwIfAborted();
      const page = walkQuery(collection, after).select(...fields);
      const { docs } = await page.limit(pageSize).get();
      if (docs.length === 0) break;
      after = docs.at(-1)!.ref.path;
      await onPage(await pMap(docs, visit, { concurrency: AT_ONCE, signal }), {
        collection,
        after,
      });
      if (docs.length < pageSize) break;
    }
  }
}

/** How many documents a walk has before it. */
export async function lengthOf(stretches: readonly Stretch[]): Promise<number> {
  const counts = await pMap(stretches, async ({ collection }) => {
    const count = await walkQuery(collection, null).count().get();
    return count.data().count;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}
