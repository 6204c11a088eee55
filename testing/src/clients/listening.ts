/** Waiting for what a listener shows, instead of for a time. */
import { onSnapshot, type DocumentReference, type Query } from 'firebase/firestore';
import { watchChat, type Chat, type Firegroups } from 'firegroups';

export interface Following<T> {
  /** Resolves with the first state, the present one included, that satisfies `condition`. */
  until: (condition: (state: T) => boolean) => Promise<T>;
  stop: () => void;
}

/** Listens to a query, as an app does that shows it. */
export function followQuery<T>(query: Query<T>): Following<T[]> {
  const { following, tell, fail } = newFollowing<T[]>();
  const stop = onSnapshot(
    query,
    (snapshot) => {
      tell(snapshot.docs.map((document) => document.data()));
    },
    fail,
  );
  return { ...following, stop };
}

/** Listens to a document, as an app does that shows it. */
export function followDocument<T>(ref: DocumentReference<T>): Following<T | undefined> {
  const { following, tell, fail } = newFollowing<T | undefined>();
  const stop = onSnapshot(
    ref,
    (snapshot) => {
      tell(snapshot.data());
    },
    fail,
  );
  return { ...following, stop };
}

/** Watches a chat, as an app does that shows it. Waiting throws the error that has ended the watch. */
export function followChat(fg: Firegroups, groupId: string, pageSize: number): Following<Chat> {
  const { following, tell, fail } = newFollowing<Chat>();
  const { stop } = watchChat(fg, groupId, { pageSize }, { next: tell, error: fail });
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

/** What is told of something by whatever listens to it, to be waited for. */
export function newFollowing<T>() {
  let latest: { state: T } | undefined;
  let wake = () => {};
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => {}); // Who waits hears of it.
  const until = async (condition: (state: T) => boolean): Promise<T> => {
    for (;;) {
      if (latest && condition(latest.state)) return latest.state;
      const changed = new Promise<void>((resolve) => {
        const before = wake;
        wake = () => {
          before();
          resolve();
        };
      });
      await Promise.race([changed, failed]);
    }
  };
  const tell = (state: T) => {
    latest = { state };
    const wakeAll = wake;
    wake = () => {};
    wakeAll();
  };
  return {
    following: { until },
    tell,
    fail: (error: unknown) => {
      fail(error);
    },
  };
}
