/** Firestore under firestore.rules, for one test file: people who act in it, and a back door to set the scene. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getFirestore, type Firestore as AdminFirestore } from 'firebase-admin/firestore';
import { setLogLevel, type Firestore } from 'firebase/firestore';
import { ROOT } from '../../tools/src/root.ts';
import { emulatorHost } from './emulator.ts';

export interface RulesScene {
  /** Firestore as a signed-in user sees it. */
  as: (uid: string) => Firestore;
  /** As one who is not signed in. */
  asSignedOut: () => Firestore;
  /** As one with an anonymous account. */
  asAnonymous: () => Firestore;
  /** Past the rules. */
  admin: () => AdminFirestore;
}

/** Sets up the rules under a project of the file's own: data, rules and coverage are apart for each. */
export function useRules(name: string): RulesScene {
  let environment: RulesTestEnvironment;
  let app: App;
  const people = new Map<string, Firestore>();

  beforeAll(async () => {
    const { host, port } = emulatorHost('FIRESTORE_EMULATOR_HOST');
    const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
    const projectId = `demo-rules-${name}`;
    // A refusal is what most tests here want: it need not be logged.
    setLogLevel('silent');
    environment = await initializeTestEnvironment({ projectId, firestore: { host, port, rules } });
    await environment.clearFirestore();
    app = initializeApp({ projectId }, projectId);
  });

  afterAll(async () => {
    await environment.cleanup();
    await deleteApp(app);
  });

  const person = (key: string, open: () => Firestore) => {
    const known = people.get(key) ?? open();
    people.set(key, known);
    return known;
  };
  return {
    as: (uid) => person(uid, () => modular(environment.authenticatedContext(uid).firestore())),
    asSignedOut: () =>
      person('/signed-out', () => modular(environment.unauthenticatedContext().firestore())),
    asAnonymous: () =>
      person('/anonymous', () => {
        const token = { firebase: { sign_in_provider: 'anonymous' as const, identities: {} } };
        return modular(environment.authenticatedContext('anonymous', token).firestore());
      }),
    admin: () => getFirestore(app),
  };
}

/** The library types its Firestore as the old namespaced one; the modular functions take it as it is. */
function modular(firestore: unknown): Firestore {
  return firestore as Firestore;
}
