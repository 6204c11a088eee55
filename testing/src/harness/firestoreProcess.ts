/**
 * An official Firestore emulator of one's own, which delivers the events of every project to us. The emulators of
 * `npm test` deliver those of one project alone, to functions that run where no harness can reach them.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import getPort from 'get-port';
import { downloadedFile } from '../emulators/firebaseTools.ts';
import { findFirestoreJar } from '../emulators/firestoreJar.ts';
import { findJavaFolder } from '../emulators/java.ts';
import { RUN_MARK, killRun } from '../emulators/processes.ts';
import { openEventReceiver, type EventReceiver } from './eventReceiver.ts';

/** A running emulator. */
export interface FirestoreProcess {
  /** Host and port. */
  host: string;
  /** The mark of its processes (testing/src/emulators/processes.ts). */
  run: string;
  /** What the SDKs read to find it: `Object.assign(process.env, firestore.env)` before the first client is made. */
  env: { FIRESTORE_EMULATOR_HOST: string; METADATA_SERVER_DETECTION: string };
  /** Has `take` called with every event of the project from now on. */
  receive: EventReceiver['receive'];
  /** Calls the emulator itself, past the rules. Throws where it refuses. */
  call(method: string, path: string, body?: unknown): Promise<void>;
  /** Puts a project's rules in place; without any, everything is allowed. */
  loadRules(projectId: string, rules: string): Promise<void>;
  /** Writes every document of a project to a folder; gives back what `startFirestore` takes as `seedFrom`. */
  export(projectId: string, folder: string): Promise<string>;
  /** Deletes every document of a project. Each deletion makes its event. */
  clear(projectId: string): Promise<void>;
  /** Rejects when the emulator ends without being asked to; never resolves. */
  broken: Promise<never>;
  /** Ends it at once; no process is left. */
  stop(): Promise<void>;
}

/**
 * Starts an emulator on free ports, in one to three seconds, with the data that another one has exported where their
 * metadata file is named. Should this process die, the emulator dies with it.
 */
export async function startFirestore(
  options: { seedFrom?: string } = {},
): Promise<FirestoreProcess> {
  const receiver = await openEventReceiver();
  const [port, websocketPort] = [await getPort(), await getPort()];
  const run = randomUUID();
  const java = spawnWithUs(run, join(findJavaFolder(), 'java'), [
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
        reject(new Error(`The Firestore emulator ended. Its last words:\n\n${output}`));
    });
  });
  broken.catch(() => {}); // Whoever waits for it gets it; nobody has to.
  const stop = async () => {
    stopping = true;
    killRun(run);
    await ended;
    receiver.close();
  };

  const host = `127.0.0.1:${port}`;
  try {
    await Promise.race([untilItAnswers(host), broken]);
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
 * Runs a program that is killed when our end of its standard input closes, which happens however we end. The shell
 * becomes the program, so that its process id and its exit are the program's.
 */
function spawnWithUs(run: string, program: string, words: string[]): ChildProcess {
  const script = 'exec 3<&0; { cat <&3; kill -9 $$; } >/dev/null 2>&1 & exec "$@" 3<&-';
  const env: NodeJS.ProcessEnv = { ...process.env, [RUN_MARK]: run };
  // Nothing here may reach a real project by accident.
  delete env['GOOGLE_APPLICATION_CREDENTIALS'];
  const child = spawn('sh', ['-c', script, 'sh', program, ...words], { env, stdio: 'pipe' });
  child.stdin.on('error', () => {});
  return child;
}

async function untilItAnswers(host: string): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`http://${host}/`);
      await response.text();
      if (response.ok) return;
    } catch {
      // It does not listen yet.
    }
    await wait(20);
  }
}
