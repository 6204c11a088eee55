import { disableNetwork, enableNetwork, type Firestore } from 'firebase/firestore';

/**
 * Turns Firestore's network off and on with the browser's connection. Offline, Firestore answers from its cache at once and
 * does not try to connect. Back online, it connects and sends pending writes without a delay.
 */
export async function syncNetworkState(firestore: Firestore): Promise<void> {
  // Called only when the state changes: a second `enableNetwork` while Firestore starts breaks it (firebase-js-sdk#9267).
  window.addEventListener('online', () => void enableNetwork(firestore));
  window.addEventListener('offline', () => void disableNetwork(firestore));
  if (!navigator.onLine) await disableNetwork(firestore);
}
