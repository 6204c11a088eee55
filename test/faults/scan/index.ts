import { tellingsOf } from '../tellings.ts';
import { scanDocuments } from './groups.ts';
import { scanErased } from './erased.ts';
import { scanNotifications } from './notifications.ts';
import { scanPushes } from './pushes.ts';
import type { Played } from './played.ts';

/** Judges a seed that has come to rest by every invariant. Gives back what is broken, a sentence each. */
export function scan(played: Played): string[] {
  const tellings = tellingsOf(played.history, played.seed);
  return [
    ...scanDocuments(played),
    ...scanErased(played),
    ...scanNotifications(played, tellings),
    ...scanPushes(played, tellings),
  ];
}
