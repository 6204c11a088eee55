/**
 * The results of a run of `npm test`, which starts more than one test runner. Each runner's reporter records its own results in
 * a file that the environment names. At the end, the run prints them together.
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Results {
  passed: number;
  failed: number;
  /** The names of the failed tests, or what else went wrong. */
  failures: readonly string[];
}

const VARIABLE = 'FIREGROUPS_RESULTS';

/** Collects results from now on, from this process and the processes that it starts. */
export function startCollectingResults(): void {
  const file = join(tmpdir(), `firegroups-results-${process.pid}`);
  rmSync(file, { force: true });
  process.env[VARIABLE] = file;
}

/** Records a runner's results. Returns false if nobody collects them; the runner was started by itself. */
export function recordResults(results: Results): boolean {
  const file = process.env[VARIABLE];
  if (file) appendFileSync(file, `${JSON.stringify(results)}\n`);
  return file !== undefined;
}

/** The sum of all recorded results. */
export function collectResults(): Results {
  const file = process.env[VARIABLE];
  const lines = file && existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const all = lines.map((line) => JSON.parse(line) as Results);
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    failures: all.flatMap(({ failures }) => failures),
  };
}

/** The last lines of a run: the failures, what was skipped, and `N passed, N failed`. */
export function closingLines({ passed, failed, failures }: Results, skipped = ''): string {
  return [
    ...(failures.length > 0 ? [`Failed:\n  ${failures.join('\n  ')}`] : []),
    ...(skipped ? [skipped] : []),
    `${passed} passed, ${failed} failed`,
  ]
    .map((text) => `\n${text}\n`)
    .join('');
}
