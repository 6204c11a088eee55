import type { Push, SentMessagePush } from '../environment.ts';
import type { History } from '../history.ts';

/** A seed that has settled. Invariants check it. */
export interface SettledSeed {
  seed: number;
  history: History;
  pushes: readonly Push[];
  messagePushes: readonly SentMessagePush[];
  deletedAccounts: ReadonlySet<string>;
  /** The accounts that were deleted and created again, and the moments when the new profile was there. */
  returnedAccounts: ReadonlyMap<string, number>;
}

/** Groups elements by a key, in their order. */
export function groupBy<T>(list: Iterable<T>, keyOf: (element: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const element of list) {
    const key = keyOf(element);
    groups.set(key, [...(groups.get(key) ?? []), element]);
  }
  return groups;
}
