/**
 * A Firestore emulator that delivers the events of every project to this process. The emulators of `npm test` deliver
 * only the events of one project, to functions in another process.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import getPort from 'get-port';
import { downloadedFile } from '../emulators/firebaseTools.ts';
import { findFirestoreJar } from '../emulators/firestoreJar.ts';
import { findJavaFolder } from '../emulators/java.ts';
import { RUN_VARIABLE, killRun } from '../emulators/processes.ts';
import { openEventReceiver, type EventReceiver } from './eventReceiver.ts';

/** A running emulator. */
export interface FirestoreProcess {
  /** Host and port. */
  host: string;
  /** The mark of its processes (testing/src/emulators/processes.ts). */
  run: string;
  /** The SDKs' environment variables. Assign them to `process.env` before you create the first client. */
  env: { FIRESTORE_EMULATOR_HOST: string; METADATA_SERVER_DETECTION: string };
  /** Calls a function for every event of a project from now on. */
  receive: EventReceiver['receive'];
  /** Sends a request to the emulator with admin rights. Throws if the emulator refuses it. */
  call(method: string, path: string, body?: unknown): Promise<void>;
  /** Loads a project's rules. Without rules, everything is allowed. */
  loadRules(projectId: string, rules: string): Promise<void>;
  /** Exports a project's documents to a folder. Returns the path for the option `seedFrom` of `startFirestore`. */
  export(projectId: string, folder: string): Promise<string>;
  /** Deletes a project's documents. Each deletion causes an event. */
  clear(projectId: string): Promise<void>;
  /** Rejects if the emulator ends unexpectedly. Never resolves. */
  broken: Promise<never>;
  /** Kills the emulator. Resolves when no process is left. */
  stop(): Promise<void>;
}

/**
 * Starts an emulator on free ports, which takes one to three seconds. `seedFrom` is an export to start with. If this
 * process dies, the emulator dies too.
 */
export async function startFirestore(
  options: { seedFrom?: string } = {},
): Promise<FirestoreProcess> {
  const receiver = await openEventReceiver();
  const [port, websocketPort] = [await getPort(), await getPort()];
  const run = randomUUID();
  const java = spawnTiedToUs(run, join(findJavaFolder(), 'java'), [
    '-Duser.language=en',
    '-jar',
    findFirestoreJar() ?? downloadedFile('firestore'),
    ...['--host', '127.0.0.1'],
    ...['--port', String(port)],
    ...['--websocket_port', String(websocketPort)],
    ...['--functions_emulator', receiver.address],
    ...(options.seedFrom ? ['--seed_from_export', options.seedFrom] : []),
  ]);
  let output = '';
  java.stdout?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-5000)));
  java.stderr?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-5000)));
  let stopping = false;
  const ended = new Promise<void>((resolve) => java.on('close', resolve));
  const broken = new Promise<never>((_resolve, reject) => {
    void ended.then(() => {
      if (!stopping)
        reject(
          new Error(`The Firestore emulator ended unexpectedly. Its last output:\n\n${output}`),
        );
    });
  });
  broken.catch(() => {}); // No unhandled rejection if nobody awaits it.
  const stop = async () => {
    stopping = true;
    killRun(run);
    await ended;
    receiver.close();
  };

  const host = `127.0.0.1:${port}`;
  try {
    await Promise.race([untilReady(host), broken]);
  } catch (error) {
    await stop();
    throw error;
  }
  const call: FirestoreProcess['call'] = async (method, path, body) => {
    const response = await fetch(`http://${host}${path}`, {
      method,
      headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${text}`);
  };
  return {
    host,
    run,
    env: { FIRESTORE_EMULATOR_HOST: host, METADATA_SERVER_DETECTION: 'none' },
    receive: receiver.receive,
    call,
    loadRules: (projectId, rules) =>
      call('PUT', `/emulator/v1/projects/${projectId}:securityRules`, {
        rules: { files: [{ name: 'firestore.rules', content: rules }] },
      }),
    export: async (projectId, folder) => {
      await call('POST', `/emulator/v1/projects/${projectId}:export`, {
        database: `projects/${projectId}/databases/(default)`,
        export_directory: folder,
        export_name: 'firestore',
      });
      return join(folder, 'firestore', 'firestore.overall_export_metadata');
    },
    clear: (projectId) =>
      call('DELETE', `/emulator/v1/projects/${projectId}/databases/(default)/documents`),
    broken,
    stop,
  };
}

/**
 * Runs a program that is killed when its standard input closes. That happens however this process ends. The shell
 * replaces itself with the program, so the child's process id and exit are the program's.
 */
function spawnTiedToUs(run: string, program: string, words: string[]): ChildProcess {
  const script = 'exec 3<&0; { cat <&3; kill -9 $$; } >/dev/null 2>&1 & exec "$@" 3<&-';
  const env: NodeJS.ProcessEnv = { ...process.env, [RUN_VARIABLE]: run };
  // The emulator must never reach a real project.
  delete env['GOOGLE_APPLICATION_CREDENTIALS'];
  const child = spawn('sh', ['-c', script, 'sh', program, ...words], { env, stdio: 'pipe' });
  child.stdin.on('error', () => {});
  return child;
}

async function untilReady(host: string): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`http://${host}/`);
      await response.text();
      if (response.ok) return;
    } catch {
      // The emulator does not listen yet.
    }
    await wait(20);
  }
}
