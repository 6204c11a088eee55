/** The emulators for the smoke scenario: those that are already running, else its own. */
import { buildFunctions } from '../build.ts';
import { hostsFrom, type EmulatorHosts } from '../../../testing/src/clients/client.ts';
import {
  EMULATORS_LOG,
  PROJECT_ID,
  startEmulators,
} from '../../../testing/src/emulators/emulators.ts';
import { findSuite } from '../../../testing/src/emulators/suite.ts';

export interface Environment {
  hosts: EmulatorHosts;
  /** Rejects if the scenario's own emulators end unexpectedly. */
  broken: Promise<never>;
  close: () => Promise<void>;
}

/** Finds the emulators that run in this folder. If there are none, starts some. */
export async function findEnvironment(log: (line: string) => void): Promise<Environment> {
  const hosts = await runningHosts();
  if (hosts) {
    log(`Using the emulators that are already running (Firestore at ${hosts.firestore}).`);
    return { hosts, broken: new Promise(() => {}), close: () => Promise.resolve() };
  }
  log('No emulators are running in this folder. Starting some for this scenario …');
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

async function runningHosts(): Promise<EmulatorHosts | undefined> {
  const { auth, firestore, functions } = (await findSuite())?.emulators ?? {};
  return auth && firestore && functions ? { projectId: PROJECT_ID, auth, firestore } : undefined;
}
