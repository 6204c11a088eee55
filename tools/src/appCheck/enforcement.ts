/** Reads and sets Firestore's App Check enforcement with firebase-tools. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { CliError } from '../../../testing/src/cli/cliError.ts';

const firebase = createRequire(import.meta.url).resolve('firebase-tools/lib/bin/firebase.js');

/** Sets the mode. If that fails, throws a `CliError` with the message of firebase-tools. */
export function setEnforcement(project: string, mode: string): void {
  run(project, 'appcheck:services:set', 'firestore', mode, '--force');
}

/** Returns the mode: `off`, `unenforced` or `enforced`. */
export function getEnforcement(project: string): string {
  const answer = run(project, 'appcheck:services:get', 'firestore');
  return (answer as { enforcementMode?: string }).enforcementMode?.toLowerCase() ?? 'off';
}

function run(project: string, ...args: string[]): unknown {
  const options = ['--json', '--non-interactive', '--project', project];
  const { stdout, stderr } = spawnSync(process.execPath, [firebase, ...args, ...options], {
    encoding: 'utf8',
    // These commands of firebase-tools are still experimental.
    env: { ...process.env, FIREBASE_CLI_EXPERIMENTS: 'appcheckadmin' },
  });
  const { status, result, error } = parseOutput(stdout) ?? {};
  if (status === 'success') return result;
  throw new CliError(`\`firebase ${args.join(' ')}\` failed: ${error ?? stderr}`);
}

function parseOutput(stdout: string): { status?: string; result?: unknown; error?: string } | null {
  try {
    return JSON.parse(stdout.slice(stdout.indexOf('{'))) as object;
  } catch {
    return null;
  }
}
