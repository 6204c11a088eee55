import { DERIVED_STRETCHES, reconcile } from '../../repair/derived.ts';
import type { Migration } from '../migration.ts';

/** What was written before the functions were deployed gets its search names and counts. */
export const backfillCountsAndSearchNames: Migration = {
  name: '0001-backfill-counts-and-search-names',
  stretches: DERIVED_STRETCHES,
  change: async (document, options) => (await reconcile(document, options)).wrong.length > 0,
};
