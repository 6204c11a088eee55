/**
 * The chat of a group as a sequence of events, by the SDK's own watch. A module of its own, with the full Firestore SDK: an
 * instance loads it with the first stream.
 */
import { FiregroupsError, watchChat, type Chat } from 'firegroups';
import { openSession } from '../session.ts';
import type { Caller } from '../authenticate.ts';
import { ChatDiff, type ChatEvent } from './diff.ts';

/** How many messages are shown at first; a resumed stream loads as many at a time. */
const PAGE = 50;
/** The most that a resumed stream goes back, in pages. */
const MOST_PAGES = 20;
/** How long the chat may take to load, in milliseconds. */
const PATIENCE = 30_000;

export interface ChatRequest {
  groupId: string;
  lastEventId: string | undefined;
  /** After how many milliseconds without an event there is a heartbeat. */
  heartbeat: number;
  /** Ends the sequence. */
  signal: AbortSignal;
}

/**
 * The events of a chat, and null for a heartbeat. The first one comes when the chat has loaded; it throws a FiregroupsError
 * instead where the caller may not see it. It ends with the membership and with the token, which it tells, and with the
 * signal. It asks for no more than is taken: what happens meanwhile is told as it is then.
 */
export async function* chatEvents(
  caller: Caller,
  { groupId, lastEventId, heartbeat, signal }: ChatRequest,
): AsyncGenerator<ChatEvent | { id: string } | null, void> {
  const { fg, releaseSession } = openSession(caller);
  const telling = new ChatDiff(lastEventId);
  let chat: Chat | undefined;
  let told: Chat | undefined;
  let end: Pick<FiregroupsError, 'reason'> | undefined;
  let wake = () => {};

  const isNews = () => signal.aborted || end !== undefined || chat !== told;
  /** Waits for something new, and says whether there is. */
  const news = async (patience: number): Promise<boolean> => {
    if (isNews()) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return isNews();
  };

  const stop = () => {
    watch?.stop();
    wake();
  };
  const expiry = setTimeout(() => {
    end ??= { reason: 'unauthenticated' };
    stop();
  }, +caller.expiresAt - Date.now());
  signal.addEventListener('abort', stop);
  let watch: ReturnType<typeof watchChat> | undefined;
  try {
    let refused: FiregroupsError | undefined;
    watch = watchChat(
      fg,
      groupId,
      { pageSize: PAGE },
      {
        next: (state) => {
          chat = state;
          wake();
        },
        error: (error) => {
          refused ??= error;
          end ??= error;
          wake();
        },
      },
    );
    if (!(await news(PATIENCE))) throw new FiregroupsError('unavailable');
    if (refused && !chat) throw refused;
    for (let pages = 1; pages < MOST_PAGES && !isOver(); pages++) {
      if (telling.reachesBack(chat!)) break;
      await watch.loadOlder();
    }
    // An id without an event: a stream that is cut while the chat is empty goes on from here.
    if (chat?.messages.length === 0 && !isOver()) yield { id: telling.id };
    while (!signal.aborted) {
      if (end) {
        yield { event: 'end', data: { reason: end.reason } };
        return;
      }
      if (chat !== told) {
        told = chat;
        for (const event of telling.tell(chat!)) {
          yield event;
          if (isOver()) break;
        }
      } else if (!(await news(heartbeat))) {
        yield null;
      }
    }
  } finally {
    clearTimeout(expiry);
    signal.removeEventListener('abort', stop);
    watch?.stop();
    await releaseSession();
  }

  function isOver(): boolean {
    return signal.aborted || end !== undefined;
  }
}
