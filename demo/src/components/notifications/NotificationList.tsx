import { Button, EmptyState, Group } from '@mantine/core';
import { BellOff } from 'lucide-react';
import { markAllNotificationsRead, notificationsQuery } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { useAction } from '../../hooks/useAction.ts';
import { PagedList } from '../PagedList.tsx';
import { NotificationItem } from './NotificationItem.tsx';

/** The user's notifications, newest first. */
export function NotificationList({ onOpen }: { onOpen?: () => void }) {
  const fg = useFg();
  const { isRunning, run } = useAction();
  return (
    <>
      <Group justify="flex-end" mb="xs">
        <Button
          size="compact-sm"
          variant="subtle"
          loading={isRunning}
          onClick={() => void run(() => markAllNotificationsRead(fg))}
        >
          Mark all as read
        </Button>
      </Group>
      <PagedList
        query={(page) => notificationsQuery(fg, page)}
        pageSize={15}
        height={56}
        item={(notification) => (
          <NotificationItem
            key={notification.id}
            notification={notification}
            {...(onOpen && { onOpen })}
          />
        )}
        empty={
          <EmptyState
            py="lg"
            variant="light"
            icon={<BellOff aria-hidden />}
            title="No notifications yet"
            description="Invites, requests, events and comments appear here."
          />
        }
      />
    </>
  );
}
