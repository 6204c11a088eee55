import {
  Timestamp,
  endBefore,
  limit,
  query,
  startAfter,
  startAt,
  type QueryConstraint,
  type QueryDocumentSnapshot,
} from 'firebase/firestore';
import { checkValue, count } from '../checks.ts';
import type { Message } from '../documents.ts';
import type { Firegroups } from '../firegroups.ts';
import { chatQuery } from '../queries.ts';
import { openGroupWatch, type WatchObserver } from './watch.ts';

/** How a chat is loaded. */
export interface WatchChatOptions {
  /** How many messages to show at first, and how many more with each `loadOlder`. 50 unless told otherwise. */
  pageSize?: number;
}

/** A message as a watch shows it. */
export interface ChatMessage extends Message {
  /** True until the server has the message, or its last edit. */
  pending: boolean;
}

/** What a chat looks like now. */
export interface Chat {
  /** Oldest first, each once; those that the server has yet to take last. Unchanged ones are the same objects as before. */
  messages: ChatMessage[];
  /**
   * True until it is known that no message is older than `messages`. If the oldest page is exactly full, it takes one more
   * `loadOlder` to know: to ask ahead would cost every opening of a chat one more read.
   */
  hasMore: boolean;
}

/** A watch that runs. */
export interface ChatHandle {
  /**
   * Shows one more page of older messages; resolves when all of it shows. Offline, what this device has of it shows
   * meanwhile. Asked again meanwhile, it is the same page.
   */
  loadOlder: () => Promise<void>;
  /** Ends the watch. The observer hears nothing more. */
  stop: () => void;
}

/** What one listener shows of the chat. */
interface Stretch {
  /** Newest first; absent until there is a first snapshot. */
  messages?: ChatMessage[];
  /**
   * True where the server has fewer messages than would fit: nothing older is to be had. Absent until the server has answered:
   * what comes from the cache until then may have gaps.
   */
  isShort?: boolean;
  /** Resolves when all there is of it shows, as many messages as fit or as the server has, or when it is closed. */
  settled: Promise<void>;
  /** Where it begins, and how many messages fit. */
  from: QueryConstraint;
  size: number;
  /** Absent where it has no messages. */
  oldest?: QueryDocumentSnapshot<Message> | undefined;
  close: () => void;
}

const isTimed = (message: QueryDocumentSnapshot) => message.get('createdAt') !== null;

/**
 * The order in which messages came that the server has yet to time: Firestore knows none within a second. All watches
 * share it, so that one that is opened later has the same order.
 */
const arrivals = /* @__PURE__ */ new Map<string, number>();
let arrived = 0;

/**
 * Watches a group's chat: the newest messages and all that come, edits and deletions included, in the pages loaded later
 * too. A page is read once. When the membership ends, it ends with one error, `not-a-member`; on sign-out it ends
 * silently.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * const chat = watchChat(fg, groupId, { pageSize: 30 }, {
 *   next: ({ messages }) => render(messages),
 *   error: (error) => leave(error.message),
 * });
 */
export function watchChat(
  fg: Firegroups,
  groupId: string,
  options: WatchChatOptions,
  observer: WatchObserver<Chat>,
): ChatHandle {
  const { pageSize = 50 } = options;
  checkValue('pageSize', pageSize, count());
  const watch = openGroupWatch(fg, groupId, observer);
  const all = chatQuery(fg, groupId);
  /** What came since the opening, then the pages, newest first. */
  const stretches: Stretch[] = [];

  function open(from: QueryConstraint, size: number): Stretch {
    const known = new Map<string, ChatMessage>();
    const stretch = { from, size } as Stretch;
    stretch.settled = new Promise((settle) => {
      const stop = watch.listen(query(all, from, limit(size)), (snapshot) => {
        const { docs } = snapshot;
        const changes = snapshot.docChanges({ includeMetadataChanges: true });
        for (const { type, doc } of [...changes].reverse()) {
          const { id } = doc;
          const isGone = type === 'removed';
          if (isGone) known.delete(id);
          else known.set(id, { ...doc.data(), pending: doc.metadata.hasPendingWrites });
          if (isGone || isTimed(doc)) arrivals.delete(id);
          else if (!arrivals.has(id)) arrivals.set(id, ++arrived);
        }
        const isServers = !snapshot.metadata.fromCache;
        const isFull = docs.length >= size;
        const isAnswered = stretch.isShort !== undefined;
        const isPushed = changes.some(({ type, newIndex }) => type === 'added' && newIndex === 0);
        const newest = docs.find(isTimed);
        // A clock that is ahead lets new messages into the first page, which push old ones out; one that is far behind makes
        // old messages arrive. Then we cut once more, at a message, which no clock can move.
        if (isFull && newest) {
          if (stretch === stretches[1]) {
            if (isAnswered && isPushed) cut(newest, size + changes.length, 2);
          } else if (stretch === stretches[0]) {
            if (isAnswered) replace(0, 1, open(from, size * 2));
            else cut(newest, pageSize);
          }
        }
        stretch.messages = docs.map(({ id }) => known.get(id)!);
        stretch.oldest = docs.at(-1);
        if (isServers) stretch.isShort = !isFull;
        if (isServers || isFull) settle();
        tell();
      });
      stretch.close = () => {
        stop();
        stretch.isShort = true;
        settle();
      };
    });
    watch.atEnd.push(stretch.close);
    return stretch;
  }

  function tell(): void {
    if (!stretches[0]!.messages || !stretches[1]!.messages) return;
    const hasMore = !stretches.at(-1)!.isShort;
    // A page that lost a message takes in the next older one, which an older page shows as well: by id, each once.
    const byId = new Map(
      stretches.flatMap(({ messages = [] }) => messages).map((message) => [message.id, message]),
    );
    const messages = [...byId.values()]
      .reverse()
      .sort((a, b) => (arrivals.get(a.id) ?? 0) - (arrivals.get(b.id) ?? 0));
    watch.tell({ messages, hasMore }, [hasMore, ...messages]);
  }

  /** What is taken out was read: it is in the cache, and shows again at once. */
  function replace(start: number, count: number, ...by: Stretch[]): void {
    for (const { close } of stretches.splice(start, count, ...by)) close();
  }

  // The chat is cut in two where it is opened: what comes after that is a stretch of its own; what lies before it is read in
  // pages. So a new message never pushes an old one out of a page.
  // Cursors, not `where`: a message without the server's time lies after every cursor, but in no range.
  function cut(at: unknown, size: number, replaced = Infinity): void {
    // As many at once are those of a device whose clock is far behind.
    replace(0, replaced, open(endBefore(at), 500), open(startAt(at), size));
  }
  cut(Timestamp.now(), pageSize);

  async function loadOlderPage(): Promise<void> {
    await stretches.at(-1)!.settled;
    const last = stretches.at(-1)!;
    if (last.isShort) return;
    if (last.isShort === undefined) {
      // Where it ends only the server knows: until it says so, a larger one takes its place.
      const larger = open(last.from, last.size + pageSize);
      larger.messages = last.messages!;
      replace(-1, 1, larger);
    } else {
      stretches.push(open(startAfter(last.oldest!), pageSize));
    }
    await stretches.at(-1)!.settled;
  }

  let loading: Promise<void> | undefined;
  return {
    loadOlder: () =>
      (loading ??= loadOlderPage().finally(() => {
        loading = undefined;
      })),
    stop: watch.stop,
  };
}
