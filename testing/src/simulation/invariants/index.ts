import { expectedNotifications } from '../expectedNotifications.ts';
import { checkDeletions } from './deletions.ts';
import { checkDocuments } from './documents.ts';
import { checkEvents } from './events.ts';
import { checkMessagePushes } from './messagePushes.ts';
import { checkNotifications } from './notifications.ts';
import { checkPushes } from './pushes.ts';
import { checkSummaries } from './summaries.ts';
import type { SettledSeed } from './settledSeed.ts';

/** Checks all invariants. Returns the broken ones, a sentence each. */
export function checkInvariants(settled: SettledSeed): string[] {
  const expected = expectedNotifications(settled.history, settled.seed);
  return [
    ...checkDocuments(settled),
    ...checkDeletions(settled),
    ...checkEvents(settled),
    ...checkSummaries(settled),
    ...checkNotifications(settled, expected),
    ...checkPushes(settled, expected),
    ...checkMessagePushes(settled),
  ];
}
