/** Starts and stops the official emulators, for `npm start`, the tests and CI. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CliError } from '../cli/cliError.ts';
import { ROOT } from '../cli/root.ts';
import { USUAL_PORTS, freePorts, writeConfig, type Ports } from './config.ts';
import { download, findEmulator } from './firebaseTools.ts';
import { findFirestoreJar } from './firestoreJar.ts';
import { findJavaFolder } from './java.ts';
import { RUN_VARIABLE, killRun } from './processes.ts';

/** The emulators' project. Projects whose id starts with `demo-` never reach the network. */
export const PROJECT_ID = 'demo-firegroups';

/** The file for the output of the emulators and the functions. */
export const EMULATORS_LOG = 'emulators.log';

const GUARD = fileURLToPath(new URL('guard.ts', import.meta.url));

export type Emulator = 'auth' | 'firestore' | 'functions' | 'hosting' | 'storage';

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
  /** The file for all output, relative to the repository. Without it, there is no file. */
  logFile?: string;
}): Promise<Emulators> {
  const { log = () => {} } = options;
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
  const configFile = await writeConfig(run, ports, hasUi);
  const command = ['emulators:start', '--project', PROJECT_ID, '--config', configFile];
  const guard = spawn(process.execPath, [GUARD, configFile, ...command, '--only', only.join()], {
    cwd: ROOT,
    env: emulatorEnv({ java, jar, run }),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own, so that only this process gets Ctrl-C and stops the emulators in order.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    guard.on('exit', () => {
      // The guard may have been killed itself.
      killRun(run);
      rmSync(configFile, { force: true });
      resolve();
    });
  });
  // Writing to a guard that has ended fails with EPIPE. `ended` reports the end.
  guard.stdin.on('error', () => {});
  const stop = async () => {
    guard.stdin.end();
    await ended;
  };
  const output = collectOutput(guard);
  if (options.logFile) {
    const file = createWriteStream(join(ROOT, options.logFile));
    for (const stream of [guard.stdout, guard.stderr]) stream.pipe(file, { end: false });
  }

  const endedEarly = ended.then(() => {
    throw new CliError(`The emulators ended unexpectedly. Their last output:\n\n${output.tail()}`);
  });
  await Promise.race([output.ready, endedEarly]);
  const broken = Promise.race([endedEarly, endOfAnEmulator(ports.hub)]).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
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

function collectOutput(guard: ChildProcess): { ready: Promise<void>; tail: () => string } {
  let text = '';
  const ready = new Promise<void>((resolve) => {
    for (const stream of [guard.stdout, guard.stderr])
      stream?.on('data', (chunk: Buffer) => {
        text = (text + chunk.toString()).slice(-20_000);
        if (text.includes('All emulators ready')) resolve();
      });
  });
  const tail = () => text.trimEnd().split('\n').slice(-15).join('\n');
  return { ready, tail };
}

/** Rejects when one of the Java processes ends. firebase-tools itself would continue. */
async function endOfAnEmulator(hubPort: number): Promise<never> {
  const response = await fetch(`http://127.0.0.1:${hubPort}/emulators`);
  const emulators = (await response.json()) as Record<string, { pid?: number }>;
  for (;;) {
    await setTimeout(1000, undefined, { ref: false });
    const ended = Object.entries(emulators).find(([, { pid }]) => pid && !isAlive(pid));
    if (ended)
      throw new CliError(
        `The ${ended[0]} emulator ended unexpectedly. See its log, ${ended[0]}-debug.log. ` +
          'All emulators were stopped.',
      );
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
