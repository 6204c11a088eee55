/** Real clients of the real SDKs: each is an app of its own, as on a device of its own. */
import { deleteApp, initializeApp } from 'firebase/app';
import {
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  getAuth,
  signOut,
} from 'firebase/auth';
import {
  connectFirestoreEmulator,
  initializeFirestore,
  terminate,
  type FirestoreLocalCache,
} from 'firebase/firestore';
import { connectStorageEmulator, getStorage } from 'firebase/storage';
import { getFiregroups, saveProfile, type Firegroups } from 'firegroups';

/** Where the emulators listen: `host:port` each. */
export interface EmulatorHosts {
  projectId: string;
  auth: string;
  firestore: string;
  /** Absent where Storage is not emulated. */
  storage?: string | undefined;
}

/** The emulators that an environment names, as the official SDKs read it. */
export function hostsFrom(env: NodeJS.ProcessEnv = process.env): EmulatorHosts {
  const [projectId, auth, firestore] = [
    'GCLOUD_PROJECT',
    'FIREBASE_AUTH_EMULATOR_HOST',
    'FIRESTORE_EMULATOR_HOST',
  ].map((name) => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set: no emulators are known.`);
    return value;
  }) as [string, string, string];
  return { projectId, auth, firestore, storage: env['FIREBASE_STORAGE_EMULATOR_HOST'] };
}

export interface Client {
  fg: Firegroups;
  /** Ends the client: signs out and closes its connections. */
  close: () => Promise<void>;
}

/** What makes a client more than a guest. */
export interface ClientOptions {
  /** The app's name, by which the next client finds what this one has kept. One of its own unless told. */
  name?: string;
  /** Where the client keeps documents and what it has yet to send; in memory unless told. */
  localCache?: FirestoreLocalCache;
}

let apps = 0;

/** A client that nobody is signed in to. */
export function openClient(hosts: EmulatorHosts, options: ClientOptions = {}): Client {
  const { name = `client-${++apps}`, ...settings } = options;
  const { projectId } = hosts;
  const storageBucket = `${projectId}.appspot.com`;
  const app = initializeApp({ projectId, storageBucket, apiKey: 'demo' }, name);
  const auth = getAuth(app);
  connectAuthEmulator(auth, `http://${hosts.auth}`, { disableWarnings: true });
  const firestore = initializeFirestore(app, settings);
  connectFirestoreEmulator(firestore, ...hostAndPort(hosts.firestore));
  if (hosts.storage) connectStorageEmulator(getStorage(app), ...hostAndPort(hosts.storage));
  return {
    fg: getFiregroups(app),
    close: async () => {
      await signOut(auth);
      await terminate(firestore);
      await deleteApp(app);
    },
  };
}

function hostAndPort(address: string): [host: string, port: number] {
  const [host = '', port = ''] = address.split(':');
  return [host, Number(port)];
}

export interface Person extends Client {
  uid: string;
  name: string;
}

/** A client of a new user with a profile. */
export async function registerPerson(
  hosts: EmulatorHosts,
  account: { name: string; email: string; password: string },
  options: ClientOptions = {},
): Promise<Person> {
  const client = openClient(hosts, options);
  const { email, password, name } = account;
  const { user } = await createUserWithEmailAndPassword(client.fg.auth, email, password);
  await saveProfile(client.fg, { displayName: name });
  return { ...client, uid: user.uid, name };
}
