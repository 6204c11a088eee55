import { createContext, use, useSyncExternalStore } from 'react';
import type { User as Account } from 'firebase/auth';
import type { Firegroups } from 'firegroups';
import type { Backend } from '../firebase.ts';

/** What the page talks to; set once, around everything. */
export const BackendContext = createContext<Backend | null>(null);

/** The project that the page talks to. */
export function useBackend(): Backend {
  const backend = use(BackendContext);
  if (!backend) throw new Error('There is no BackendContext around this component.');
  return backend;
}

/** What every function of firegroups takes first. */
export function useFg(): Firegroups {
  return useBackend().fg;
}

/** Who is signed in; null where nobody is. */
export function useAccount(): Account | null {
  const { auth } = useFg();
  return useSyncExternalStore(
    (changed) => auth.onAuthStateChanged(changed),
    () => auth.currentUser,
  );
}

/** The signed-in user's id, in screens that are shown to signed-in users alone. */
export function useUid(): string {
  const account = useAccount();
  if (!account) throw new Error('This screen is for signed-in users.');
  return account.uid;
}
