/** Chance that can be had again: what it decides follows from a seed and a name alone. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';

export interface Chance {
  /** A whole number from 0 to one less than `limit`. */
  below(limit: number): number;
  /** True once in `n` times. */
  oneIn(n: number): boolean;
  /** One of them; they are not empty. */
  pick<T>(list: readonly T[]): T;
  /** The same ones in another order. */
  shuffled<T>(list: readonly T[]): T[];
}

const DRAWN_AT_ONCE = 200;

/** The chance of that name. Others of the same seed decide independently. */
export function chanceOf(seed: number, name: string): Chance {
  let drawn: number[] = [];
  let draws = 0;
  const draw = () => {
    if (drawn.length === 0) {
      const digest = createHash('sha256').update(`${seed} ${name} ${draws++}`).digest();
      const options = { seed: digest.readInt32LE(), numRuns: DRAWN_AT_ONCE };
      drawn = fc.sample(fc.noBias(fc.nat(0x7fffffff)), options);
    }
    return drawn.pop()!;
  };
  const below = (limit: number) => draw() % limit;
  return {
    below,
    oneIn: (n) => below(n) === 0,
    pick: (list) => list[below(list.length)]!,
    shuffled: (list) => {
      const left = [...list];
      return list.map(() => left.splice(below(left.length), 1)[0]!);
    },
  };
}
