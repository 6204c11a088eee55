import { onAuthStateChanged } from 'firebase/auth';
import { FiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';

/** How a watch inside a group ends. */
export interface Endings {
  /** Takes the error of any of the watch's listeners. */
  onError: (error: unknown) => void;
  /** Ends the watch silently. */
  stop: () => void;
  isOver: () => boolean;
  /** Resolves at the end, for what waits for a listener that will never answer. */
  ended: Promise<void>;
}

/**
 * Ends a watch once, whatever ends it: `stop`, a sign-out (both silent), or the first error of a listener. Inside a
 * group the rules refuse a listener when the membership ends, so that reads `not-a-member`.
 */
export function endingsOf(
  fg: Firegroups,
  closeListeners: () => void,
  report: (error: FiregroupsError) => void,
): Endings {
  const uid = currentUid(fg);
  let over = false;
  let markEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    markEnded = resolve;
  });
  const stop = () => {
    if (over) return;
    over = true;
    stopAuth();
    closeListeners();
    markEnded();
  };
  const isSignedOut = () => fg.auth.currentUser?.uid !== uid;
  const stopAuth = onAuthStateChanged(fg.auth, () => {
    if (isSignedOut()) stop();
  });
  const onError = (error: unknown) => {
    if (over) return;
    stop();
    if (isSignedOut()) return;
    report(
      isRefusal(error)
        ? new FiregroupsError('not-a-member', undefined, { cause: error })
        : toFiregroupsError(error),
    );
  };
  return { onError, stop, isOver: () => over, ended };
}
