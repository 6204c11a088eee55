/**
 * What the SDK imports of `firebase/auth`, in the API's bundles: there, who is signed in is known from the request, and nobody
 * signs out. Firebase's own module would take as long to load as all the rest of the API.
 */
import type { Auth } from 'firebase/auth';

/** Nobody asks: each handle is made with an `auth` of its own. */
export function getAuth(): never {
  throw new Error('The API passes `auth` to getFiregroups.');
}

export const onAuthStateChanged = () => () => {};

/** The `auth` of a handle that acts as one user for good. */
export function signedInAs(uid: string): Auth {
  return { currentUser: { uid } } as Auth;
}
