import { onAuthStateChanged } from 'firebase/auth';
import { onSnapshot } from 'firebase/firestore';
import { isJoined } from '@firegroups/model';
import { FiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { memberRef } from '../refs.ts';
import { signal } from './signal.ts';

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
 * Ends a watch inside a group once, whatever ends it: `stop`, a sign-out (both silent), or the end of the membership. The
 * rules refuse a listener only when something is about to reach it; so the membership itself is watched too, which says
 * it at once.
 */
export function endingsOf(
  fg: Firegroups,
  groupId: string,
  closeListeners: () => void,
  report: (error: FiregroupsError) => void,
): Endings {
  const uid = currentUid(fg);
  let over = false;
  const [ended, markEnded] = signal();
  const stop = () => {
    if (over) return;
    over = true;
    stopAuth();
    stopMembership();
    closeListeners();
    markEnded();
  };
  const isSignedOut = () => fg.auth.currentUser?.uid !== uid;
  const stopAuth = onAuthStateChanged(fg.auth, () => {
    if (isSignedOut()) stop();
  });
  const endWith = (error: FiregroupsError) => {
    if (over) return;
    stop();
    if (!isSignedOut()) report(error);
  };
  const onError = (error: unknown) => {
    const isOut = isRefusal(error);
    endWith(isOut ? notAMember(error) : toFiregroupsError(error));
  };
  const stopMembership = onSnapshot(
    memberRef(fg, groupId, uid),
    // Else the server's word that there is none, after an empty cache, would not be told.
    { includeMetadataChanges: true },
    (member) => {
      if (!member.metadata.fromCache && !isJoined(member.data() ?? null)) endWith(notAMember());
    },
    onError,
  );
  return { onError, stop, isOver: () => over, ended };
}

function notAMember(cause?: unknown): FiregroupsError {
  return new FiregroupsError('not-a-member', undefined, { cause });
}
