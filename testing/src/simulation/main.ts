/**
 * `npm run faults -- --seeds N --seed S`: simulates random groups. The functions get their events in any order, late,
 * twice and eight at once, and are killed at any I/O and tried again. Then every invariant is checked. The default is
 * 50 seeds from 1 on. `--only S` repeats one seed and prints its actions.
 */
import { parseArgs } from 'node:util';
import { runMain } from '../cli/cliError.ts';
import { showProgress } from '../cli/progress.ts';
import { wholeNumber } from '../cli/wholeNumber.ts';
import { openEnvironment } from './environment.ts';
import { noCounts, type DeliveryCounts } from './inbox.ts';
import { simulate, type SimulationResult } from './simulate.ts';

const SEEDS_AT_ONCE = 12;
/** The emulator's queries scan what all seeds have left, so it is cleared after this number of seeds. */
const ROUND = 4 * SEEDS_AT_ONCE;

await runMain(async () => {
  const { seeds, printActions } = options();
  const environment = await openEnvironment({ pageSize: 2 });
  try {
    const progress = showProgress('Seeds', seeds.length);
    const results: SimulationResult[] = [];
    for (let from = 0; from < seeds.length; from += ROUND) {
      const queue = seeds.slice(from, from + ROUND).values();
      await Promise.all(
        Array.from({ length: SEEDS_AT_ONCE }, async () => {
          for (const seed of queue) {
            await environment.loadRules();
            results.push(await simulate(environment, seed));
            progress.add();
          }
        }),
      );
      await environment.clear();
    }
    progress.end();
    return report(results, printActions);
  } finally {
    await environment.close();
  }
});

function options(): { seeds: number[]; printActions: boolean } {
  const { seeds, seed, only } = parseArgs({
    options: {
      seeds: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  }).values;
  if (only !== undefined) return { seeds: [wholeNumber('only', only)], printActions: true };
  const first = wholeNumber('seed', seed);
  const count = wholeNumber('seeds', seeds);
  return { seeds: Array.from({ length: count }, (_, i) => first + i), printActions: false };
}

function report(results: SimulationResult[], printActions: boolean): number {
  const failed = results.filter(({ broken }) => broken.length > 0);
  for (const { seed, actions, broken } of printActions ? results : failed) {
    console.log(['', `Seed ${seed}:`, ...actions.map((action) => `  ${action}`)].join('\n'));
    for (const sentence of broken) console.log(`→ ${sentence}`);
    if (broken.length > 0) console.log(`To repeat it: npm run faults -- --only ${seed}`);
  }
  const sum = noCounts();
  for (const { counts } of results) {
    for (const key of Object.keys(sum) as (keyof DeliveryCounts)[]) sum[key] += counts[key];
  }
  const { events, deliveries, crashes, tasks } = sum;
  console.log(
    `${results.length} seeds, ${events} events, ${deliveries} deliveries, ${crashes} crashes, ${tasks} tasks: ${failed.length} broken.`,
  );
  return failed.length > 0 ? 1 : 0;
}
