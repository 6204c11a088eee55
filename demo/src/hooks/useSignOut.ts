import { FirebaseError } from 'firebase/app';
import { signOut } from 'firebase/auth';
import {
  clearIndexedDbPersistence,
  terminate,
  waitForPendingWrites,
  type Firestore,
} from 'firebase/firestore';
import { useConfirm } from '../components/Confirm.tsx';
import { reportError } from './useAction.ts';
import { useFg } from './backend.ts';

/** How long to wait for pending writes before asking the user, in milliseconds. */
const TIMEOUT = 1000;

/**
 * Signs out and deletes the cached data, because the next user of this device may be someone else. Asks first if some changes
 * have not been sent, because they are deleted too.
 */
export function useSignOut(): () => void {
  const { auth, firestore } = useFg();
  const confirm = useConfirm();
  return () => {
    const signOutAndClear = async () => {
      await signOut(auth);
      await terminate(firestore);
      try {
        await clearIndexedDbPersistence(firestore);
      } catch (error) {
        // Another tab still uses the cache. That tab is signed out as well, and clears the cache at its next sign-out.
        if (!(error instanceof FirebaseError && error.code === 'failed-precondition')) throw error;
      }
      // A terminated Firestore cannot be restarted, so load a new page.
      location.assign('/sign-in');
    };
    const act = () => {
      signOutAndClear().catch(reportError);
    };
    const signOutOrAsk = async () => {
      if (await isAllSent(firestore)) {
        act();
        return;
      }
      confirm({
        title: 'Sign out anyway?',
        text: 'Some of your changes have not been sent yet. If you sign out now, you lose them.',
        label: 'Sign out',
        act,
      });
    };
    signOutOrAsk().catch(reportError);
  };
}

/** Whether the server has all changes, now or within {@link TIMEOUT}. */
async function isAllSent(firestore: Firestore): Promise<boolean> {
  const sent = waitForPendingWrites(firestore).then(() => true);
  const timedOut = new Promise<boolean>((resolve) => {
    setTimeout(resolve, TIMEOUT, false);
  });
  return Promise.race([sent, timedOut]);
}
