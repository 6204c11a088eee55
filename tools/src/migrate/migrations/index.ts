/** Every migration, in order. To add one, create a file with the next number in this folder and add it here. */
import type { Migration } from '../migration.ts';
import { backfillCountsAndSearchNames } from './0001-backfill-counts-and-search-names.ts';
import { foldSearchNamesAgain } from './0002-fold-search-names-again.ts';
import { devicesByToken } from './0003-devices-by-token.ts';
import { notifyInsteadOfMuted } from './0004-notify-instead-of-muted.ts';
import { pushTargets } from './0005-push-targets.ts';
import { chatSummaries } from './0006-chat-summaries.ts';

export const MIGRATIONS: readonly Migration[] = [
  backfillCountsAndSearchNames,
  foldSearchNamesAgain,
  devicesByToken,
  notifyInsteadOfMuted,
  pushTargets,
  chatSummaries,
];
