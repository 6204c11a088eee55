import { createContext, use, useCallback } from 'react';
import { watchInbox, type Inbox, type WatchObserver } from 'firegroups';
import { useFg } from './backend.ts';
import { useWatch, type Watched } from './useWatch.ts';

/** The signed-in user's groups. One watch serves every component that shows them. */
export const InboxContext = createContext<Watched<Inbox>>({});

/** Watches the signed-in user's groups, invites and requests, for the provider of {@link InboxContext}. */
export function useWatchedInbox(): Watched<Inbox> {
  const fg = useFg();
  return useWatch(useCallback((observer: WatchObserver<Inbox>) => watchInbox(fg, observer), [fg]));
}

/** The signed-in user's groups with their newest messages, and invites and requests. */
export function useInbox(): Watched<Inbox> {
  return use(InboxContext);
}
