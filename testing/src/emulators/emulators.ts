/** Brings the official emulators up and down: the one way, for `npm start`, the tests and CI alike. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError } from '../cli/cliError.ts';
import { ROOT } from '../cli/root.ts';
import { USUAL_PORTS, freePorts, writeConfig, type PortName, type Ports } from './config.ts';
import { download, downloadedFile } from './firebaseTools.ts';
import { findFirestoreJar } from './firestoreJar.ts';
import { findJavaFolder } from './java.ts';
import { RUN_MARK, killRun } from './processes.ts';
import { hasStorageRuntime } from './storageRuntime.ts';

/** The project that the emulators run as. Ids that begin with `demo-` never reach the network. */
export const PROJECT_ID = 'demo-firegroups';

/** Where the programs of the repository keep what the emulators and the functions print. */
export const EMULATORS_LOG = 'emulators.log';

export type Emulator = 'auth' | 'firestore' | 'functions' | 'hosting' | 'storage';

export interface Emulators {
  ports: Ports;
  /** True where the Emulator UI runs. */
  hasUi: boolean;
  /** True where the Storage emulator runs. */
  hasStorage: boolean;
  /** What the SDKs read to find the emulators. */
  env: Record<string, string>;
  /** Rejects with a `CliError` when an emulator ends without being asked to; never resolves. */
  broken: Promise<never>;
  /** Stops everything; resolves when no process is left. */
  stop(): Promise<void>;
}

/**
 * Starts the emulators and resolves when they are ready. Throws a `CliError` that says what to install where something
 * is missing, and where they do not come up; no process is left then. The Storage emulator is left out where its rules
 * runtime cannot be had, and so is the UI where it cannot be downloaded.
 */
export async function startEmulators(options: {
  only: readonly Emulator[];
  ui?: boolean;
  /** Takes sentences for the user. */
  log?: (line: string) => void;
  /** Where all that firebase-tools and the functions print goes, beside package.json; nowhere unless told. */
  logFile?: string;
}): Promise<Emulators> {
  const { log = () => {} } = options;
  const java = findJavaFolder();
  const downloadAndTell: typeof download = (emulator, env) => {
    log(`Downloading the ${emulator} emulator, once …`);
    return download(emulator, env);
  };
  const jar = findFirestoreJar({ download: downloadAndTell });
  const hasUi = options.ui === true && (existsSync(downloadedFile('ui')) || downloadAndTell('ui'));
  if (options.ui && !hasUi)
    log('The Emulator UI could not be downloaded; the emulators run without it.');
  const hasStorage =
    options.only.includes('storage') && hasStorageRuntime({ download: downloadAndTell });
  const only = options.only.filter((name) => name !== 'storage' || hasStorage);
  if (only.length < options.only.length)
    log(
      'The Storage emulator’s rules runtime could not be downloaded; the emulators run without it.',
    );
  const ports = await freePorts();
  for (const name of [...only, ...(hasUi ? ['ui' as const] : [])]) tellMovedPort(name, ports, log);

  const run = randomUUID();
  const configFile = await writeConfig(run, ports, hasUi);
  const words = ['emulators:start', '--project', PROJECT_ID, '--config', configFile];
  const guard = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('guard.ts', import.meta.url)),
      configFile,
      ...words,
      '--only',
      only.join(),
    ],
    {
      cwd: ROOT,
      env: emulatorEnv({ java, jar, run }),
      stdio: ['pipe', 'pipe', 'pipe'],
      // Its own process group: Ctrl-C reaches us alone, and we stop the emulators in order.
      detached: true,
    },
  );
  const ended = new Promise<void>((resolve) => {
    guard.on('exit', () => {
      // Nothing is left where the guard itself was killed.
      killRun(run);
      rmSync(configFile, { force: true });
      resolve();
    });
  });
  // A guard that is gone answers a write with EPIPE; `ended` tells of it.
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
    throw new CliError(`The emulators ended unexpectedly. Their last words:\n\n${output.tail()}`);
  });
  await Promise.race([output.ready, endedEarly]);
  const broken = Promise.race([endedEarly, deathOfAnEmulator(ports.hub)]).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  broken.catch(() => {}); // Whoever waits for it gets it; nobody has to.
  return { ports, hasUi, hasStorage, env: clientEnv(ports, hasStorage), broken, stop };
}

function tellMovedPort(name: PortName, ports: Ports, log: (line: string) => void): void {
  if (ports[name] === USUAL_PORTS[name]) return;
  log(`Port ${USUAL_PORTS[name]} is taken; the ${name} emulator listens on ${ports[name]}.`);
}

function emulatorEnv(parts: { java: string; jar: string | undefined; run: string }) {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    JAVA_HOME: dirname(parts.java),
    PATH: [parts.java, join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
    [RUN_MARK]: parts.run,
    // Functions ask it who they are before they add a task; nobody answers here, which takes seconds to find out.
    METADATA_SERVER_DETECTION: 'none',
  };
  if (parts.jar) env['FIRESTORE_EMULATOR_BINARY_PATH'] = parts.jar;
  // Nothing here may reach a real project by accident.
  delete env['GOOGLE_APPLICATION_CREDENTIALS'];
  return env;
}

function clientEnv(ports: Ports, hasStorage: boolean): Record<string, string> {
  return {
    GCLOUD_PROJECT: PROJECT_ID,
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
    FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}`,
    ...(hasStorage && { FIREBASE_STORAGE_EMULATOR_HOST: `127.0.0.1:${ports.storage}` }),
    // The SDKs know no such variable; it is named as theirs are.
    FIREBASE_HOSTING_EMULATOR_HOST: `127.0.0.1:${ports.hosting}`,
    // There is no metadata server to ask for credentials.
    METADATA_SERVER_DETECTION: 'none',
    FIREBASE_EMULATOR_HUB: `127.0.0.1:${ports.hub}`,
  };
}

function collectOutput(guard: ChildProcess): { ready: Promise<void>; tail: () => string } {
  let text = '';
  const ready = new Promise<void>((resolve) => {
    const take = (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-20_000);
      if (text.includes('All emulators ready')) resolve();
    };
    guard.stdout?.on('data', take);
    guard.stderr?.on('data', take);
  });
  const tail = () => text.trimEnd().split('\n').slice(-15).join('\n');
  return { ready, tail };
}

/** firebase-tools goes on when one of its Java processes is killed; so we watch them ourselves, once a second. */
async function deathOfAnEmulator(hubPort: number): Promise<never> {
  const response = await fetch(`http://127.0.0.1:${hubPort}/emulators`);
  const emulators = (await response.json()) as Record<string, { pid?: number }>;
  return new Promise((_resolve, reject) => {
    const timer = setInterval(() => {
      for (const [name, { pid }] of Object.entries(emulators)) {
        if (!pid || isAlive(pid)) continue;
        clearInterval(timer);
        reject(
          new CliError(
            `The ${name} emulator ended unexpectedly; its log is ${name}-debug.log. Everything was stopped.`,
          ),
        );
      }
    }, 1000);
    timer.unref();
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
