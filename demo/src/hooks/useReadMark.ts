import { useCallback, useEffect, useRef } from 'react';
import { useDebouncedCallback, useDocumentVisibility } from '@mantine/hooks';
import { isFiregroupsError, markChatRead } from 'firegroups';
import { useFg } from './backend.ts';
import { reportError } from './useAction.ts';
import { useOnline } from './useOnline.ts';

/** In milliseconds. Ten messages at once cause one write. */
const DEBOUNCE = 1000;

/**
 * Marks a chat as read while the user looks at it: when it opens, shortly after each new message, and when the user leaves. Not
 * while offline: the mark would be sent later, and cover messages that arrived in the meantime.
 */
export function useReadMark(groupId: string, newestId: string | undefined): void {
  const fg = useFg();
  const isVisible = useDocumentVisibility() === 'visible';
  const isOnline = useOnline();
  const hasOpened = useRef(false);
  const mark = useCallback(() => {
    markChatRead(fg, groupId).catch((error: unknown) => {
      // If the membership or the session has just ended, other components say so.
      const hasEnded = isFiregroupsError(error) && ENDED.includes(error.reason);
      if (!hasEnded) reportError(error);
    });
  }, [fg, groupId]);
  const markSoon = useDebouncedCallback(mark, { delay: DEBOUNCE, flushOnUnmount: true });
  useEffect(() => {
    if (!newestId || !isVisible || !isOnline) return;
    if (hasOpened.current) markSoon();
    else mark();
    hasOpened.current = true;
  }, [mark, markSoon, newestId, isVisible, isOnline]);
}

const ENDED = ['permission-denied', 'unauthenticated'];
