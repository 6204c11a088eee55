/**
 * Acting as a caller: a Firebase app that has the caller's own ID token and no other authority, so that the rules decide on
 * whatever it asks for. Requests with the same token that run at once share one.
 */
import type { FirebaseAuthInternal } from '@firebase/auth-interop-types';
import { Component } from '@firebase/component';
import * as firebase from 'firebase/app';
import { connectFirestoreEmulator, getFirestore, setLogLevel } from 'firebase/firestore';
import { getFiregroups, type Firegroups } from 'firegroups';
import type { Caller } from './authenticate.ts';
import { signedInAs } from './sdk/auth.ts';

interface Acting {
  app: firebase.FirebaseServerApp;
  fg: Firegroups;
  uses: number;
}

// Firestore would log what it was sent, content and ids of people included.
setLogLevel('silent');

const acting = new Map<string, Acting>();

/**
 * Takes up acting as a caller: gives the SDK's handle, and what lets go of all that was taken for it, which has to be called
 * when it is through.
 */
export function openSession(caller: Caller): {
  fg: Firegroups;
  releaseSession: () => Promise<void>;
} {
  const key = `${caller.token} ${caller.appCheckToken ?? ''}`;
  const one = acting.get(key) ?? open(caller);
  acting.set(key, one);
  one.uses += 1;
  const releaseSession = async () => {
    one.uses -= 1;
    if (one.uses > 0) return;
    acting.delete(key);
    await firebase.deleteApp(one.app);
  };
  return { fg: one.fg, releaseSession };
}

// Firestore asks its app's Auth for the token by this interface. Firebase's own Auth would first look the account up, which
// takes a request and the project's web API key; the guard has looked already.
const { _addOrOverwriteComponent: addComponent } = firebase as unknown as {
  _addOrOverwriteComponent: (
    app: firebase.FirebaseApp,
    component: Component<'auth-internal'>,
  ) => void;
};

function open({ token, appCheckToken, uid }: Caller): Acting {
  const app = firebase.initializeServerApp(
    { projectId: process.env['GCLOUD_PROJECT']!, apiKey: 'none' },
    { authIdToken: token, ...(appCheckToken && { appCheckToken }) },
  );
  const auth: FirebaseAuthInternal = {
    getToken: () => Promise.resolve({ accessToken: token }),
    getUid: () => uid,
    addAuthTokenListener: (listener) => {
      // Firestore waits for the next token from when this has returned.
      queueMicrotask(() => {
        listener(token);
      });
    },
    removeAuthTokenListener: () => {},
  };
  // There from the start: Firestore waits for no Auth that is yet to come.
  const component = new Component('auth-internal', () => auth, 'PRIVATE' as never);
  addComponent(app, component.setInstantiationMode('EAGER' as never));
  const firestore = getFirestore(app);
  const [host, port] = process.env['FIRESTORE_EMULATOR_HOST']?.split(':') ?? [];
  if (host) connectFirestoreEmulator(firestore, host, Number(port));
  return {
    app,
    fg: getFiregroups(app, { auth: signedInAs(uid), firestore }),
    uses: 0,
  };
}
