/** The emulators for the smoke scenario: those that are already running, else its own. */
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
  /** Rejects if the scenario's own emulators end unexpectedly. */
  broken: Promise<never>;
  close: () => Promise<void>;
}

/** Finds running emulators by the file in which firebase-tools keeps their addresses. If there are none, starts some. */
export async function findEnvironment(log: (line: string) => void): Promise<Environment> {
  const hosts = await runningHosts();
  if (hosts) {
    log(`Using the emulators that are already running (Firestore at ${hosts.firestore}).`);
    return { hosts, broken: new Promise(() => {}), close: () => Promise.resolve() };
  }
  log('No emulators are running. Starting some for this scenario …');
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

interface Address {
  host: string;
  port: number;
}

async function runningHosts(): Promise<EmulatorHosts | null> {
  try {
    const locator = readFileSync(join(tmpdir(), `hub-${PROJECT_ID}.json`), 'utf8');
    const [origin] = (JSON.parse(locator) as { origins: string[] }).origins;
    const response = await fetch(`${origin}/emulators`, { signal: AbortSignal.timeout(2000) });
    const running = (await response.json()) as Partial<Record<string, Address>>;
    const { auth, firestore, functions } = running;
    if (!auth || !firestore || !functions) return null;
    const formatAddress = ({ host, port }: Address) => `${host}:${port}`;
    return {
      projectId: PROJECT_ID,
      auth: formatAddress(auth),
      firestore: formatAddress(firestore),
    };
  } catch {
    return null; // There is no such file, or the emulators in it have ended.
  }
}
