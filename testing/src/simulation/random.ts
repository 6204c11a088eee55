/** Reproducible random decisions: they depend on a seed and a name alone. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';

export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** True once in `n` times. */
  oneIn(n: number): boolean;
  /** One element. The list must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** The same elements in another order. */
  shuffled<T>(list: readonly T[]): T[];
}

const BATCH = 200;

/** Returns the random source of that name. Sources with other names of the same seed are independent. */
export function randomOf(seed: number, name: string): Random {
  let numbers: number[] = [];
  let batches = 0;
  const next = () => {
    if (numbers.length === 0) {
      const digest = createHash('sha256').update(`${seed} ${name} ${batches++}`).digest();
      const options = { seed: digest.readInt32LE(), numRuns: BATCH };
      numbers = fc.sample(fc.noBias(fc.nat(0x7fffffff)), options);
    }
    return numbers.pop()!;
  };
  const below = (limit: number) => next() % limit;
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
