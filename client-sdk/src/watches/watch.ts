/** What all watches have in common: a watch acts for one user, ends once, and emits nothing afterwards. */
import { onAuthStateChanged } from 'firebase/auth';
import {
  onSnapshot,
  type DocumentReference,
  type DocumentSnapshot,
  type Query,
  type QuerySnapshot,
} from 'firebase/firestore';
import { FiregroupsError, toFiregroupsError, type FiregroupsErrorReason } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { memberRef } from '../refs.ts';

/** Receives the states of a watch. After the watch was stopped, or the user has signed out, nothing is called. */
export interface WatchObserver<State> {
  /** Called with each new state. Parts of it that did not change are the same objects as before. */
  next: (state: State) => void;
  /** Called at most once, when the watch has ended because of the error. */
  error?: (error: FiregroupsError) => void;
}

/** A watch, for the code that implements it. */
export interface Watch<State> {
  /** Functions to call when the watch ends. */
  atEnd: (() => void)[];
  /** Ends the watch silently. */
  stop: () => void;
  /** Ends the watch with an error; silently if the user has signed out. */
  fail: (error: unknown) => void;
  /** Emits a state, unless it has the same parts as the one before. */
  emit: (state: State, parts: readonly unknown[]) => void;
  /** Opens a listener that includes metadata changes and closes when the watch ends. Returns a function that closes it earlier. */
  listen: {
    <T>(to: Query<T>, next: (snapshot: QuerySnapshot<T>) => void): () => void;
    <T>(to: DocumentReference<T>, next: (snapshot: DocumentSnapshot<T>) => void): () => void;
  };
}

/**
 * Opens a watch for the signed-in user; throws `unauthenticated` if nobody is signed in. If the rules refuse a listener, the watch
 * ends with the reason `refusal`.
 */
export function openWatch<State>(
  fg: Firegroups,
  observer: WatchObserver<State>,
  refusal?: FiregroupsErrorReason,
): Watch<State> {
  const uid = currentUid(fg);
  const atEnd: (() => void)[] = [];
  let hasEnded = false;
  let emitted: readonly unknown[] | undefined;

  // Checks the user each time: after a sign-out, Firestore may report a refusal before Auth reports the change.
  const isSilent = () => hasEnded || fg.auth.currentUser?.uid !== uid;
  const stop = () => {
    hasEnded = true;
    for (const end of atEnd) end();
  };
  const fail = (error: unknown) => {
    const wasSilent = isSilent();
    stop();
    if (!wasSilent) observer.error?.(toFiregroupsError(error, refusal));
  };
  const stopAuth = onAuthStateChanged(fg.auth, () => {
    if (isSilent()) stop();
  });
  atEnd.push(stopAuth);
  return {
    atEnd,
    stop,
    fail,
    emit: (state, parts) => {
      const isSame =
        emitted?.length === parts.length && parts.every((part, i) => part === emitted![i]);
      if (isSilent() || isSame) return;
      emitted = parts;
      observer.next(state);
    },
    listen: (to: unknown, next: unknown) => {
      const close = onSnapshot(
        to as Query,
        { includeMetadataChanges: true },
        next as () => void,
        fail,
      );
      atEnd.push(close);
      return close;
    },
  };
}

/**
 * Opens a watch that ends with `not-a-member` when the user's membership in the group ends. The rules refuse a listener only when
 * there is something new for it, so this also listens to the membership, which changes at once.
 */
export function openGroupWatch<State>(
  fg: Firegroups,
  groupId: string,
  observer: WatchObserver<State>,
): Watch<State> {
  const own = memberRef(fg, groupId, currentUid(fg));
  const watch = openWatch(fg, observer, 'not-a-member');
  watch.listen(own, (member) => {
    if (!member.metadata.fromCache && member.data()?.status !== 'joined') {
      watch.fail(new FiregroupsError('not-a-member'));
    }
  });
  return watch;
}
