import { tellingsOf } from '../expectedNotifications.ts';
import { checkDocuments } from './groups.ts';
import { checkDeleted } from './erased.ts';
import { checkNotifications } from './notifications.ts';
import { checkPushes } from './pushes.ts';
import type { Played } from './played.ts';

/** Judges a seed that has come to rest by every invariant. Gives back what is broken, a sentence each. */
export function scan(played: Played): string[] {
  const tellings = tellingsOf(played.history, played.seed);
  return [
    ...checkDocuments(played),
    ...checkDeleted(played),
    ...checkNotifications(played, tellings),
    ...checkPushes(played, tellings),
  ];
}
