/**
 * `npm run faults -- --seeds N --seed S`: random groups live, and what the functions get of it comes in any order, late,
 * twice, eight at once, and is killed at any I/O and tried again. When each has come to rest, everything is judged by
 * every invariant. `--only S` plays one seed again and tells its steps. 50 seeds from 1 unless told otherwise.
 */
import { parseArgs } from 'node:util';
import { runMain } from '../cli/cliError.ts';
import { showProgress } from '../cli/progress.ts';
import { wholeNumber } from '../cli/wholeNumber.ts';
import { noCounts, type Counts } from './inbox.ts';
import { play, type Outcome } from './simulate.ts';
import { openEnvironment } from './environment.ts';

/** Most of a seed's time is waiting for recounts. */
const AT_ONCE = 12;
/** The emulator's queries go through what all seeds have left: it forgets them after as many. */
const A_ROUND = 4 * AT_ONCE;

await runMain(async () => {
  const { seeds, tellsSteps } = options();
  const stage = await openEnvironment({ pageSize: 2 });
  try {
    const progress = showProgress('Seeds', seeds.length);
    const outcomes: Outcome[] = [];
    for (let from = 0; from < seeds.length; from += A_ROUND) {
      const queue = seeds.slice(from, from + A_ROUND).values();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const seed of queue) {
            await stage.loadRules();
            outcomes.push(await play(stage, seed));
            progress.add();
          }
        }),
      );
      await stage.clear();
    }
    progress.end();
    return report(outcomes, tellsSteps);
  } finally {
    await stage.close();
  }
});

function options(): { seeds: number[]; tellsSteps: boolean } {
  const { seeds, seed, only } = parseArgs({
    options: {
      seeds: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  }).values;
  if (only !== undefined) return { seeds: [wholeNumber('only', only)], tellsSteps: true };
  const first = wholeNumber('seed', seed);
  const count = wholeNumber('seeds', seeds);
  return { seeds: Array.from({ length: count }, (_, i) => first + i), tellsSteps: false };
}

function report(outcomes: Outcome[], tellsSteps: boolean): number {
  const failed = outcomes.filter(({ broken }) => broken.length > 0);
  for (const { seed, sentences, broken } of tellsSteps ? outcomes : failed) {
    console.log(['', `Seed ${seed}:`, ...sentences.map((sentence) => `  ${sentence}`)].join('\n'));
    for (const sentence of broken) console.log(`→ ${sentence}`);
    if (broken.length > 0) console.log(`Again: npm run faults -- --only ${seed}`);
  }
  const sum = noCounts();
  for (const { counts } of outcomes) {
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
  }
  const { events, deliveries, crashes, tasks } = sum;
  console.log(
    `${outcomes.length} seeds, ${events} events, ${deliveries} deliveries, ${crashes} crashes, ${tasks} tasks: ${failed.length} broken.`,
  );
  return failed.length > 0 ? 1 : 0;
}
