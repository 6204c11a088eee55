import { FirebaseError } from 'firebase/app';
import { signOut } from 'firebase/auth';
import { clearIndexedDbPersistence, terminate } from 'firebase/firestore';
import { reportError } from './useAction.ts';
import { useFg } from './backend.ts';

/** Signs out and takes along what the device has kept of the user's groups: the next one to use it may be another. */
export function useSignOut(): () => void {
  const { auth, firestore } = useFg();
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
    leave().catch(reportError);
  };
}
