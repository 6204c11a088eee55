/**
 * The logs of the emulators. Each run has a folder of its own, in which firebase-tools and Java write theirs. It is deleted
 * when the run stops in order. If the emulators crash, it stays.
 */
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../cli/root.ts';

/** The folder with the logs of the last crash, relative to the repository. */
export const CRASH_FOLDER = '.firegroups/crash';

/** The file for the output of firebase-tools and the functions, in the folder of a run. */
export const SUITE_LOG = 'suite.log';

/** How much of each log a crash prints. */
const LINES = 15;

/** Creates the folder of a run and returns its path. */
export function createRunFolder(run: string): string {
  const folder = join(ROOT, '.firegroups/runs', run);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Moves a run's logs to {@link CRASH_FOLDER}, in place of those of an earlier crash. Returns a text with the end of each
 * log. Processes that still run may continue to write.
 */
export function keepLogs(runFolder: string): string {
  const folder = join(ROOT, CRASH_FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(runFolder, folder);
  const logs = readdirSync(folder)
    // This one contains the others.
    .filter((name) => name.endsWith('.log') && name !== 'firebase-debug.log')
    .map((name) => ({ name, end: lastLines(readFileSync(join(folder, name), 'utf8')) }))
    .filter(({ end }) => end !== '');
  const ends = logs.map(({ name, end }) => `The end of ${name}:\n\n${end}\n`);
  return [...ends, `All logs of this run are in ${CRASH_FOLDER}.`].join('\n');
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-LINES).join('\n');
}
