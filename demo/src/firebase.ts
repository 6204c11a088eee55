/**
 * Which Firebase project the app talks to, and the SDK's handle on it. Firebase Hosting says both, deployed or as an emulator,
 * under its reserved address `/__/firebase`: nothing has to be written into the app.
 */
import { initializeApp, type FirebaseOptions } from 'firebase/app';
import { connectAuthEmulator, getAuth } from 'firebase/auth';
import {
  connectFirestoreEmulator,
  initializeFirestore,
  persistentLocalCache,
  persistentMultipleTabManager,
} from 'firebase/firestore';
import { getFiregroups, type Firegroups } from 'firegroups';
import { followConnection } from './connection.ts';

/** Where the emulators listen: `host:port` each. */
export interface Emulators {
  auth: string;
  firestore: string;
}

export interface Backend {
  fg: Firegroups;
  projectId: string;
  /** Absent for a real project. */
  emulators?: Emulators;
}

/**
 * Opens the project that this page was served for.
 *
 * @param person tells apart who is signed in to the same page in several tabs: each has an app, a session and a cache of
 * their own. Absent for the one user of a browser, and of no account where there are no emulators.
 */
export async function openBackend(person?: string): Promise<Backend> {
  const config = (await (await fetch('/__/firebase/init.json')).json()) as FirebaseOptions;
  const { projectId = '' } = config;
  // Ids that begin so live on emulators alone. Found first: Auth asks its server for the user as soon as it is there.
  const emulators = projectId.startsWith('demo-') ? await findEmulators() : undefined;
  const app = person && emulators ? initializeApp(config, person) : initializeApp(config);
  const auth = getAuth(app);
  // What was read, and what is not sent yet, outlives the page; all tabs share it.
  const firestore = initializeFirestore(app, {
    localCache: persistentLocalCache({ tabManager: persistentMultipleTabManager() }),
  });
  if (emulators) {
    connectAuthEmulator(auth, `http://${emulators.auth}`, { disableWarnings: true });
    const { hostname, port } = new URL(`http://${emulators.firestore}`);
    connectFirestoreEmulator(firestore, hostname, Number(port));
  }
  await Promise.all([followConnection(firestore), auth.authStateReady()]);
  return { fg: getFiregroups(app), projectId, ...(emulators && { emulators }) };
}

/** Hosting's emulator names the others, as JSON, in the script that it has for Firebase's older SDK. */
async function findEmulators(): Promise<Emulators> {
  const script = await (await fetch('/__/firebase/init.js?useEmulator=true')).text();
  const [, json] = /var firebaseEmulators = (\{.*?\n\});/s.exec(script) ?? [];
  if (!json) throw new Error('Hosting names no emulators: was this page served by `npm start`?');
  const { auth, firestore } = JSON.parse(json) as Record<
    keyof Emulators,
    { hostAndPort: string } | undefined
  >;
  if (!auth || !firestore) throw new Error('The emulators of Auth and Firestore do not run.');
  return { auth: auth.hostAndPort, firestore: firestore.hostAndPort };
}
