/** Listeners whose states tests can wait for, instead of waiting for a time. */
import { onSnapshot, type DocumentReference, type Query } from 'firebase/firestore';
import { watchChat, type Chat, type Firegroups } from 'firegroups';

export interface Following<T> {
  /** Resolves with the first state that satisfies `condition`, including the current one. */
  until: (condition: (state: T) => boolean) => Promise<T>;
  stop: () => void;
}

/** Listens to a query. */
export function followQuery<T>(query: Query<T>): Following<T[]> {
  const { following, emit, fail } = newFollowing<T[]>();
  const stop = onSnapshot(
    query,
    (snapshot) => {
      emit(snapshot.docs.map((document) => document.data()));
    },
    fail,
  );
  return { ...following, stop };
}

/** Listens to a document. */
export function followDocument<T>(ref: DocumentReference<T>): Following<T | undefined> {
  const { following, emit, fail } = newFollowing<T | undefined>();
  const stop = onSnapshot(
    ref,
    (snapshot) => {
      emit(snapshot.data());
    },
    fail,
  );
  return { ...following, stop };
}

/** Watches a chat. If the watch ends with an error, `until` throws it. */
export function followChat(fg: Firegroups, groupId: string, pageSize: number): Following<Chat> {
  const { following, emit, fail } = newFollowing<Chat>();
  const { stop } = watchChat(fg, groupId, { pageSize }, { next: emit, error: fail });
  return { ...following, stop };
}

/** Resolves with the first state of the document that satisfies `condition`. */
export async function untilDocument<T>(
  ref: DocumentReference<T>,
  condition: (data: T | undefined) => boolean,
): Promise<T | undefined> {
  const following = followDocument(ref);
  try {
    return await following.until(condition);
  } finally {
    following.stop();
  }
}

/** Makes a {@link Following} of the states passed to `emit`. `changed` resolves with the next state or error. */
export function newFollowing<T>() {
  let latest: { state: T } | undefined;
  let failure: { error: unknown } | undefined;
  const wakes: (() => void)[] = [];
  const changed = () => new Promise<void>((resolve) => wakes.push(resolve));
  const wakeAll = () => {
    for (const wake of wakes.splice(0)) wake();
  };
  return {
    following: {
      until: async (condition: (state: T) => boolean): Promise<T> => {
        for (;;) {
          if (latest && condition(latest.state)) return latest.state;
          if (failure) throw failure.error;
          await changed();
        }
      },
    },
    changed,
    emit: (state: T) => {
      latest = { state };
      wakeAll();
    },
    fail: (error: unknown) => {
      failure ??= { error };
      wakeAll();
    },
  };
}
