import { createContext, use } from 'react';

/** The number of unread messages by group ID. Counted once for every component that shows them. */
export const UnreadContext = createContext<ReadonlyMap<string, number>>(new Map());

/** The number of unread messages in a group. */
export function useUnreadOf(groupId: string): number {
  return use(UnreadContext).get(groupId) ?? 0;
}

/** The number of unread messages in all groups. */
export function useUnreadInAll(): number {
  return [...use(UnreadContext).values()].reduce((sum, count) => sum + count, 0);
}
