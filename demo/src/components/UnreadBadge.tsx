import { Badge, VisuallyHidden } from '@mantine/core';
import { useUnreadOf } from '../hooks/unread.ts';
import { counted } from '../words.ts';

/** How many messages of a group wait to be read; nothing where none do. */
export function UnreadBadge({ groupId }: { groupId: string }) {
  const unread = useUnreadOf(groupId);
  if (unread === 0) return null;
  return (
    <Badge size="md" circle={unread < 10}>
      <span aria-hidden>{unread < 100 ? unread : '99+'}</span>
      <VisuallyHidden>{counted(unread, 'unread message')}</VisuallyHidden>
    </Badge>
  );
}
