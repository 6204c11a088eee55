import { useCallback, useRef } from 'react';
import { watchChat, type Chat, type ChatHandle, type WatchObserver } from 'firegroups';
import { useFg } from './backend.ts';
import { useWatch, type Watched } from './useWatch.ts';

const PAGE_SIZE = 30;

/** A group's chat, live. `loadOlder` loads the page before the oldest message. */
export function useChat(groupId: string): Watched<Chat> & { loadOlder: () => void } {
  const fg = useFg();
  const handle = useRef<ChatHandle>(null);
  const open = useCallback(
    (observer: WatchObserver<Chat>) => {
      handle.current = watchChat(fg, groupId, { pageSize: PAGE_SIZE }, observer);
      return handle.current.stop;
    },
    [fg, groupId],
  );
  const loadOlder = useCallback(() => void handle.current?.loadOlder(), []);
  return { ...useWatch(open), loadOlder };
}
