/** Measures ways to do the same side by side, in one run, and prints them as ratios. */
import { showProgress } from '../testing/src/cli/progress.ts';

/** A way to do it. Gives back what it did, in units of the bench, a second or all in all. */
export interface Way {
  name: string;
  /** Done once before each measurement, and not measured. */
  prepare?: () => Promise<unknown>;
  run: () => Promise<unknown>;
}

/** What a way came to: the median of its rounds, and the lowest and highest. In seconds. */
export interface Measured {
  name: string;
  median: number;
  lowest: number;
  highest: number;
}

/**
 * Runs each way once to warm up, then `rounds` times, there and back (ABBA), so that what slows the machine down for a
 * while slows all of them down.
 */
export async function measure(
  label: string,
  ways: readonly Way[],
  rounds: number,
): Promise<Measured[]> {
  const progress = showProgress(label, ways.length * (rounds + 1));
  const times = new Map<string, number[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
      await way.prepare?.();
      const startedAt = performance.now();
      await way.run();
      const seconds = (performance.now() - startedAt) / 1000;
      if (round > 0) times.get(way.name)!.push(seconds);
      progress.add();
    }
  }
  progress.end();
  return ways.map(({ name }) => {
    const sorted = times.get(name)!.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)]!;
    return { name, median, lowest: sorted[0]!, highest: sorted.at(-1)! };
  });
}

/** Prints how fast each was, and by how much the first one was faster. `amount` is how much each did. */
export function printRatios(measured: readonly Measured[], amount: number, unit: string): void {
  const [ours] = measured;
  if (!ours) return;
  const width = Math.max(...measured.map(({ name }) => name.length));
  for (const { name, median, lowest, highest } of measured) {
    const rate = (seconds: number) => Math.round(amount / seconds).toLocaleString('en');
    const ratio =
      name === ours.name ? '' : `  ours is ${(median / ours.median).toFixed(2)} times as fast`;
    const spread = `(${rate(highest)} to ${rate(lowest)})`;
    console.log(`${name.padEnd(width)}  ${rate(median).padStart(7)} ${unit}/s ${spread}${ratio}`);
  }
}
