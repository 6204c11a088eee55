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

/** How long what is on its way may take before the user is asked, in milliseconds. */
const PATIENCE = 1000;

/**
 * Signs out and takes along what the device has kept of the user's groups: the next one to use it may be another. Asks before
 * where something has yet to be sent, which goes too.
 */
export function useSignOut(): () => void {
  const { auth, firestore } = useFg();
  const confirm = useConfirm();
  return () => {
    const leave = async () => {
      await signOut(auth);
      await terminate(firestore);
      try {
        await clearIndexedDbPersistence(firestore);
      } catch (error) {
        // Another tab still has it open; that one is signed out as well, and clears it when it signs out next.
        if (!(error instanceof FirebaseError && error.code === 'failed-precondition')) throw error;
      }
      // Firestore, once ended, stays so: the page begins anew.
      location.assign('/sign-in');
    };
    const act = () => {
      leave().catch(reportError);
    };
    const leaveOrAsk = async () => {
      if (await isAllSent(firestore)) {
        act();
        return;
      }
      confirm({
        title: 'Sign out all the same?',
        text: 'Some of what you did is not sent yet. It is lost then.',
        label: 'Sign out',
        act,
      });
    };
    leaveOrAsk().catch(reportError);
  };
}

/** Whether the server has everything, now or in a moment. */
async function isAllSent(firestore: Firestore): Promise<boolean> {
  const sent = waitForPendingWrites(firestore).then(() => true);
  const late = new Promise<boolean>((resolve) => {
    setTimeout(resolve, PATIENCE, false);
  });
  return Promise.race([sent, late]);
}
