/**
 * Replaces `firebase/auth` in the API's bundles. The request says who is signed in, and nobody signs out. Firebase's own
 * module would take as long to load as the rest of the API.
 */
import type { Auth } from 'firebase/auth';

/** Never called: each session creates its handle with its own `auth`. */
export function getAuth(): never {
  throw new Error('The API passes `auth` to getFiregroups.');
}

export const onAuthStateChanged = () => () => {};

/** The `auth` of a handle that always acts as one user. */
export function signedInAs(uid: string): Auth {
  // `authenticate` has accepted the token.
  const getIdTokenResult = () => Promise.resolve({ claims: { email_verified: true } });
  return { currentUser: { uid, emailVerified: true, getIdTokenResult } } as unknown as Auth;
}
