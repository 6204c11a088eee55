import { createContext, use } from 'react';

/** How many messages wait in each group, by its id; counted once for all that show it. */
export const UnreadContext = createContext<ReadonlyMap<string, number>>(new Map());

/** How many messages of a group wait to be read. */
export function useUnreadOf(groupId: string): number {
  return use(UnreadContext).get(groupId) ?? 0;
}

/** How many messages wait in all groups together. */
export function useUnreadInAll(): number {
  return [...use(UnreadContext).values()].reduce((sum, count) => sum + count, 0);
}
