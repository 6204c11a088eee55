import type { FirebaseApp } from 'firebase/app';
import { getAuth, type Auth } from 'firebase/auth';
import { getFirestore, type Firestore } from 'firebase/firestore';
import type { FirebaseStorage } from 'firebase/storage';
import { FiregroupsError, invalidArgument } from './errors.ts';

/** What every function of this package takes first. Made by {@link getFiregroups}. */
export interface Firegroups {
  readonly app: FirebaseApp;
  readonly auth: Auth;
  readonly firestore: Firestore;
  /** Where images are; absent for the app's own. */
  readonly storage?: FirebaseStorage | undefined;
}

/** Instances to use in place of the app's own, for example a named database, or another bucket. */
export interface FiregroupsOptions {
  auth?: Auth;
  firestore?: Firestore;
  storage?: FirebaseStorage;
}

const handles = /* @__PURE__ */ new WeakMap<FirebaseApp, Firegroups>();

/**
 * Returns the handle of an app: the same one each time. It does nothing by itself.
 *
 * @throws FiregroupsError `invalid-argument` where the app has a handle with other instances than `options` names.
 * @example
 * const app = initializeApp({ projectId: 'demo-firegroups', apiKey: 'demo' });
 * const fg = getFiregroups(app);
 */
export function getFiregroups(app: FirebaseApp, options: FiregroupsOptions = {}): Firegroups {
  const known = handles.get(app);
  if (!known) {
    const { auth = getAuth(app), firestore = getFirestore(app), storage } = options;
    const created = { app, auth, firestore, storage };
    handles.set(app, created);
    return created;
  }
  for (const name of ['auth', 'firestore', 'storage'] as const) {
    if (options[name] && options[name] !== known[name]) {
      throw invalidArgument({ [name]: 'expected that of the first call' });
    }
  }
  return known;
}

/**
 * The uid of the signed-in user, as whom every verb acts.
 *
 * @throws FiregroupsError `unauthenticated` where nobody is signed in, or with an anonymous account only: the rules refuse
 * those alike.
 */
export function currentUid(fg: Firegroups): string {
  const user = fg.auth.currentUser;
  if (!user || user.isAnonymous) throw new FiregroupsError('unauthenticated');
  return user.uid;
}
