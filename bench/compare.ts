/** Measures variants of the same work side by side in one run, and prints their ratios. */
import { showProgress } from '../testing/src/cli/progress.ts';

export interface Variant {
  name: string;
  /** Runs before each measurement and is not measured. */
  prepare?: () => Promise<unknown>;
  run: () => Promise<unknown>;
}

/** The median, lowest and highest time of a variant, in seconds. */
export interface Measurement {
  name: string;
  median: number;
  lowest: number;
  highest: number;
}

/**
 * Runs each variant once to warm up, then `rounds` times. The order alternates (ABBA), so that a temporary load on the
 * machine slows all variants down.
 */
export async function measure(
  label: string,
  variants: readonly Variant[],
  rounds: number,
): Promise<Measurement[]> {
  const progress = showProgress(label, variants.length * (rounds + 1));
  const times = new Map<string, number[]>(variants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const variant of round % 2 === 0 ? variants : variants.toReversed()) {
      await variant.prepare?.();
      const startedAt = performance.now();
      await variant.run();
      const seconds = (performance.now() - startedAt) / 1000;
      if (round > 0) times.get(variant.name)!.push(seconds);
      progress.add();
    }
  }
  progress.end();
  return variants.map(({ name }) => {
    const sorted = times.get(name)!.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)]!;
    return { name, median, lowest: sorted[0]!, highest: sorted.at(-1)! };
  });
}

/** Prints the speed of each variant and its ratio to the first one. `amount` is how many units each run handles. */
export function printRatios(measured: readonly Measurement[], amount: number, unit: string): void {
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
