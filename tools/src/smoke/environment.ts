/** Where the story plays: the emulators that run already, else its own. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../build.ts';
import { hostsFrom, type EmulatorHosts } from '../../../testing/src/clients/client.ts';
import {
  EMULATORS_LOG,
  PROJECT_ID,
  startEmulators,
} from '../../../testing/src/emulators/emulators.ts';

export interface Environment {
  hosts: EmulatorHosts;
  /** Rejects where the story's own emulators end. */
  broken: Promise<never>;
  close: () => Promise<void>;
}

/** Finds running emulators by the file in which firebase-tools says where they are; starts some where there is none. */
export async function findStage(log: (line: string) => void): Promise<Environment> {
  const hosts = await runningHosts();
  if (hosts) {
    log(`Playing on the emulators that run already (Firestore at ${hosts.firestore}).`);
    return { hosts, broken: new Promise(() => {}), close: () => Promise.resolve() };
  }
  log('No emulators run: starting some for the story …');
  await buildFunctions();
  const emulators = await startEmulators({
    only: ['auth', 'firestore', 'functions'],
    log,
    logFile: EMULATORS_LOG,
  });
  return {
    hosts: hostsFrom(emulators.env),
    broken: emulators.broken,
    close: () => emulators.stop(),
  };
}

interface Listening {
  host: string;
  port: number;
}

async function runningHosts(): Promise<EmulatorHosts | null> {
  try {
    const locator = readFileSync(join(tmpdir(), `hub-${PROJECT_ID}.json`), 'utf8');
    const [origin] = (JSON.parse(locator) as { origins: string[] }).origins;
    const response = await fetch(`${origin}/emulators`, { signal: AbortSignal.timeout(2000) });
    const running = (await response.json()) as Partial<Record<string, Listening>>;
    const { auth, firestore, functions } = running;
    if (!auth || !firestore || !functions) return null;
    const at = ({ host, port }: Listening) => `${host}:${port}`;
    return { projectId: PROJECT_ID, auth: at(auth), firestore: at(firestore) };
  } catch {
    return null; // No such file, or nobody answers there any more.
  }
}
