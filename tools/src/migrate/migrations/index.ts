/** Every migration, in order. A new one is a file beside this, with the next number, and a line here. */
import type { Migration } from '../migration.ts';
import { backfillCountsAndSearchNames } from './0001-backfill-counts-and-search-names.ts';

export const MIGRATIONS: readonly Migration[] = [backfillCountsAndSearchNames];
