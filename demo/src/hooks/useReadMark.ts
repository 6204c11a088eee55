import { useEffect, useRef } from 'react';
import { useDocumentVisibility } from '@mantine/hooks';
import { markRead } from 'firegroups';
import { useFg } from './backend.ts';
import { reportError } from './useAction.ts';

/** A second: who gets ten messages at once marks once. */
const PAUSE = 1000;

/** Marks a chat as read while it is looked at: at once when it opens, and some time after each new message. */
export function useReadMark(groupId: string, newestId: string | undefined): void {
  const fg = useFg();
  const isVisible = useDocumentVisibility() === 'visible';
  const hasOpened = useRef(false);
  useEffect(() => {
    if (!newestId || !isVisible) return;
    const pause = hasOpened.current ? PAUSE : 0;
    hasOpened.current = true;
    const mark = () => {
      markRead(fg, groupId).catch(reportError);
    };
    const timer = setTimeout(mark, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [fg, groupId, newestId, isVisible]);
}
