/** The users in the sample data of `npm start`. They exist on the emulators only. */
import { signInWithEmailAndPassword } from 'firebase/auth';
import type { Backend } from './firebase.ts';

export interface SamplePerson {
  email: string;
  /** The first name. */
  name: string;
}

/** All sample users have the same password. */
const SAMPLE_PASSWORD = 'firegroups';

/** Their accounts, oldest first. The Auth emulator lists accounts to anyone. */
export async function listSamplePeople(backend: Backend): Promise<SamplePerson[]> {
  const { emulators, projectId } = backend;
  if (!emulators) return [];
  const url = `http://${emulators.auth}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts:query`;
  const headers = { Authorization: 'Bearer owner', 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: '{}' });
  if (!response.ok) throw new Error(`The Auth emulator responded with status ${response.status}.`);
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

/** Signs in as a sample user, unless a user is already signed in. Throws Firebase's error if the account does not exist. */
export async function signInSamplePerson({ fg, emulators }: Backend, email: string): Promise<void> {
  if (!emulators || fg.auth.currentUser) return;
  await signInWithEmailAndPassword(fg.auth, email, SAMPLE_PASSWORD);
}
