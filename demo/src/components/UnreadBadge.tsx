import { Badge, VisuallyHidden } from '@mantine/core';
import { LIMITS } from 'firegroups';
import { formatCount } from '../format.ts';

/** The number of unread messages in a group. Shows nothing if there are none. */
export function UnreadBadge({ unread }: { unread: number }) {
  if (unread === 0) return null;
  const isMore = unread === LIMITS.summaryMessages;
  return (
    <Badge size="md" circle={unread < 10}>
      <span aria-hidden>{isMore ? `${unread}+` : unread}</span>
      <VisuallyHidden>
        {isMore ? `${unread} or more unread messages` : formatCount(unread, 'unread message')}
      </VisuallyHidden>
    </Badge>
  );
}
