import { useEffect, useSyncExternalStore } from 'react';
import { disableNetwork, enableNetwork } from 'firebase/firestore';
import { useFg } from './backend.ts';
import { reportError } from './useAction.ts';

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** False where the browser knows that it has no connection. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

/** Has Firestore know as well: it answers from its cache at once, and sends what waits as soon as there is a connection. */
export function useFirestoreFollowsConnection(): void {
  const { firestore } = useFg();
  const isOnline = useOnline();
  useEffect(() => {
    (isOnline ? enableNetwork(firestore) : disableNetwork(firestore)).catch(reportError);
  }, [firestore, isOnline]);
}
