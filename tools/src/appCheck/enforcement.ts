/** Reads and sets the App Check enforcement of Firestore and Cloud Storage with firebase-tools. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { CliError } from '../../../testing/src/cli/cliError.ts';

const firebase = createRequire(import.meta.url).resolve('firebase-tools/lib/bin/firebase.js');

/** The services that clients use directly, by their name in firebase-tools. */
export const SERVICES = { firestore: 'Firestore', storage: 'Cloud Storage' } as const;
export type Service = keyof typeof SERVICES;

/** Sets the mode of a service. If that fails, throws a `CliError` with the message of firebase-tools. */
export function setEnforcement(project: string, service: Service, mode: string): void {
  run(project, 'appcheck:services:set', service, mode, '--force');
}

/** Returns the mode of a service: `off`, `unenforced` or `enforced`. */
export function getEnforcement(project: string, service: Service): string {
  const answer = run(project, 'appcheck:services:get', service);
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
