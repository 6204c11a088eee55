/**
 * Connects the app to its Firebase project. Firebase Hosting, deployed or emulated, serves the project's configuration under
 * its reserved path `/__/firebase`, so the app contains no configuration.
 */
import { initializeApp, type FirebaseOptions } from 'firebase/app';
import {
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
} from 'firebase/auth';
import {
  connectFirestoreEmulator,
  initializeFirestore,
  persistentLocalCache,
  persistentMultipleTabManager,
} from 'firebase/firestore';
import { getFiregroups, type Firegroups } from 'firegroups';
import { syncNetworkState } from './connection.ts';
import { syncServerClock } from './serverClock.ts';
import { joinTabs } from './tabs.ts';

/** The emulators' addresses, as `host:port`. */
export interface Emulators {
  auth: string;
  firestore: string;
  /** Undefined if it does not run. Then there are no photos. */
  storage?: string;
}

export interface Backend {
  fg: Firegroups;
  projectId: string;
  /** Undefined for a real project. */
  emulators?: Emulators;
}

/**
 * Connects to the project that serves this page.
 *
 * @param tabUser separates the users who are signed in to the same page in several tabs. Each gets their own Firebase app,
 * session and cache. Leave it out for a browser with one user. Ignored without emulators.
 */
export async function openBackend(tabUser?: string): Promise<Backend> {
  const clock = syncServerClock();
  const config = (await (await fetch('/__/firebase/init.json')).json()) as FirebaseOptions;
  const { projectId = '' } = config;
  // Project IDs that start with `demo-` exist on emulators only. Auth contacts its server as soon as it is created, so find
  // the emulators first.
  const emulators = projectId.startsWith('demo-') ? await findEmulators() : undefined;
  const app = tabUser && emulators ? initializeApp(config, tabUser) : initializeApp(config);
  await joinTabs(app);
  // `getAuth` also loads a script from apis.google.com, for sign-ins with a popup. The Content-Security-Policy refuses it.
  const auth = initializeAuth(app, {
    persistence: [indexedDBLocalPersistence, browserLocalPersistence],
  });
  // Cached documents and pending writes survive a page load, and all tabs share them.
  const firestore = initializeFirestore(app, {
    localCache: persistentLocalCache({ tabManager: persistentMultipleTabManager() }),
  });
  if (emulators) {
    connectAuthEmulator(auth, `http://${emulators.auth}`, { disableWarnings: true });
    const { hostname, port } = new URL(`http://${emulators.firestore}`);
    connectFirestoreEmulator(firestore, hostname, Number(port));
  }
  await Promise.all([syncNetworkState(firestore), auth.authStateReady(), clock]);
  const prefix = (import.meta.env['FIREGROUPS_PREFIX'] as string | undefined) ?? '';
  return { fg: getFiregroups(app, { prefix }), projectId, ...(emulators && { emulators }) };
}

/** The Hosting emulator lists the other emulators, as JSON, in the script that it serves for the older Firebase SDK. */
async function findEmulators(): Promise<Emulators> {
  const script = await (await fetch('/__/firebase/init.js?useEmulator=true')).text();
  const [, json] = /var firebaseEmulators = (\{.*?\n\});/s.exec(script) ?? [];
  if (!json)
    throw new Error(
      'Firebase Hosting does not list any emulators. Open the address that `npm start` prints.',
    );
  const { auth, firestore, storage } = JSON.parse(json) as Record<
    keyof Emulators,
    { hostAndPort: string } | undefined
  >;
  if (!auth || !firestore) {
    throw new Error(
      'The Auth and Firestore emulators are not running. Start them with `npm start`.',
    );
  }
  return {
    auth: auth.hostAndPort,
    firestore: firestore.hostAndPort,
    ...(storage && { storage: storage.hostAndPort }),
  };
}
