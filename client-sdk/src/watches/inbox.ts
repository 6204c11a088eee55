import { onSnapshot, query, type Timestamp } from 'firebase/firestore';
import type { ChatSummary as StoredSummary, LastMessage, ReadMark } from '@firegroups/model';
import type { Member } from '../documents.ts';
import { isRefusal } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { chatSummaryRef, collectionIn, userRef } from '../refs.ts';
import { watchMyGroups, type MyGroup } from './myGroups.ts';
import { openWatch, type WatchObserver } from './watch.ts';

/** A group that the signed-in user is in, with what a list of chats shows. */
export interface InboxGroup extends MyGroup {
  /** The newest message of the chat, or null if there is none. A new message appears within two seconds. */
  lastMessage: LastMessage | null;
  /**
   * The number of messages that others wrote since the user last read the chat or joined. The count stops at
   * `LIMITS.summaryMessages`: show that value as "50+".
   */
  unread: number;
}

/** The state of {@link watchInbox}. */
export interface Inbox {
  /** The groups that the user is in. The one with the latest message comes first. */
  groups: InboxGroup[];
  /** The groups that the user is invited to, or has asked to join, as `watchMyGroups` orders them. */
  pending: MyGroup[];
}

type Summary = StoredSummary<Timestamp>;

/** A watched summary. */
interface Followed {
  close: () => void;
  /** The membership with which the listener was opened. */
  membership: Member;
  /** Undefined until the first snapshot; null if there are no messages yet, or the rules refuse it. */
  summary?: Summary | null;
  isRefused?: boolean;
  shown?: InboxGroup;
  /** What `shown` was made from. */
  sources?: readonly unknown[];
}

/**
 * Watches the signed-in user's groups with the newest message of each, and the number of unread ones. Opening it reads at most six
 * documents for each group; a new message costs two. It emits its first state when everything is loaded, and ends silently on
 * sign-out.
 *
 * @returns a function that ends the watch.
 * @throws FiregroupsError `unauthenticated`.
 * @example
 * const stopInbox = watchInbox(fg, {
 *   next: ({ groups }) =>
 *     render(groups.map(({ group, lastMessage, unread }) => [group.title, lastMessage?.text, unread])),
 * });
 */
export function watchInbox(fg: Firegroups, observer: WatchObserver<Inbox>): () => void {
  const uid = currentUid(fg);
  const watch = openWatch(fg, observer);
  const followed = new Map<string, Followed>();
  let mine: MyGroup[] | undefined;
  let marks: Map<string, Timestamp> | undefined;

  function emit(): void {
    const joined = mine?.filter(isJoined);
    const all = joined?.map(({ group }) => followed.get(group.id)!.summary);
    if (!joined || !marks || all!.includes(undefined)) return;
    const groups = joined.map(show).sort((a, b) => +timeOf(b) - +timeOf(a));
    const pending = mine!.filter((one) => !isJoined(one));
    watch.emit({ groups, pending }, [...groups, ...pending]);
  }

  /** Returns the same object as before if nothing has changed. */
  function show({ group, membership }: MyGroup): InboxGroup {
    const one = followed.get(group.id)!;
    const readAt = marks!.get(group.id);
    const sources = [group, membership, one.summary, readAt?.valueOf()];
    if (!sources.every((source, i) => source === one.sources?.[i])) {
      one.sources = sources;
      one.shown = { group, membership, ...contentOf(one.summary!, membership.joinedAt, readAt) };
    }
    return one.shown!;
  }

  function contentOf(summary: Summary | null, joinedAt: Date | null, readAt?: Timestamp) {
    const { last = null, recent = [] } = summary ?? {};
    const isUnread = ({ at, by }: Summary['recent'][number]) =>
      by !== uid && at.toMillis() > +joinedAt! && !(readAt && at <= readAt);
    return {
      lastMessage: last && { ...last, at: last.at.toDate() },
      unread: recent.filter(isUnread).length,
    };
  }

  /** Opens the listeners of the joined groups, and closes those of others. */
  function follow(): void {
    const joined = mine!.filter(isJoined);
    for (const [groupId, { close }] of followed) {
      if (joined.some(({ group }) => group.id === groupId)) continue;
      close();
      followed.delete(groupId);
    }
    for (const { group, membership } of joined) {
      const known = followed.get(group.id);
      // The cache shows an accepted invite before the server has it. Until then, the rules refuse the listener.
      if (!known || (known.isRefused && known.membership !== membership))
        open(group.id, membership);
    }
    emit();
  }

  function open(groupId: string, membership: Member): void {
    const one: Followed = { membership, close: () => {} };
    followed.set(groupId, one);
    one.close = onSnapshot(
      chatSummaryRef(fg, groupId),
      (snapshot) => {
        one.summary = snapshot.data() ?? null;
        emit();
      },
      (error) => {
        if (!isRefusal(error)) {
          watch.fail(error);
          return;
        }
        one.summary = null;
        one.isRefused = true;
        follow();
      },
    );
  }

  const stopGroups = watchMyGroups(fg, {
    next: (groups) => {
      mine = groups;
      follow();
    },
    error: watch.fail,
  });
  watch.atEnd.push(stopGroups, () => {
    for (const { close } of followed.values()) close();
  });
  watch.listen(query(collectionIn(fg, 'reads', userRef(fg, uid))), ({ docs }) => {
    marks = new Map(
      docs.map((mark) => {
        const { lastReadAt } = mark.data({
          serverTimestamps: 'estimate',
        }) as ReadMark<Timestamp>;
        return [mark.id, lastReadAt];
      }),
    );
    emit();
  });
  return watch.stop;
}

/**
 * Watches the number of unread messages in all groups of the signed-in user, for a badge. It counts at most
 * `LIMITS.summaryMessages` in each group. It costs as much as `watchInbox`.
 *
 * @returns a function that ends the watch.
 * @throws FiregroupsError `unauthenticated`.
 * @example
 * const stopBadge = watchUnreadTotal(fg, { next: (unread) => render(unread) });
 */
export function watchUnreadTotal(fg: Firegroups, observer: WatchObserver<number>): () => void {
  let shown: number | undefined;
  return watchInbox(fg, {
    error: (error) => observer.error?.(error),
    next: ({ groups }) => {
      const total = groups.reduce((sum, { unread }) => sum + unread, 0);
      if (total !== shown) observer.next((shown = total));
    },
  });
}

const isJoined = ({ membership }: MyGroup): boolean => membership.status === 'joined';

/** The time of the newest message, or when the user joined a group without messages. */
const timeOf = ({ lastMessage, membership }: InboxGroup): Date =>
  lastMessage?.at ?? membership.joinedAt ?? membership.createdAt;
