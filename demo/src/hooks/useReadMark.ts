import { useCallback, useEffect, useRef } from 'react';
import { useDebouncedCallback, useDocumentVisibility } from '@mantine/hooks';
import { isFiregroupsError, markChatRead } from 'firegroups';
import { useFg } from './backend.ts';
import { reportError } from './useAction.ts';
import { useOnline } from './useOnline.ts';

/** A second: who gets ten messages at once marks once. */
const PAUSE = 1000;

/**
 * Marks a chat as read while it is looked at: at once when it opens, and some time after each new message, or when the chat is
 * left before. Not without a connection: sent later, the mark would take in what came meanwhile.
 */
export function useReadMark(groupId: string, newestId: string | undefined): void {
  const fg = useFg();
  const isVisible = useDocumentVisibility() === 'visible';
  const isOnline = useOnline();
  const hasOpened = useRef(false);
  const mark = useCallback(() => {
    markChatRead(fg, groupId).catch((error: unknown) => {
      // Who left because the membership or the session has ended is told elsewhere.
      const isOver = isFiregroupsError(error) && LEFT.includes(error.reason);
      if (!isOver) reportError(error);
    });
  }, [fg, groupId]);
  const markSoon = useDebouncedCallback(mark, { delay: PAUSE, flushOnUnmount: true });
  useEffect(() => {
    if (!newestId || !isVisible || !isOnline) return;
    if (hasOpened.current) markSoon();
    else mark();
    hasOpened.current = true;
  }, [mark, markSoon, newestId, isVisible, isOnline]);
}

const LEFT = ['permission-denied', 'unauthenticated'];
