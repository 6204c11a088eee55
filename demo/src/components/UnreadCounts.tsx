import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useMatch } from 'react-router';
import { useMyGroups } from '../hooks/myGroups.ts';
import { UnreadContext } from '../hooks/unread.ts';
import { useUnread } from '../hooks/useUnread.ts';

/** Counts what waits to be read in each of the user's groups, for everything inside. */
export function UnreadCounts({ children }: { children: ReactNode }) {
  const { state: groups = [] } = useMyGroups();
  // What comes into the chat that is open is read the next moment.
  const openId = useMatch('/groups/:groupId')?.params.groupId;
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  const tell = useCallback((groupId: string, count: number) => {
    setCounts((before) => new Map(before).set(groupId, count));
  }, []);
  return (
    <UnreadContext value={counts}>
      {groups
        .filter(({ group, membership }) => membership.status === 'joined' && group.id !== openId)
        .map(({ group }) => (
          <Counter key={group.id} groupId={group.id} tell={tell} />
        ))}
      {children}
    </UnreadContext>
  );
}

function Counter(props: { groupId: string; tell: (groupId: string, count: number) => void }) {
  const { groupId, tell } = props;
  const count = useUnread(groupId);
  useEffect(() => {
    tell(groupId, count);
  }, [tell, groupId, count]);
  useEffect(
    () => () => {
      tell(groupId, 0);
    },
    [tell, groupId],
  );
  return null;
}
