import { DERIVED_COLLECTIONS, reconcile } from '../../repair/derived.ts';
import type { Migration } from '../migration.ts';

/** Folds names again, because letters such as ł and ß, apostrophes and hyphens are now folded too. */
export const foldSearchNamesAgain: Migration = {
  name: '0002-fold-search-names-again',
  collections: DERIVED_COLLECTIONS.filter(({ collection }) =>
    ['users', 'groups'].includes(collection),
  ),
  change: async (document, options) => (await reconcile(document, options)).wrong.length > 0,
};
