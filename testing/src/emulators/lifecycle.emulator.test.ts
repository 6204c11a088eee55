/** The emulators' program from outside: what is left when it stops, is killed, or loses an emulator. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { ROOT } from '../cli/root.ts';
import { PROJECT_ID } from './emulators.ts';
import { findKeptData, keepData } from './keptData.ts';
import { CRASH_FOLDER } from './logs.ts';
import { processesOfRun } from './processes.ts';

const PROGRAM = join(ROOT, 'testing/src/emulators/testing/firestoreOnly.ts');

interface Run {
  program: ChildProcess;
  /** The id of the run, which all its processes inherit. */
  id: string;
  output: () => string;
  /** Resolves with the ports when the emulator is ready. */
  up: Promise<{ hub: number; firestore: number }>;
  ended: Promise<number | null>;
}

jest.setTimeout(120_000);

const runs: Run[] = [];

/** Runs a program that starts a Firestore emulator. */
function start(args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env): Run {
  const id = randomUUID();
  const program = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...env, FIREGROUPS_OUTER_RUN: id },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => program.on('close', resolve));
  const up = new Promise<{ hub: number; firestore: number }>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const ports = /up (\{.*\})/.exec(output)?.[1];
      if (ports) resolve(JSON.parse(ports) as { hub: number; firestore: number });
    };
    program.stdout.on('data', read);
    program.stderr.on('data', read);
    void ended.then(() => {
      reject(new Error(output));
    });
  });
  up.catch(() => {}); // A test that expects a failure awaits `ended`.
  const run = { program, id, output: () => output, up, ended };
  runs.push(run);
  return run;
}

const processesOf = (run: Run) => processesOfRun(run.id, 'FIREGROUPS_OUTER_RUN');
/** The configuration files and the folders of all runs. */
const filesOfRuns = () => [
  ...readdirSync(ROOT).filter((name) => name.startsWith('firebase.emulators.')),
  ...readdirSync(join(ROOT, '.firegroups/runs')),
];

/** Returns the id of the Java process. */
async function pidOfFirestore(hub: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${hub}/emulators`);
  const { firestore } = (await response.json()) as { firestore: { pid: number } };
  return firestore.pid;
}

/** Returns the processes of a run that are left after at most 20 seconds. They take a moment to end. */
async function leftOf(run: Run): Promise<number[]> {
  const deadline = Date.now() + 20_000;
  while (processesOf(run).length > 0 && Date.now() < deadline) await setTimeout(20);
  return processesOf(run);
}

/** Reads a document with admin rights; with `fields`, writes it first. Returns its fields. */
async function documentOf({ firestore }: { firestore: number }, fields?: object): Promise<unknown> {
  const path = `projects/${PROJECT_ID}/databases/(default)/documents/kept/one`;
  const response = await fetch(`http://127.0.0.1:${firestore}/v1/${path}`, {
    headers: { Authorization: 'Bearer owner' },
    ...(fields && { method: 'PATCH', body: JSON.stringify({ fields }) }),
  });
  return ((await response.json()) as { fields: unknown }).fields;
}

afterEach(() => {
  for (const run of runs.splice(0)) {
    for (const pid of processesOf(run)) process.kill(pid, 'SIGKILL');
  }
});

describe('the emulators', () => {
  test('stop in order on Ctrl-C and leave no process and no file', async () => {
    const files = filesOfRuns();
    const run = start();
    await run.up;
    expect(filesOfRuns()).toHaveLength(files.length + 2);
    expect(processesOf(run).length).toBeGreaterThanOrEqual(4);
    run.program.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(await leftOf(run)).toEqual([]);
    expect(filesOfRuns()).toEqual(files);
  });

  test('leave no process and no file if the program is killed', async () => {
    const files = filesOfRuns();
    const run = start();
    await run.up;
    run.program.kill('SIGKILL');
    expect(await leftOf(run)).toEqual([]);
    expect(filesOfRuns()).toEqual(files);
  });

  test('leave no process if the program is killed while they start', async () => {
    const run = start();
    // With four processes, Java has started but is not ready.
    while (processesOf(run).length < 4) await setTimeout(20);
    run.program.kill('SIGKILL');
    expect(await leftOf(run)).toEqual([]);
  });

  test('stop with a message if one of them is killed', async () => {
    const run = start();
    const { hub } = await run.up;
    process.kill(await pidOfFirestore(hub), 'SIGKILL');
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(/The firestore emulator ended unexpectedly/);
    expect(run.output()).toMatch(
      /The end of firestore-debug.log:\n\n[^]*Dev App Server is now running/,
    );
    const log = readFileSync(join(ROOT, CRASH_FOLDER, 'firestore-debug.log'), 'utf8');
    expect(log).toContain('Dev App Server is now running');
    expect(await leftOf(run)).toEqual([]);
  });

  test('stop with a message if their guard is killed', async () => {
    const run = start();
    await run.up;
    const guard = processesOf(run).find((pid) => pid !== run.program.pid)!;
    process.kill(guard, 'SIGKILL');
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(/The emulators ended unexpectedly/);
    expect(run.output()).toMatch(/The end of suite.log:\n\n[^]*All emulators ready/);
    expect(await leftOf(run)).toEqual([]);
  });

  test('start with the data that an earlier run kept', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'kept-')), 'data');
    const first = start();
    const ports = await first.up;
    const fields = { text: { stringValue: 'Hello' } };
    await documentOf(ports, fields);
    await keepData(`127.0.0.1:${ports.hub}`, folder);
    first.program.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const second = start([findKeptData(folder)!]);
    expect(await documentOf(await second.up)).toEqual(fields);
    second.program.kill('SIGINT');
    await second.ended;
  });

  test('say what is missing and exit with 1', async () => {
    const jar = join(ROOT, 'no-such.jar');
    const run = start([], { ...process.env, FIRESTORE_EMULATOR_BINARY_PATH: jar });
    expect(await run.ended).toBe(1);
    expect(run.output().trim()).toBe(
      `FIRESTORE_EMULATOR_BINARY_PATH names ${jar}, which does not exist.`,
    );
  });
});
