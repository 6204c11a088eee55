/** Starts and stops the official emulators, for `npm start`, the tests and CI. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { openSync, rmSync, writeSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CliError } from '../cli/cliError.ts';
import { ROOT } from '../cli/root.ts';
import { USUAL_PORTS, freePorts, writeConfig, type Ports } from './config.ts';
import { download, findEmulator } from './firebaseTools.ts';
import { findFirestoreJar } from './firestoreJar.ts';
import { findJavaFolder } from './java.ts';
import { SUITE_LOG, createRunFolder, keepLogs } from './logs.ts';
import { RUN_VARIABLE, killRun } from './processes.ts';

/** The emulators' project. Projects whose id starts with `demo-` never reach the network. */
export const PROJECT_ID = 'demo-firegroups';

/** The file for the output of the emulators and the functions. */
export const EMULATORS_LOG = 'emulators.log';

const GUARD = fileURLToPath(new URL('guard.ts', import.meta.url));

export const ALL_EMULATORS = ['auth', 'firestore', 'functions', 'hosting', 'storage'] as const;

export type Emulator = (typeof ALL_EMULATORS)[number];

export interface Emulators {
  ports: Ports;
  /** True if the Emulator UI runs. */
  hasUi: boolean;
  /** True if the Storage emulator runs. */
  hasStorage: boolean;
  /** The environment variables by which the SDKs find the emulators. */
  env: Record<string, string>;
  /** Rejects with a `CliError` if an emulator ends unexpectedly. Never resolves. */
  broken: Promise<never>;
  /** Stops everything. Resolves when no process is left. */
  stop(): Promise<void>;
}

/**
 * Starts the emulators. Resolves when they are ready. The Storage emulator and the UI are left out if they cannot be
 * downloaded. Throws a `CliError` if something is missing, with what to install, or if the emulators do not start. No
 * process is left then.
 */
export async function startEmulators(options: {
  only: readonly Emulator[];
  ui?: boolean;
  /** Gets sentences for the user. */
  log?: (line: string) => void;
  /** The folder of an export to start with. */
  importFrom?: string | undefined;
  /** The file for all output, relative to the repository. Without it, there is no file. */
  logFile?: string;
}): Promise<Emulators> {
  const { log = () => {} } = options;
  log('Starting the emulators …');
  const java = findJavaFolder();
  const search = {
    download: (...args: Parameters<typeof download>) => {
      log(`Downloading the ${args[0]} emulator (once) …`);
      download(...args);
    },
  };
  const jar = findFirestoreJar(search);
  const hasUi = options.ui === true && findEmulator('ui', search) !== undefined;
  if (options.ui && !hasUi)
    log('The Emulator UI could not be downloaded. The emulators run without it.');
  const wantsStorage = options.only.includes('storage');
  const hasStorage = wantsStorage && findEmulator('storage', search) !== undefined;
  if (wantsStorage && !hasStorage)
    log('The Storage emulator could not be downloaded. The other emulators run without it.');
  const only = options.only.filter((name) => name !== 'storage' || hasStorage);
  const ports = await freePorts();
  for (const name of [...only, ...(hasUi ? ['ui' as const] : [])])
    if (ports[name] !== USUAL_PORTS[name])
      log(`Port ${USUAL_PORTS[name]} is in use. The ${name} emulator uses port ${ports[name]}.`);

  const run = randomUUID();
  const folder = createRunFolder(run);
  const configFile = await writeConfig(run, ports, hasUi);
  const command = [
    ...['emulators:start', '--project', PROJECT_ID, '--config', configFile],
    ...['--only', only.join()],
    ...(options.importFrom ? ['--import', options.importFrom] : []),
  ];
  const guard = spawn(process.execPath, [GUARD, configFile, ...command], {
    // firebase-tools and Java write their logs into the current folder.
    cwd: folder,
    env: emulatorEnv({ java, jar, run }),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own, so that only this process gets Ctrl-C and stops the emulators in order.
    detached: true,
  });
  // The guard may have been killed itself.
  guard.on('exit', () => {
    killRun(run);
  });
  const ended = new Promise<void>((resolve) => {
    guard.on('close', () => {
      rmSync(configFile, { force: true });
      resolve();
    });
  });
  // Writing to a guard that has ended fails with EPIPE. `ended` reports the end.
  guard.stdin.on('error', () => {});
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    guard.stdin.end();
    await ended;
  };
  const files = [
    join(folder, SUITE_LOG),
    ...(options.logFile ? [join(ROOT, options.logFile)] : []),
  ];
  const ready = logOutput(guard, files);

  const crash = async (ending: Promise<string>) => {
    const what = await ending;
    if (isStopping) return new Promise<never>(() => {});
    const logs = keepLogs(folder);
    await stop();
    throw new CliError(`${what} ended unexpectedly. All emulators were stopped.\n\n${logs}`);
  };
  const crashed = crash(ended.then(() => 'The emulators'));
  await Promise.race([ready, crashed]);
  const broken = Promise.race([crashed, crash(endOfAnEmulator(ports.hub))]);
  broken.catch(() => {}); // No unhandled rejection if nobody awaits it.
  return { ports, hasUi, hasStorage, env: clientEnv(ports, hasStorage), broken, stop };
}

