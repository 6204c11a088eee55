/**
 * A session acts as one caller: a Firebase app that has the caller's own ID token and no other authority, so the security
 * rules decide on everything it asks for. Requests with the same token that run at the same time share a session.
 */
import type { FirebaseAuthInternal } from '@firebase/auth-interop-types';
import { Component } from '@firebase/component';
import * as firebase from 'firebase/app';
import { connectFirestoreEmulator, getFirestore, setLogLevel } from 'firebase/firestore';
import { getFiregroups, type Firegroups } from 'firegroups';
import { instance, type Instance } from '../instance.ts';
import type { Caller } from './authenticate.ts';
import { signedInAs } from './sdk/auth.ts';

/** What a request works with. */
export interface Session {
  /** The SDK's handle, which acts as the caller. */
  fg: Firegroups;
  /** Call it once, when the request ends: the last request of a session deletes its app. */
  releaseSession: () => Promise<void>;
}

interface OpenSession {
  app: firebase.FirebaseServerApp;
  fg: Firegroups;
  requests: number;
}

// Firestore would log what it was sent, content and user ids included.
setLogLevel('silent');

const openSessions = new Map<string, OpenSession>();

/** Opens a session for the caller, or joins the one that is open. */
export function openSession(caller: Caller): Session {
  const own = instance();
  const key = `${caller.token} ${caller.appCheckToken ?? ''} ${own.prefix} ${own.databaseId}`;
  const session = openSessions.get(key) ?? createSession(caller, own);
  openSessions.set(key, session);
  session.requests += 1;
  const releaseSession = async () => {
    session.requests -= 1;
    if (session.requests > 0) return;
    openSessions.delete(key);
    await firebase.deleteApp(session.app);
  };
  return { fg: session.fg, releaseSession };
}

// Firestore asks its app's Auth for the token through this interface. Firebase's own Auth would first look the account up,
// which takes a request and the project's web API key. `authenticate` has looked it up already.
const { _addOrOverwriteComponent: addComponent } = firebase as unknown as {
  _addOrOverwriteComponent: (
    app: firebase.FirebaseApp,
    component: Component<'auth-internal'>,
  ) => void;
};

function createSession({ token, appCheckToken, uid }: Caller, own: Instance): OpenSession {
  const app = firebase.initializeServerApp(
    { projectId: process.env['GCLOUD_PROJECT']!, apiKey: 'none' },
    { authIdToken: token, ...(appCheckToken && { appCheckToken }) },
  );
  const auth: FirebaseAuthInternal = {
    getToken: () => Promise.resolve({ accessToken: token }),
    getUid: () => uid,
    addAuthTokenListener: (listener) => {
      // Firestore starts to wait for the next token only after this function has returned.
      queueMicrotask(() => {
        listener(token);
      });
    },
    removeAuthTokenListener: () => {},
  };
  // Eager: Firestore does not wait for an Auth that is created later.
  const component = new Component('auth-internal', () => auth, 'PRIVATE' as never);
  addComponent(app, component.setInstantiationMode('EAGER' as never));
  const firestore = getFirestore(app, own.databaseId);
  const [host, port] = process.env['FIRESTORE_EMULATOR_HOST']?.split(':') ?? [];
  if (host) connectFirestoreEmulator(firestore, host, Number(port));
  const options = { auth: signedInAs(uid), firestore, prefix: own.prefix };
  return { app, fg: getFiregroups(app, options), requests: 0 };
}
