import { disableNetwork, enableNetwork, type Firestore } from 'firebase/firestore';

/**
 * Has Firestore know what the browser knows of the connection: without one it answers from its cache at once and tries nothing
 * in vain, and with the connection it is back, and sends what waits, without a pause.
 */
export async function followConnection(firestore: Firestore): Promise<void> {
  // Not called where nothing has changed: Firestore takes a second `enableNetwork` while it starts badly (firebase-js-sdk#9267).
  window.addEventListener('online', () => void enableNetwork(firestore));
  window.addEventListener('offline', () => void disableNetwork(firestore));
  if (!navigator.onLine) await disableNetwork(firestore);
}
