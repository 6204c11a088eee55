import { DERIVED_COLLECTIONS, reconcile } from '../../repair/derived.ts';
import type { Migration } from '../migration.ts';

/** Adds counts and search names to documents that were written before the functions were deployed. */
export const backfillCountsAndSearchNames: Migration = {
  name: '0001-backfill-counts-and-search-names',
  collections: DERIVED_COLLECTIONS,
  change: async (document, options) => (await reconcile(document, options)).wrong.length > 0,
};
