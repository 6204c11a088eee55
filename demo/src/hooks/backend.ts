import { createContext, use, useSyncExternalStore } from 'react';
import type { User as Account } from 'firebase/auth';
import type { Firegroups } from 'firegroups';
import type { Backend } from '../firebase.ts';

/** The project that the app is connected to. Provided once, around everything. */
export const BackendContext = createContext<Backend | null>(null);

/** The project that the app is connected to. */
export function useBackend(): Backend {
  const backend = use(BackendContext);
  if (!backend) throw new Error('useBackend() needs a BackendContext around the component.');
  return backend;
}

/** The handle that every function of firegroups takes first. */
export function useFg(): Firegroups {
  return useBackend().fg;
}

/** The signed-in account, or null. */
export function useAccount(): Account | null {
  const { auth } = useFg();
  return useSyncExternalStore(
    (changed) => auth.onAuthStateChanged(changed),
    () => auth.currentUser,
  );
}

/** The signed-in user's ID. Use it only in screens that need a signed-in user. */
export function useUid(): string {
  const account = useAccount();
  if (!account) throw new Error('useUid() needs a signed-in user.');
  return account.uid;
}
