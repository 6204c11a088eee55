/** Watches of the SDK whose states and errors tests can wait for. */
import { afterEach } from '@jest/globals';
import type { FiregroupsError, WatchObserver } from 'firegroups';

export interface Followed<State> {
  /** All emitted states, in order. */
  states: State[];
  errors: FiregroupsError[];
  /** Resolves with the first state that satisfies `condition`, including the latest. Rejects if the watch ends with an error. */
  until: (condition: (state: State) => boolean) => Promise<State>;
  untilError: () => Promise<FiregroupsError>;
  stop: () => void;
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
    let wakes: (() => void)[] = [];
    const record = <T>(received: T[]) => {
      return (item: T) => {
        received.push(item);
        const woken = wakes;
        wakes = [];
        for (const wake of woken) wake();
      };
    };
    const stop = open({ next: record(states), error: record(errors) });
    stops.push(stop);
    const more = () => new Promise<void>((resolve) => wakes.push(resolve));
    return {
      states,
      errors,
      until: async (condition) => {
        for (;;) {
          const latest = states.at(-1);
          if (latest !== undefined && condition(latest)) return latest;
          if (errors[0]) throw errors[0];
          await more();
        }
      },
      untilError: async () => {
        while (!errors[0]) await more();
        return errors[0];
      },
      stop,
    };
  };
}
