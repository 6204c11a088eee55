import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useMatch } from 'react-router';
import { useMyGroups } from '../hooks/myGroups.ts';
import { UnreadContext } from '../hooks/unread.ts';
import { useUnread } from '../hooks/useUnread.ts';

/** Counts the unread messages of each of the user's groups and provides the counts to its children. */
export function UnreadCounts({ children }: { children: ReactNode }) {
  const { state: groups = [] } = useMyGroups();
  // Messages in the open chat are marked as read at once.
  const openId = useMatch('/groups/:groupId')?.params.groupId;
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  const setCount = useCallback((groupId: string, count: number) => {
    setCounts((current) => new Map(current).set(groupId, count));
  }, []);
  return (
    <UnreadContext value={counts}>
      {groups
        .filter(({ group, membership }) => membership.status === 'joined' && group.id !== openId)
        .map(({ group }) => (
          <Counter key={group.id} groupId={group.id} setCount={setCount} />
        ))}
      {children}
    </UnreadContext>
  );
}

function Counter(props: { groupId: string; setCount: (groupId: string, count: number) => void }) {
  const { groupId, setCount } = props;
  const count = useUnread(groupId);
  useEffect(() => {
    setCount(groupId, count);
  }, [setCount, groupId, count]);
  useEffect(
    () => () => {
      setCount(groupId, 0);
    },
    [setCount, groupId],
  );
  return null;
}
