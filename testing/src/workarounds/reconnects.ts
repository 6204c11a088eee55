/**
 * Counts how often a test needed a reconnect to see an update (missedCommits.ts), in all processes of a run together.
 * The processes share a file, whose name is in the environment.
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a test waits before its clients reconnect, in milliseconds. On a busy machine, tests that break the network run for 20 seconds. */
export const RECONNECT_DELAY = 30_000;
/** A run with more reconnects fails. With two files at a time, a run of 8,900 tests needed four. */
export const MAX_RECONNECTS = 6;
/** The Playwright annotation of a test whose page reconnected. */
export const RECONNECT_ANNOTATION = 'reconnect';
/** The start of the console warning of each reconnect. */
export const RECONNECT_WARNING = 'A test waits for an update, so its clients reconnect:';

const VARIABLE = 'FIREGROUPS_RECONNECT_LOG';

/** Starts to count in this process and its child processes, unless a parent process already does. */
export function startCountingReconnects(): void {
  if (process.env[VARIABLE]) return;
  const file = join(tmpdir(), `firegroups-reconnects-${process.pid}`);
  rmSync(file, { force: true });
  process.env[VARIABLE] = file;
}

/** Call this when a test reconnects its clients because an update did not arrive. Names the test in a warning. */
export function recordReconnect(test: string): void {
  console.warn(`${RECONNECT_WARNING} ${test}`);
  const file = process.env[VARIABLE];
  if (file) appendFileSync(file, `${test.replaceAll('\n', ' ')}\n`);
}

/** Throws an error that names the tests if the run needed more than `MAX_RECONNECTS` so far. */
export function assertFewReconnects(): void {
  const file = process.env[VARIABLE];
  const tests = file && existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  if (tests.length <= MAX_RECONNECTS) return;
  throw new Error(
    `The emulator alone does not lose ${tests.length} updates in a run (at most ${MAX_RECONNECTS}). ` +
      `Look for a lost update of our own in: ${tests.join('; ')}`,
  );
}
