import { useMemo, useSyncExternalStore } from 'react';
import type { FiregroupsError, WatchObserver } from 'firegroups';

/** The last state and error of a watch. Both are undefined while it loads. With an error, `state` is the last one before it. */
export interface Watched<State> {
  state?: State;
  error?: FiregroupsError;
}

/** Subscribes to a watch of the SDK. A new `open` starts a new watch, so wrap it in `useCallback`. */
export function useWatch<State>(
  open: (observer: WatchObserver<State>) => () => void,
): Watched<State> {
  const { subscribe, read } = useMemo(() => createStore(open), [open]);
  return useSyncExternalStore(subscribe, read);
}

function createStore<State>(open: (observer: WatchObserver<State>) => () => void) {
  let watched: Watched<State> = {};
  return {
    subscribe: (changed: () => void) =>
      open({
        next: (state) => {
          watched = { state };
          changed();
        },
        error: (error) => {
          watched = { ...watched, error };
          changed();
        },
      }),
    read: () => watched,
  };
}
