/** Clients with the real SDKs. Each is a separate Firebase app, like a separate device. */
import { NEEDS_VERIFIED_EMAIL } from '@firegroups/model';
import { deleteApp, initializeApp } from 'firebase/app';
import {
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  getAuth,
  signOut,
  type Auth,
  type User,
  type UserCredential,
} from 'firebase/auth';
import {
  connectFirestoreEmulator,
  initializeFirestore,
  terminate,
  type FirestoreLocalCache,
} from 'firebase/firestore';
import { connectStorageEmulator, getStorage } from 'firebase/storage';
import { getFiregroups, saveProfile, type Firegroups } from 'firegroups';

/** The addresses of the emulators, `host:port` each, and what a client has to know of the project. */
export interface EmulatorHosts {
  projectId: string;
  auth: string;
  firestore: string;
  /** Absent if the Storage emulator does not run. */
  storage?: string | undefined;
  /** The prefix of collection ids. */
  prefix: string;
}

/** Reads the addresses from the environment variables that the official SDKs use. */
export function hostsFrom(env: NodeJS.ProcessEnv = process.env): EmulatorHosts {
  const [projectId, auth, firestore] = [
    'GCLOUD_PROJECT',
    'FIREBASE_AUTH_EMULATOR_HOST',
    'FIRESTORE_EMULATOR_HOST',
  ].map((name) => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set. Start the emulators first.`);
    return value;
  }) as [string, string, string];
  const storage = env['FIREBASE_STORAGE_EMULATOR_HOST'];
  return { projectId, auth, firestore, storage, prefix: process.env['FIREGROUPS_PREFIX'] ?? '' };
}

export interface Client {
  fg: Firegroups;
  /** Signs out and closes the client's connections. */
  close: () => Promise<void>;
}

/** Options of {@link openClient}. */
export interface ClientOptions {
  /** The app's name. A later client with the same name finds the persistent cache of this one. Unique by default. */
  name?: string;
  /** The cache for documents and pending writes; in memory by default. */
  localCache?: FirestoreLocalCache;
}

let apps = 0;

/** Opens a client without a signed-in user. */
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
    fg: getFiregroups(app, { prefix: hosts.prefix }),
    close: async () => {
      await signOut(auth);
      await terminate(firestore);
      await deleteApp(app);
    },
  };
}

/** Splits `host:port`. */
export function hostAndPort(address: string): [host: string, port: number] {
  const [host = '', port = ''] = address.split(':');
  return [host, Number(port)];
}

export interface Person extends Client {
  uid: string;
  name: string;
}

/** Does what `createUserWithEmailAndPassword` does. If the project wants verified email addresses, the address is verified. */
export async function signUp(
  auth: Auth,
  email = `${crypto.randomUUID()}@example.com`,
  password = 'secret',
): Promise<UserCredential> {
  await noticeClosedConnections();
  const credential = await createUserWithEmailAndPassword(auth, email, password);
  if (NEEDS_VERIFIED_EMAIL) {
    await verifyEmail(auth, credential.user);
    await credential.user.getIdToken(true);
  }
  return credential;
}

/**
 * Loading a test file or compiling examples can block the process for longer than a server keeps an idle connection open. The process
 * reads that the server closed it only when its event loop turns. Until then, Node's `fetch` uses the connection, which Authentication
 * reports as `auth/network-request-failed`. The first turn can be the rest of the current one, which no longer reads.
 */
async function noticeClosedConnections(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setTimeout(resolve));
}

/** Verifies the address without an email, as only the emulator can. The user's token does not say so yet. */
export async function verifyEmail({ emulatorConfig }: Auth, user: User): Promise<void> {
  const { host, port } = emulatorConfig!;
  // A client of another project has its account in the project of the emulators.
  const projectId = (await user.getIdTokenResult()).claims['aud'] as string;
  const accounts = `identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`;
  const response = await fetch(`http://${host}:${port}/${accounts}:update`, {
    method: 'POST',
    headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
    body: JSON.stringify({ localId: user.uid, emailVerified: true }),
  });
  if (!response.ok) throw new Error(`The address was not verified: ${await response.text()}`);
  await user.reload();
}

/** Opens a client, and signs up a user with a profile. */
export async function registerPerson(
  hosts: EmulatorHosts,
  account: { name: string; email: string; password: string },
  options: ClientOptions = {},
): Promise<Person> {
  const client = openClient(hosts, options);
  const { email, password, name } = account;
  const { user } = await signUp(client.fg.auth, email, password);
  await saveProfile(client.fg, { displayName: name });
  return { ...client, uid: user.uid, name };
}
