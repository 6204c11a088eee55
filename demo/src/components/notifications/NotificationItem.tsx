import { ActionIcon, Anchor, Box, Group, VisuallyHidden } from '@mantine/core';
import { X } from 'lucide-react';
import { Link } from 'react-router';
import { deleteNotification, markNotificationRead, type Notification } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { reportError } from '../../hooks/useAction.ts';
import { notificationPath, notificationText } from '../../notificationText.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { PersonPicture } from '../Person.tsx';
import styles from './NotificationItem.module.css';

/** A notification. Opening it marks it as read. */
export function NotificationItem(props: { notification: Notification; onOpen?: () => void }) {
  const { notification, onOpen } = props;
  const fg = useFg();
  const uid = useUid();
  const isUnread = notification.readAt === null;
  const open = () => {
    if (isUnread) markNotificationRead(fg, notification.id).catch(reportError);
    onOpen?.();
  };
  return (
    <Group className={styles.item} data-unread={isUnread || undefined} wrap="nowrap" gap="sm">
      <PersonPicture uid={notification.actorId} size={34} />
      <Box flex={1} miw={0}>
        <Anchor
          component={Link}
          to={notificationPath(notification, uid)}
          display="block"
          c="inherit"
          size="sm"
          fw={isUnread ? 600 : 400}
          onClick={open}
        >
          {isUnread && <VisuallyHidden>Unread: </VisuallyHidden>}
          {notificationText(notification)}
        </Anchor>
        <div>
          <RelativeTime time={notification.createdAt} />
        </div>
      </Box>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Delete notification"
        onClick={() => {
          deleteNotification(fg, notification.id).catch(reportError);
        }}
      >
        <X size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
