import type { FirebaseApp } from 'firebase/app';
import { getAuth, type Auth } from 'firebase/auth';
import { getFirestore, type Firestore } from 'firebase/firestore';
import type { FirebaseStorage } from 'firebase/storage';
import { ACCEPTS_GUESTS, NEEDS_VERIFIED_EMAIL, PREFIX_PATTERN } from '@firegroups/model';
import { FiregroupsError, invalidArgument } from './errors.ts';

/** The handle that every function of this package takes as its first argument. {@link getFiregroups} returns it. */
export interface Firegroups {
  readonly app: FirebaseApp;
  readonly auth: Auth;
  readonly firestore: Firestore;
  /** Where images are stored; if absent, in the app's default bucket. */
  readonly storage?: FirebaseStorage | undefined;
  /** What all collection ids and the top folders in Cloud Storage begin with. */
  readonly prefix: string;
}

/**
 * Instances to use instead of the app's default ones, for example a named database or another bucket. Also the prefix of collection
 * ids, if the project's functions and rules have one.
 */
export interface FiregroupsOptions {
  auth?: Auth;
  firestore?: Firestore;
  storage?: FirebaseStorage;
  /** A letter, then at most 19 letters, digits and underscores. By default, there is no prefix. */
  prefix?: string;
}

const handles = /* @__PURE__ */ new WeakMap<FirebaseApp, Firegroups>();

/**
 * Returns the handle of an app: the same one each time. It reads and sends nothing.
 *
 * @throws FiregroupsError `invalid-argument` if the prefix is invalid, or if the app already has a handle with other options.
 * @example
 * const app = initializeApp({ projectId: 'demo-firegroups', apiKey: 'demo' });
 * const fg = getFiregroups(app);
 */
export function getFiregroups(app: FirebaseApp, options: FiregroupsOptions = {}): Firegroups {
  const known = handles.get(app);
  if (!known) {
    const { auth = getAuth(app), firestore = getFirestore(app), storage, prefix = '' } = options;
    if (!new RegExp(PREFIX_PATTERN).test(prefix)) {
      throw invalidArgument({
        prefix: 'expected a letter, then at most 19 letters, digits and underscores',
      });
    }
    const created = { app, auth, firestore, storage, prefix };
    handles.set(app, created);
    return created;
  }
  for (const name of ['auth', 'firestore', 'storage', 'prefix'] as const) {
    if (options[name] !== undefined && options[name] !== known[name]) {
      throw invalidArgument({ [name]: `expected the ${name} of the first call` });
    }
  }
  return known;
}

/**
 * Returns the uid of the signed-in user, as whom every function acts.
 *
 * @throws FiregroupsError `unauthenticated` if nobody is signed in, or if the account is anonymous and the project accepts no guests;
 * `email-not-verified` if the project accepts only verified email addresses. The rules refuse the same users
 * (`accounts` in `firegroups.config.ts`).
 */
export function currentUid(fg: Firegroups): string {
  const user = fg.auth.currentUser;
  if (!user || (user.isAnonymous && !ACCEPTS_GUESTS)) throw new FiregroupsError('unauthenticated');
  if (NEEDS_VERIFIED_EMAIL && !user.emailVerified) throw new FiregroupsError('email-not-verified');
  return user.uid;
}
