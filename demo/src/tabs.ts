/**
 * The tabs of one user share a session and a cache. If one tab deletes the cache, Firestore shuts down in the others. So each tab
 * holds a lock while it uses the cache, and a tab that signs out deletes the cache when the others have left it.
 */
import type { FirebaseApp } from 'firebase/app';
import { signOut } from 'firebase/auth';
import { clearIndexedDbPersistence, terminate, type Firestore } from 'firebase/firestore';
import type { Firegroups } from 'firegroups';

/** How long a tab waits for the others, in milliseconds. If the browser has frozen one, the cache stays until the next sign-out. */
const TIMEOUT = 3000;

/** Deletes the cache of a terminated Firestore when no other tab uses it. */
type ClearCache = (firestore: Firestore) => Promise<void>;

let clearCache: ClearCache = clearIndexedDbPersistence;

/**
 * Waits while another tab deletes the cache, then keeps the cache for this tab. If another tab signs out, this one opens the
 * sign-in. An app with another name has a cache of its own. Browsers have locks only on secure origins; on others, each tab acts
 * alone.
 */
export async function joinTabs({ name }: FirebaseApp): Promise<void> {
  if (!('locks' in navigator)) return;
  const lock = `firegroups ${name}`;
  const channel = new BroadcastChannel(lock);
  channel.onmessage = openSignIn;
  // The browser also releases the lock if it leaves or closes the page.
  const leave = await new Promise<() => void>((joined) => {
    void navigator.locks.request(
      lock,
      { mode: 'shared' },
      () =>
        new Promise<void>((left) => {
          joined(left);
        }),
    );
  });
  clearCache = async (firestore) => {
    const signal = AbortSignal.timeout(TIMEOUT);
    // Requested before the other tabs hear of it, so that their new pages wait behind it.
    const cleared = navigator.locks.request(lock, { signal }, () =>
      clearIndexedDbPersistence(firestore),
    );
    channel.postMessage('signed out');
    leave();
    await cleared.catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'TimeoutError')) throw error;
    });
  };
}

/** Signs out in all tabs and deletes the cached data, because the next user of this device may be someone else. */
export async function signOutAndClear({ auth, firestore }: Firegroups): Promise<void> {
  await signOut(auth);
  await terminate(firestore);
  await clearCache(firestore);
  // A terminated Firestore cannot be restarted, so load a new page.
  openSignIn();
}

function openSignIn(): void {
  location.assign('/sign-in');
}
