/** What every watch does, whatever it shows: it acts for one user, ends once, and is silent from then on. */
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

/** Who a watch talks to. After the watch was stopped, or the user has signed out, it hears nothing. */
export interface WatchObserver<State> {
  /** Called with each new state. What did not change in it is the same object as before. */
  next: (state: State) => void;
  /** Called at most once: the watch has ended by then. */
  error?: (error: FiregroupsError) => void;
}

/** A watch as its maker holds it. */
export interface Watch<State> {
  /** Is called when it is over. */
  atEnd: (() => void)[];
  /** Ends it silently. */
  stop: () => void;
  /** Ends it with an error, silently if the user has signed out. */
  fail: (error: unknown) => void;
  /** Tells a state, unless it has the same parts as the one before. */
  tell: (state: State, parts: readonly unknown[]) => void;
  /** Opens a listener that hears of changed metadata too, and closes at the end; returns what closes it earlier. */
  listen: {
    <T>(to: Query<T>, next: (snapshot: QuerySnapshot<T>) => void): () => void;
    <T>(to: DocumentReference<T>, next: (snapshot: DocumentSnapshot<T>) => void): () => void;
  };
}

/**
 * Opens a watch for the signed-in user; throws `unauthenticated` where there is none. It ends for the reason `refusal` where the
 * rules refuse it.
 */
export function openWatch<State>(
  fg: Firegroups,
  observer: WatchObserver<State>,
  refusal?: FiregroupsErrorReason,
): Watch<State> {
  const uid = currentUid(fg);
  const atEnd: (() => void)[] = [];
  let isOver = false;
  let told: readonly unknown[] | undefined;

  // Also asked, not only heard: Firestore may be quicker to tell of a sign-out, by a refusal, than Auth.
  const isSilent = () => isOver || fg.auth.currentUser?.uid !== uid;
  const stop = () => {
    isOver = true;
    for (const end of atEnd) end();
  };
  const fail = (error: unknown) => {
    const isTold = !isSilent();
    stop();
    if (isTold) observer.error?.(toFiregroupsError(error, refusal));
  };
  const stopAuth = onAuthStateChanged(fg.auth, () => {
    if (isSilent()) stop();
  });
  atEnd.push(stopAuth);
  return {
    atEnd,
    stop,
    fail,
    tell: (state, parts) => {
      const isSame = told?.length === parts.length && parts.every((part, i) => part === told![i]);
      if (isSilent() || isSame) return;
      told = parts;
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
 * Opens a watch that ends, with `not-a-member`, when the user's membership in the group does. The rules refuse a
 * listener only when something is about to reach it; so the membership itself is watched too, which says it at once.
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
