/** Firestore's App Check enforcement in a project, by firebase-tools' own commands. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { CliError } from '../../../testing/src/cli/cliError.ts';

const firebase = createRequire(import.meta.url).resolve('firebase-tools/lib/bin/firebase.js');

/** Sets it. Throws a `CliError` with firebase-tools' words where that fails. */
export function setEnforcement(project: string, mode: string): void {
  run(project, 'appcheck:services:set', 'firestore', mode, '--force');
}

/** What it is: `off`, `unenforced` or `enforced`. */
export function enforcement(project: string): string {
  const answer = run(project, 'appcheck:services:get', 'firestore');
  return (answer as { enforcementMode?: string }).enforcementMode?.toLowerCase() ?? 'off';
}

function run(project: string, ...words: string[]): unknown {
  const options = ['--json', '--non-interactive', '--project', project];
  const { stdout, stderr } = spawnSync(process.execPath, [firebase, ...words, ...options], {
    encoding: 'utf8',
    // firebase-tools has these commands, but not yet by default.
    env: { ...process.env, FIREBASE_CLI_EXPERIMENTS: 'appcheckadmin' },
  });
  const { status, result, error } = answerOf(stdout) ?? {};
  if (status === 'success') return result;
  throw new CliError(`\`firebase ${words.join(' ')}\` failed: ${error ?? stderr}`);
}

function answerOf(stdout: string): { status?: string; result?: unknown; error?: string } | null {
  try {
    return JSON.parse(stdout.slice(stdout.indexOf('{'))) as object;
  } catch {
    return null;
  }
}
