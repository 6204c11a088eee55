import {
  Timestamp,
  endBefore,
  limit,
  query,
  startAfter,
  startAt,
  type QueryConstraint,
  type QuerySnapshot,
} from 'firebase/firestore';
import { checkId, checked, count } from '../checks.ts';
import type { Message } from '../documents.ts';
import type { FiregroupsError } from '../errors.ts';
import type { Firegroups } from '../firegroups.ts';
import { chatQuery } from '../queries.ts';
import { endingsOf } from './endings.ts';
import {
  compareEntries,
  openMessagePage,
  type ChatMessage,
  type Entry,
  type MessagePage,
} from './messagePage.ts';

export type { ChatMessage } from './messagePage.ts';

/** How a chat is loaded. */
export interface WatchChatOptions {
  /** How many messages to show at first, and how many more with each `loadOlder`. 50 unless told otherwise. */
  pageSize?: number;
}

/** What a chat looks like now. */
export interface Chat {
  /** Oldest first, each once; those that the server has yet to take last. */
  messages: ChatMessage[];
  /** True once it is known that nothing is older than `messages`. */
  exhausted: boolean;
}

/** Who hears of a chat. */
export interface ChatObserver {
  /** Called with each new state. Messages that did not change are the same objects as before. */
  next: (chat: Chat) => void;
  /** Called once, at the end: `not-a-member` where the user is not, or no longer, joined. */
  error?: (error: FiregroupsError) => void;
}

/** A watch that runs. */
export interface ChatHandle {
  /** Shows one more page of older messages; resolves when it shows. Asked again meanwhile, it is the same page. */
  loadOlder: () => Promise<void>;
  /** Ends the watch. The observer hears nothing more. */
  stop: () => void;
}

/**
 * Watches a group's chat: the newest messages and all that come, edits and deletions included, in the pages loaded later
 * too. A page is read once. It ends silently on sign-out.
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
  observer: ChatObserver,
): ChatHandle {
  const { pageSize = 50 } = options;
  checkId('groupId', groupId);
  checked({ pageSize }, { pageSize: count() });
  const messages = chatQuery(fg, groupId);

  // The chat is cut in two where it is opened: what comes after that goes to `arriving`, which has no limit; what lies
  // before it is read in `pages`. So a new message never pushes an old one out of a listener's limit.
  let arriving: MessagePage | undefined;
  const pages: MessagePage[] = [];
  let exhausted = false;
  let loading: Promise<void> | undefined;

  const opened = new Set<MessagePage>();
  const closeAll = () => {
    for (const page of opened) page.close();
  };
  const endings = endingsOf(fg, groupId, closeAll, (error) => observer.error?.(error));

  let isFirstPageLoaded = false;
  let isScheduled = false;
  function emit(): void {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      if (endings.isOver() || !isFirstPageLoaded) return;
      observer.next({ messages: shown([...pages, ...(arriving ? [arriving] : [])]), exhausted });
    });
  }

  function open(
    constraints: QueryConstraint[],
    size = Infinity,
    onSnapshot: (snapshot: QuerySnapshot<Message>) => void = () => {},
  ): MessagePage {
    const stretch = query(messages, ...constraints);
    const onChange = (snapshot: QuerySnapshot<Message>) => {
      const wasExhausted = exhausted;
      onSnapshot(snapshot);
      const changes = snapshot.docChanges({ includeMetadataChanges: true });
      if (changes.length > 0 || exhausted !== wasExhausted) emit();
    };
    const page = openMessagePage(stretch, size, onChange, endings.onError);
    opened.add(page);
    return page;
  }

  function openOlder(constraints: QueryConstraint[], size: number): MessagePage {
    const page = open([...constraints, limit(size)], size, (snapshot) => {
      // Only the oldest page can tell whether something is older still.
      const isTold = page === pages.at(-1) && !snapshot.metadata.fromCache;
      if (isTold) exhausted = snapshot.size < size;
      if (page === pages[0]) cutAgainIfPushedOut(snapshot, size);
    });
    return page;
  }

  /**
   * A device whose clock is ahead cuts the chat in the future: new messages come into the first page and push old ones
   * out of its limit. Then we cut once more, at a message, which no clock can move.
   */
  let isCutAtMessage = false;
  function cutAgainIfPushedOut(snapshot: QuerySnapshot<Message>, size: number): void {
    const pushedOut = countPushedOut(snapshot, size);
    const newest = snapshot.docs.find((message) => !message.metadata.hasPendingWrites);
    if (isCutAtMessage || pushedOut === 0 || !newest) return;
    isCutAtMessage = true;
    const first = pages[0];
    const outdated = arriving;
    const grown = openOlder([startAt(newest)], size + pushedOut);
    const next = open([endBefore(newest)]);
    void Promise.all([grown.loaded, next.loaded]).then(() => {
      first?.close();
      outdated?.close();
      pages[0] = grown;
      arriving = next;
      emit();
    });
  }

  const openedAt = Timestamp.now();
  // Cursors, not `where`: a message without the server's time lies after every cursor, but in no range.
  arriving = open([endBefore(openedAt)]);
  const firstPage = openOlder([startAt(openedAt)], pageSize);
  pages.push(firstPage);
  void firstPage.loaded.then(() => {
    isFirstPageLoaded = true;
    emit();
  });

  async function loadOlderPage(): Promise<void> {
    const last = pages.at(-1);
    await Promise.race([last?.settled, endings.ended]);
    const oldest = last?.oldest();
    if (exhausted || endings.isOver() || !oldest) return;
    const page = openOlder([startAfter(oldest)], pageSize);
    pages.push(page);
    await Promise.race([page.loaded, endings.ended]);
  }

  return {
    loadOlder: () => {
      loading ??= loadOlderPage().finally(() => {
        loading = undefined;
      });
      return loading;
    },
    stop: endings.stop,
  };
}

function shown(pages: readonly MessagePage[]): ChatMessage[] {
  // A page that lost a message takes in the next older one, which an older page may show as well: by id, each once.
  const entries = new Map<string, Entry>(pages.flatMap((page) => [...page.entries]));
  return [...entries.values()].sort(compareEntries).map((entry) => entry.message);
}

/** How many messages a full page lost without their being deleted: they are older than all that is in it. */
function countPushedOut(snapshot: QuerySnapshot<Message>, size: number): number {
  const bottom = snapshot.docs.at(-1)?.get('createdAt') as Timestamp | null | undefined;
  if (!bottom || snapshot.size < size) return 0;
  return snapshot
    .docChanges()
    .filter(({ type, doc }) => type === 'removed' && doc.get('createdAt') < bottom).length;
}
