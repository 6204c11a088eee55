import { useMemo, useSyncExternalStore } from 'react';
import type { FiregroupsError, WatchObserver } from 'firegroups';

/** What a watch has told. Neither is there while it loads; beside an error, the state is the last one. */
export interface Watched<State> {
  state?: State;
  error?: FiregroupsError;
}

/** Follows a watch of the SDK. Another `open` is another watch: keep it with `useCallback`. */
export function useWatch<State>(
  open: (observer: WatchObserver<State>) => () => void,
): Watched<State> {
  const { subscribe, read } = useMemo(() => newStore(open), [open]);
  return useSyncExternalStore(subscribe, read);
}

function newStore<State>(open: (observer: WatchObserver<State>) => () => void) {
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
