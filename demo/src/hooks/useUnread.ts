import { useEffect, useState } from 'react';
import { useCollectionData, useDocumentData } from 'react-firebase-hooks/firestore';
import { countUnreadMessages, isFiregroupsError, messagesQuery, readMarkRef } from 'firegroups';
import { useFg, useUid } from './backend.ts';
import { reportError } from './useAction.ts';
import { useOnline } from './useOnline.ts';

/**
 * The number of unread messages in a group's chat, live. Listens to the newest message and the user's read mark, and asks the
 * server for the count only if someone else's message is newer than the mark. Keeps the last count while offline.
 */
export function useUnread(groupId: string): number {
  const fg = useFg();
  const uid = useUid();
  const isOnline = useOnline();
  const [messages] = useCollectionData(messagesQuery(fg, groupId, { limit: 1 }));
  const [mark, isLoading] = useDocumentData(readMarkRef(fg, groupId));
  const [count, setCount] = useState(0);
  const newest = messages?.[0];
  const isRead =
    !newest || newest.authorId === uid || (mark && mark.lastReadAt >= newest.createdAt);
  const newestId = newest?.id;
  const readAt = mark?.lastReadAt.getTime();
  useEffect(() => {
    if (isRead || isLoading || !isOnline) return;
    let isCurrent = true;
    const update = (unread: number) => {
      if (isCurrent) setCount(unread);
    };
    countUnreadMessages(fg, groupId).then(update, (error: unknown) => {
      // The connection or the membership may have just ended. Other components say so.
      const isExpected = isFiregroupsError(error) && error.reason !== 'invalid-argument';
      if (!isExpected) reportError(error);
    });
    return () => {
      isCurrent = false;
    };
  }, [fg, groupId, isRead, isLoading, isOnline, newestId, readAt]);
  return isRead ? 0 : count;
}
