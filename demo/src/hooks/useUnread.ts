import { useEffect, useState } from 'react';
import { useCollectionData, useDocumentData } from 'react-firebase-hooks/firestore';
import { countUnreadMessages, isFiregroupsError, messagesQuery, readMarkRef } from 'firegroups';
import { useFg, useUid } from './backend.ts';
import { reportError } from './useAction.ts';
import { useOnline } from './useOnline.ts';

/**
 * How many messages of a group's chat the user has not read, live: the newest message and the read mark are listened to, and
 * only where somebody else's message is newer than the mark the server is asked how many there are. Without a connection the
 * last count stays.
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
    const tell = (unread: number) => {
      if (isCurrent) setCount(unread);
    };
    countUnreadMessages(fg, groupId).then(tell, (error: unknown) => {
      // The connection may end meanwhile; who is no member any more is told elsewhere.
      const isExpected = isFiregroupsError(error) && error.reason !== 'invalid-argument';
      if (!isExpected) reportError(error);
    });
    return () => {
      isCurrent = false;
    };
  }, [fg, groupId, isRead, isLoading, isOnline, newestId, readAt]);
  return isRead ? 0 : count;
}