function emulatorEnv(parts: { java: string; jar: string | undefined; run: string }) {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    JAVA_HOME: dirname(parts.java),
    PATH: [parts.java, join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
    [RUN_VARIABLE]: parts.run,
    // Otherwise functions wait for seconds for a metadata server before they add a task.
    METADATA_SERVER_DETECTION: 'none',
  };
  if (parts.jar) env['FIRESTORE_EMULATOR_BINARY_PATH'] = parts.jar;
  // The emulators must never reach a real project.
  delete env['GOOGLE_APPLICATION_CREDENTIALS'];
  return env;
}

function clientEnv(ports: Ports, hasStorage: boolean): Record<string, string> {
  return {
    GCLOUD_PROJECT: PROJECT_ID,
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
    FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}`,
    ...(hasStorage && { FIREBASE_STORAGE_EMULATOR_HOST: `127.0.0.1:${ports.storage}` }),
    // The SDKs do not read this one. Its name follows theirs.
    FIREBASE_HOSTING_EMULATOR_HOST: `127.0.0.1:${ports.hosting}`,
    METADATA_SERVER_DETECTION: 'none',
    FIREBASE_EMULATOR_HUB: `127.0.0.1:${ports.hub}`,
  };
}

/** Writes all output into files. Resolves when the emulators are ready. */
function logOutput(guard: ChildProcess, files: readonly string[]): Promise<void> {
  const logs = files.map((file) => openSync(file, 'w'));
  let text = '';
  return new Promise((resolve) => {
    for (const stream of [guard.stdout, guard.stderr])
      stream?.on('data', (chunk: Buffer) => {
        // At once, so that the logs are complete if the emulators crash.
        for (const log of logs) writeSync(log, chunk);
        text += chunk.toString();
        if (text.includes('All emulators ready')) resolve();
        text = text.slice(-100);
      });
  });
}

/** Resolves with a name when one of the Java processes or the hub ends. firebase-tools itself would continue without Java. */
async function endOfAnEmulator(hubPort: number): Promise<string> {
  const emulators = await fetch(`http://127.0.0.1:${hubPort}/emulators`)
    .then((response) => response.json() as Promise<Record<string, { pid?: number }>>)
    .catch(() => undefined);
  if (!emulators) return 'The emulators';
  for (;;) {
    await setTimeout(1000, undefined, { ref: false });
    const ended = Object.entries(emulators).find(([, { pid }]) => pid && !isAlive(pid));
    if (ended) return `The ${ended[0]} emulator`;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
