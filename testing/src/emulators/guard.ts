/**
 * The process between us and firebase-tools. It runs the emulators until its standard input ends, which happens when we
 * want them to stop and also when we were killed, and leaves none of their processes behind.
 * Arguments: the config file to remove at the end, then those of firebase-tools.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { FIREBASE_CLI } from './firebaseTools.ts';
import { RUN_MARK, killRun } from './processes.ts';

/** How long the emulators may take to stop of themselves, in milliseconds. */
const PATIENCE = 10_000;

const [configFile = '', ...words] = process.argv.slice(2);
const firebase = spawn(process.execPath, [FIREBASE_CLI, ...words], {
  stdio: ['ignore', 'inherit', 'inherit'],
});

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  firebase.kill('SIGINT');
  setTimeout(() => firebase.kill('SIGKILL'), PATIENCE).unref();
}

process.stdin.on('end', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

firebase.on('exit', (code) => {
  killRun(process.env[RUN_MARK] ?? '');
  rmSync(configFile, { force: true });
  process.exit(stopping ? 0 : (code ?? 1));
});
