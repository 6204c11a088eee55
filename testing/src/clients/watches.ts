/** Watches of the SDK whose states and errors tests can wait for. */
import { afterEach } from '@jest/globals';
import type { FiregroupsError, WatchObserver } from 'firegroups';
import { newFollowing, type Following } from './listening.ts';

/** A watch. If it ends with an error, `until` throws the error. */
export interface Followed<State> extends Following<State> {
  /** All emitted states, in order. */
  states: State[];
  errors: FiregroupsError[];
  untilError: () => Promise<FiregroupsError>;
}

/** Returns a function that follows a watch. After each test, its watches are stopped. */
export function useWatches() {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });
  return function follow<State>(
    open: (observer: WatchObserver<State>) => () => void,
  ): Followed<State> {
    const states: State[] = [];
    const errors: FiregroupsError[] = [];
    const { following, changed, emit, fail } = newFollowing<State>();
    const stop = open({
      next: (state) => {
        states.push(state);
        emit(state);
      },
      error: (error) => {
        errors.push(error);
        fail(error);
      },
    });
    stops.push(stop);
    return {
      ...following,
      states,
      errors,
      untilError: async () => {
        while (!errors[0]) await changed();
        return errors[0];
      },
      stop,
    };
  };
}
