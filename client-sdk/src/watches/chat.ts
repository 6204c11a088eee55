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
import { checked, count } from '../checks.ts';
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
   * True once it is known that nothing is older than `messages`. Where the oldest page is just full, it takes one more
   * `loadOlder` to know: asking ahead would cost every opening of a chat one read more.
   */
  exhausted: boolean;
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
  oldest?: QueryDocumentSnapshot<Message> | undefined;
  /** True where the server has fewer messages than would fit: nothing older is to be had. */
  isShort?: boolean;
  /** Resolves when all there is of it shows, as many messages as fit or as the server has, or when the watch is over. */
  settled: Promise<void>;
  close: () => void;
}

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
  checked({ pageSize }, { pageSize: count() });
  const watch = openGroupWatch(fg, groupId, observer);
  const all = chatQuery(fg, groupId);
  function open(size: number, ...constraints: QueryConstraint[]): Stretch {
    const room = size < Infinity ? [limit(size)] : [];
    const known = new Map<string, ChatMessage>();
    const stretch = {} as Stretch;
    stretch.settled = new Promise((settle) => {
      watch.atEnd.push(() => {
        stretch.isShort = true;
        settle();
      });
      stretch.close = watch.listen(query(all, ...constraints, ...room), (snapshot) => {
        const changes = snapshot.docChanges({ includeMetadataChanges: true });
        for (const { doc } of [...changes].reverse()) {
          const { id } = doc;
          known.set(id, { ...doc.data(), pending: doc.metadata.hasPendingWrites });
          if (doc.get('createdAt') !== null) arrivals.delete(id);
          else if (!arrivals.has(id)) arrivals.set(id, ++arrived);
        }
        const { docs } = snapshot;
        const isServers = !snapshot.metadata.fromCache;
        const isFull = docs.length >= size;
        const isPushed = changes.some(({ type, newIndex }) => type === 'added' && newIndex === 0);
        if (stretch === cutByClock && stretch.isShort !== undefined && isPushed) {
          void cutAgain(docs[0]!, size + changes.length);
        }
        stretch.messages = docs.map(({ id }) => known.get(id)!);
        stretch.oldest = docs.at(-1);
        if (isServers) stretch.isShort = !isFull;
        if (isServers || isFull) settle();
        tell();
      });
    });
    return stretch;
  }

  function tell(): void {
    const stretches = [arriving, ...pages];
    if (!arriving.messages || !pages[0]!.messages) return;
    const exhausted = pages.at(-1)!.isShort === true;
    // A page that lost a message takes in the next older one, which an older page shows as well: by id, each once.
    const byId = new Map(
      stretches.flatMap(({ messages = [] }) => messages).map((message) => [message.id, message]),
    );
    const messages = [...byId.values()]
      .reverse()
      .sort((a, b) => (arrivals.get(a.id) ?? 0) - (arrivals.get(b.id) ?? 0));
    watch.tell({ messages, exhausted }, [exhausted, ...messages]);
  }

  // The chat is cut in two where it is opened: what comes after that goes to `arriving`, which has no limit; what lies
  // before it is read in `pages`. So a new message never pushes an old one out of a listener's limit.
  // Cursors, not `where`: a message without the server's time lies after every cursor, but in no range.
  const openedAt = Timestamp.now();
  const pages = [open(pageSize, startAt(openedAt))];
  let arriving = open(Infinity, endBefore(openedAt));

  /**
   * A device whose clock is ahead cuts the chat in the future: new messages come into the first page and push old ones
   * out of its limit. Then we cut once more, at a message, which no clock can move. `size` has room for those pushed out.
   */
  let cutByClock: Stretch | undefined = pages[0];
  async function cutAgain(at: QueryDocumentSnapshot<Message>, size: number): Promise<void> {
    cutByClock = undefined;
    const first = open(size, startAt(at));
    const next = open(Infinity, endBefore(at));
    await Promise.all([first.settled, next.settled]);
    pages[0]!.close();
    arriving.close();
    pages[0] = first;
    arriving = next;
    tell();
  }

  async function loadOlderPage(): Promise<void> {
    const last = pages.at(-1)!;
    await last.settled;
    if (last.isShort || !last.oldest) return;
    const page = open(pageSize, startAfter(last.oldest));
    pages.push(page);
    await page.settled;
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
