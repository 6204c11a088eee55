/** A Firestore emulator for the tests of one file. */
import { afterAll, beforeAll } from '@jest/globals';
import { startFirestore, type FirestoreProcess } from '../harness/firestoreProcess.ts';
import { readRules } from '../prefix/stored.ts';
import { hostsFrom } from './client.ts';

/**
 * Starts a Firestore emulator with the rules and without functions, and makes the clients and the Admin SDK of this file use it. Call
 * it before `usePeople`, in files that write hundreds of documents: on the shared emulator, their events would keep the functions of
 * other tests waiting for minutes.
 */
export function useOwnFirestore(): void {
  let server: FirestoreProcess;
  beforeAll(async () => {
    server = await startFirestore();
    Object.assign(process.env, server.env);
    await server.loadRules(hostsFrom().projectId, readRules());
  }, 120_000);
  afterAll(() => server.stop());
}
