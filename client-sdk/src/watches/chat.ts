import {
  Timestamp,
  endBefore,
  limit,
  query,
  startAfter,
  startAt,
  type DocumentChange,
  type QueryConstraint,
  type QueryDocumentSnapshot,
} from 'firebase/firestore';
import * as LIMITS from '@firegroups/model/limits';
import { checkValue, count } from '../checks.ts';
import type { Message } from '../documents.ts';
import type { Firegroups } from '../firegroups.ts';
import { chatQuery } from '../queries.ts';
import { openGroupWatch, type WatchObserver } from './watch.ts';

/** Options of {@link watchChat}. */
export interface WatchChatOptions {
  /** The number of messages to load at first, and with each `loadOlder`. 50 by default. */
  pageSize?: number;
}

/** A message of a watched chat. */
export interface ChatMessage extends Message {
  /** True until the server has the message and its last edit. */
  pending: boolean;
}

/** The state of a chat. */
export interface Chat {
  /**
   * Oldest first, each once; messages that the server does not have yet come last. Unchanged messages are the same objects as
   * before.
   */
  messages: ChatMessage[];
  /**
   * True until the watch knows that no message is older than `messages`. If the oldest page is exactly full, only one more
   * `loadOlder` shows whether there are older ones: asking ahead would cost one more read for each opened chat.
   */
  hasMore: boolean;
}

/** A running watch of a chat. */
export interface ChatHandle {
  /**
   * Loads one more page of older messages; resolves when the whole page shows. Offline, the part that is in this device's cache
   * shows first. While a page is being loaded, calling this again loads no other page.
   */
  loadOlder: () => Promise<void>;
  /** Ends the watch. The observer receives nothing more. */
  stop: () => void;
}

/** The part of the chat that one listener shows: the live part, or a page. */
interface Part {
  /** Newest first; absent until the first snapshot. */
  messages?: ChatMessage[];
  /**
   * True if the server has fewer messages than `size`, so no older ones exist. Absent until the server has answered: until then,
   * messages from the cache may have gaps.
   */
  isShort?: boolean;
  /** Resolves when all messages of the part show, `size` or as many as the server has, or when the part is closed. */
  settled: Promise<void>;
  /** Where the part begins. */
  from: QueryConstraint;
  /** The limit of its messages. */
  size: number;
  /** Absent if the part has no messages. */
  oldest?: QueryDocumentSnapshot<Message> | undefined;
  close: () => void;
}

const isPushed = ({ type, newIndex }: DocumentChange) => type === 'added' && !newIndex;

const hasServerTime = (message: QueryDocumentSnapshot) => message.get('createdAt') !== null;

/**
 * The ids of messages without a server time, in the order in which they were sent: Firestore does not order them within a second.
 * All watches share it, so that a watch that is opened later has the same order.
 */
const unsent = /* @__PURE__ */ new Set<string>();

/**
 * Watches a group's chat: the newest messages, new ones, edits and deletions, also in pages that were loaded later. Each page is
 * read once. When the user's membership ends, the watch ends with the error `not-a-member`; on sign-out, it ends silently.
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
  checkValue('pageSize', pageSize, count(LIMITS.groupList));
  const watch = openGroupWatch(fg, groupId, observer);
  const all = chatQuery(fg, groupId);
  /** The live part, then the pages, newest first. */
  const parts: Part[] = [];

  function open(from: QueryConstraint, wanted: number): Part {
    const size = Math.min(wanted, LIMITS.groupList);
    const known = new Map<string, ChatMessage>();
    const part = { from, size } as Part;
    part.settled = new Promise((settle) => {
      const stop = watch.listen(query(all, from, limit(size)), (snapshot) => {
        const { docs } = snapshot;
        const changes = snapshot.docChanges({ includeMetadataChanges: true });
        for (const { type, doc } of [...changes].reverse()) {
          const { id } = doc;
          const isRemoved = type === 'removed';
          if (isRemoved) known.delete(id);
          else known.set(id, { ...doc.data(), pending: doc.metadata.hasPendingWrites });
          if (isRemoved || hasServerTime(doc)) unsent.delete(id);
          else unsent.add(id);
        }
        const { fromCache } = snapshot.metadata;
        const isFull = docs.length >= size;
        const newest = docs.find(hasServerTime);
        // If the device's clock is ahead, new messages come into the first page and push old ones out. If it is far behind, old
        // messages come into the live part. Then we split again, at a message, which does not depend on the clock.
        if (isFull && newest) {
          if (part === parts[0]) split(newest, pageSize);
          else if (part === parts[1] && part.isShort !== undefined && changes.some(isPushed)) {
            const grown = size + changes.length;
            split(newest, grown, grown > LIMITS.groupList ? Infinity : 2);
          }
        }
        part.messages = docs.map(({ id }) => known.get(id)!);
        part.oldest = docs.at(-1);
        if (!fromCache) part.isShort = !isFull;
        if (!fromCache || isFull) settle();
        emit();
      });
      part.close = () => {
        stop();
        part.isShort = true;
        settle();
      };
    });
    watch.atEnd.push(part.close);
    return part;
  }

  function emit(): void {
    if (!parts[0]!.messages || !parts[1]!.messages) return;
    const hasMore = !parts.at(-1)!.isShort;
    // A page that loses a message takes in the next older one, which the next page may show as well.
    const byId = new Map(
      parts.flatMap(({ messages = [] }) => messages).map((message) => [message.id, message]),
    );
    // Messages with a server time have the index -1.
    const order = [...unsent];
    const messages = [...byId.values()]
      .reverse()
      .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    watch.emit({ messages, hasMore }, [hasMore, ...messages]);
  }

  /** Replaces parts. Their messages are in the cache, so the new parts show them at once. */
  function replace(start: number, deleteCount: number, ...by: Part[]): void {
    for (const { close } of parts.splice(start, deleteCount, ...by)) close();
  }

  // The chat is split at the time when the watch is opened: newer messages are the live part, older ones are read in pages. So a
  // new message never pushes an old one out of a page.
  // This uses cursors, not `where`: a message without a server time comes after every cursor, but is in no range.
  function split(at: unknown, size: number, deleteCount = Infinity): void {
    // Only a device whose clock is far behind gets as many messages as the rules allow.
    replace(0, deleteCount, open(endBefore(at), LIMITS.groupList), open(startAt(at), size));
  }
  split(Timestamp.now(), pageSize);

  async function loadOlderPage(): Promise<void> {
    await parts.at(-1)!.settled;
    const last = parts.at(-1)!;
    if (last.isShort) return;
    if (last.isShort === undefined) {
      // Only the server knows where this page ends: a larger page replaces it until the server answers.
      const larger = open(last.from, last.size + pageSize);
      larger.messages = last.messages!;
      replace(-1, 1, larger);
    } else {
      parts.push(open(startAfter(last.oldest!), pageSize));
    }
    await parts.at(-1)!.settled;
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
