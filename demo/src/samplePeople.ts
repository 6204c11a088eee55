/** The people whom `npm start` has made up. They are there on the emulators alone. */
import { signInWithEmailAndPassword } from 'firebase/auth';
import type { Backend } from './firebase.ts';

export interface SamplePerson {
  email: string;
  /** The first name. */
  name: string;
}

/** The one password of all of them. */
const SAMPLE_PASSWORD = 'firegroups';

/** Their accounts, in the order in which they were made: the emulator of Authentication lists them to everybody. */
export async function listSamplePeople(backend: Backend): Promise<SamplePerson[]> {
  const { emulators, projectId } = backend;
  if (!emulators) return [];
  const url = `http://${emulators.auth}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts:query`;
  const headers = { Authorization: 'Bearer owner', 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: '{}' });
  if (!response.ok) throw new Error(`The emulator of Authentication answered ${response.status}.`);
  const { userInfo = [] } = (await response.json()) as {
    userInfo?: { email?: string; createdAt: string }[];
  };
  return userInfo
    .sort((a, b) => Number(a.createdAt) - Number(b.createdAt))
    .flatMap(({ email }) => {
      const [, first] = /^([a-z]+)@example\.com$/.exec(email ?? '') ?? [];
      return email && first ? [{ email, name: first[0]!.toUpperCase() + first.slice(1) }] : [];
    });
}

/** Signs in as one of them, unless somebody is signed in. Throws Firebase's error where there is no such person. */
export async function signInSamplePerson({ fg, emulators }: Backend, email: string): Promise<void> {
  if (!emulators || fg.auth.currentUser) return;
  await signInWithEmailAndPassword(fg.auth, email, SAMPLE_PASSWORD);
}
