/** A group's chat as a sequence of events, from the SDK's own watch. */
import { FiregroupsError, watchChat, type Chat } from 'firegroups';
import { openSession } from '../session.ts';
import type { Caller } from '../authenticate.ts';
import { ChatDiff, type ChatEvent } from './diff.ts';
import { countStream } from './openStreams.ts';

/** How many messages a stream begins with. A resumed stream loads as many at a time. */
const PAGE_SIZE = 50;
/** How far back a resumed stream goes, in pages. */
const MAX_PAGES = 20;
/** How long the chat may take to load, in milliseconds. */
const LOAD_TIMEOUT = 30_000;

export interface ChatRequest {
  groupId: string;
  lastEventId: string | undefined;
  /** A heartbeat is sent after this many milliseconds without an event. */
  heartbeat: number;
  /** Ends the sequence when it is aborted. */
  signal: AbortSignal;
}

/**
 * Yields the events of a chat, and null for a heartbeat. The first one comes when the chat has loaded. The sequence ends with
 * an `end` event when the membership ends or the token expires, and silently when the signal is aborted. A reader that takes
 * events slowly gets the latest state, not every state in between.
 *
 * @throws FiregroupsError if the caller may not read the chat. HttpError 429 if the caller has too many streams.
 */
export async function* chatEvents(
  caller: Caller,
  { groupId, lastEventId, heartbeat, signal }: ChatRequest,
): AsyncGenerator<ChatEvent | { id: string } | null, void> {
  const uncountStream = countStream(caller.uid);
  const { fg, releaseSession } = openSession(caller);
  const diff = new ChatDiff(lastEventId);
  let chat: Chat | undefined;
  let emitted: Chat | undefined;
  let end: Pick<FiregroupsError, 'reason'> | undefined;
  let wake = () => {};

  const hasChanged = () => signal.aborted || end !== undefined || chat !== emitted;
  /** Waits for a change, and returns whether there is one. */
  const change = async (timeout: number): Promise<boolean> => {
    if (hasChanged()) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeout);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return hasChanged();
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
      { pageSize: PAGE_SIZE },
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
    if (!(await change(LOAD_TIMEOUT))) throw new FiregroupsError('unavailable');
    if (refused && !chat) throw refused;
    for (let pages = 1; pages < MAX_PAGES && !isOver(); pages++) {
      if (diff.reachesBack(chat!)) break;
      await watch.loadOlder();
    }
    // An id without an event, so that a stream that is disconnected while the chat is empty can resume.
    if (chat?.messages.length === 0 && !isOver()) yield { id: diff.id };
    while (!signal.aborted) {
      if (end) {
        yield { event: 'end', data: { reason: end.reason } };
        return;
      }
      if (chat !== emitted) {
        emitted = chat;
        for (const event of diff.next(chat!)) {
          yield event;
          if (isOver()) break;
        }
      } else if (!(await change(heartbeat))) {
        yield null;
      }
    }
  } finally {
    clearTimeout(expiry);
    signal.removeEventListener('abort', stop);
    watch?.stop();
    uncountStream();
    await releaseSession();
  }

  function isOver(): boolean {
    return signal.aborted || end !== undefined;
  }
}
