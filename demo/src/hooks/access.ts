import { useCallback } from 'react';
import { watchAccess, type Access, type WatchObserver } from 'firegroups';
import { useFg } from './backend.ts';
import { useWatch, type Watched } from './useWatch.ts';

/** The signed-in user's access to a group, live. */
export function useAccess(groupId: string): Watched<Access> {
  const fg = useFg();
  return useWatch(
    useCallback(
      (observer: WatchObserver<Access>) => watchAccess(fg, groupId, observer),
      [fg, groupId],
    ),
  );
}
