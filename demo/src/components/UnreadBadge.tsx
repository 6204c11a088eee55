import { Badge, VisuallyHidden } from '@mantine/core';
import { useUnreadOf } from '../hooks/unread.ts';
import { formatCount } from '../format.ts';

/** The number of unread messages in a group. Shows nothing if there are none. */
export function UnreadBadge({ groupId }: { groupId: string }) {
  const unread = useUnreadOf(groupId);
  if (unread === 0) return null;
  return (
    <Badge size="md" circle={unread < 10}>
      <span aria-hidden>{unread < 100 ? unread : '99+'}</span>
      <VisuallyHidden>{formatCount(unread, 'unread message')}</VisuallyHidden>
    </Badge>
  );
}
