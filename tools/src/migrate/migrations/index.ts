/** Every migration, in order. To add one, create a file with the next number in this folder and add it here. */
import type { Migration } from '../migration.ts';
import { backfillCountsAndSearchNames } from './0001-backfill-counts-and-search-names.ts';
import { foldSearchNamesAgain } from './0002-fold-search-names-again.ts';
import { devicesByToken } from './0003-devices-by-token.ts';

export const MIGRATIONS: readonly Migration[] = [
  backfillCountsAndSearchNames,
  foldSearchNamesAgain,
  devicesByToken,
];
