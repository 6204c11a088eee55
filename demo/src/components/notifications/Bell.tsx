import { ActionIcon, Indicator, Popover, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Bell as BellIcon } from 'lucide-react';
import { useUnreadNotifications } from '../../hooks/useUnreadNotifications.ts';
import { NotificationList } from './NotificationList.tsx';

/** The bell with the number of unread notifications. Opens the list. */
export function Bell() {
  const unread = useUnreadNotifications();
  const [isOpen, { toggle, close }] = useDisclosure();
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => {
        if (!opened) close();
      }}
      position="bottom-end"
      width={360}
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <Indicator disabled={unread === 0} label={unread > 9 ? '9+' : unread} size={18} offset={4}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={38}
            onClick={toggle}
            aria-expanded={isOpen}
            aria-label={unread ? `Notifications, ${unread} unread` : 'Notifications'}
          >
            <BellIcon size={22} aria-hidden />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Notifications">
        <Text component="h2" fw={600}>
          Notifications
        </Text>
        <ScrollArea.Autosize mah="60vh">
          <NotificationList onOpen={close} />
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
