/** Watches of the SDK as somebody follows them, with ways to wait for what they tell. */
import { afterEach } from '@jest/globals';
import type { FiregroupsError, WatchObserver } from 'firegroups';

export interface Followed<State> {
  /** All that it told, in order. */
  states: State[];
  errors: FiregroupsError[];
  /** Resolves with the first state, the latest included, that satisfies `condition`; rejects when the watch has failed. */
  until: (condition: (state: State) => boolean) => Promise<State>;
  untilError: () => Promise<FiregroupsError>;
  stop: () => void;
}

/** Gives what follows a watch; those of each test are stopped when it is through. */
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
    const hear = <T>(heard: T[]) => {
      return (what: T) => {
        heard.push(what);
        const woken = wakes;
        wakes = [];
        for (const wake of woken) wake();
      };
    };
    const stop = open({ next: hear(states), error: hear(errors) });
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
