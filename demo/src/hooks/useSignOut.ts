import { waitForPendingWrites, type Firestore } from 'firebase/firestore';
import { useConfirm } from '../components/Confirm.tsx';
import { signOutAndClear } from '../tabs.ts';
import { reportError } from './useAction.ts';
import { useFg } from './backend.ts';

/** How long to wait for pending writes before asking the user, in milliseconds. */
const TIMEOUT = 1000;

/** Signs out. Asks first if some changes have not been sent, because they are deleted with the cached data. */
export function useSignOut(): () => void {
  const fg = useFg();
  const confirm = useConfirm();
  return () => {
    const act = () => {
      signOutAndClear(fg).catch(reportError);
    };
    const signOutOrAsk = async () => {
      if (await isAllSent(fg.firestore)) {
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
