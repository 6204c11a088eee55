/**
 * The process between a program and firebase-tools. It runs the emulators until its standard input ends: the program
 * closes it, or dies. Then no process and no file of the run is left. If the emulators end by themselves, their logs stay.
 * Arguments: the configuration file, then those of firebase-tools.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIREBASE_CLI } from './firebaseTools.ts';
import { RUN_VARIABLE, killRun } from './processes.ts';

/** The time that the emulators have to stop before they are killed, in milliseconds. */
const STOP_TIMEOUT = 10_000;

// The program may move it later.
const runFolder = process.cwd();
const [configFile = '', ...command] = process.argv.slice(2);
// The Storage emulator keeps its files at a fixed path below this folder, and deletes all of them when it starts or stops. A
// second suite would lose its own.
const temporaryFolder = mkdtempSync(join(tmpdir(), 'firegroups-'));
const firebase = spawn(process.execPath, [FIREBASE_CLI, ...command], {
  env: { ...process.env, TMPDIR: temporaryFolder, TEMP: temporaryFolder, TMP: temporaryFolder },
  stdio: ['ignore', 'inherit', 'inherit'],
});

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  firebase.kill('SIGINT');
  setTimeout(() => firebase.kill('SIGKILL'), STOP_TIMEOUT).unref();
}

process.stdin.on('end', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

firebase.on('exit', (code) => {
  killRun(process.env[RUN_VARIABLE] ?? '');
  rmSync(configFile, { force: true });
  rmSync(temporaryFolder, { recursive: true, force: true });
  // It contains the logs, and firebase-tools works in it.
  if (stopping) rmSync(runFolder, { recursive: true, force: true });
  process.exit(stopping ? 0 : (code ?? 1));
});
