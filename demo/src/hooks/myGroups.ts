import { createContext, use, useCallback } from 'react';
import { watchMyGroups, type MyGroup, type WatchObserver } from 'firegroups';
import { useFg } from './backend.ts';
import { useWatch, type Watched } from './useWatch.ts';

/** The signed-in user's groups. One watch serves every component that shows them. */
export const MyGroupsContext = createContext<Watched<MyGroup[]>>({});

/** Watches the signed-in user's groups, invites and requests, for the provider of {@link MyGroupsContext}. */
export function useWatchedGroups(): Watched<MyGroup[]> {
  const fg = useFg();
  return useWatch(
    useCallback((observer: WatchObserver<MyGroup[]>) => watchMyGroups(fg, observer), [fg]),
  );
}

/** The signed-in user's groups, invites and requests. */
export function useMyGroups(): Watched<MyGroup[]> {
  return use(MyGroupsContext);
}
