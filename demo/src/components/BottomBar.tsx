import { Indicator, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Bell, CircleUser, Compass, MessagesSquare } from 'lucide-react';
import { NavLink } from 'react-router';
import { useInbox } from '../hooks/inbox.ts';
import { useUnreadNotifications } from '../hooks/useUnreadNotifications.ts';
import styles from './BottomBar.module.css';

/** The main navigation on a phone. */
export function BottomBar() {
  const { state } = useInbox();
  const unreadMessages = state?.groups.some(({ unread }) => unread > 0) ? 1 : 0;
  const unreadNotifications = useUnreadNotifications();
  const items = [
    { to: '/', label: 'Groups', icon: MessagesSquare, count: unreadMessages },
    { to: '/browse', label: 'Browse', icon: Compass, count: 0 },
    { to: '/notifications', label: 'Notifications', icon: Bell, count: unreadNotifications },
    { to: '/settings', label: 'Settings', icon: CircleUser, count: 0 },
  ];
  return (
    <nav aria-label="Main" className={styles.bar}>
      {items.map(({ to, label, icon: Icon, count }) => (
        <UnstyledButton key={to} component={NavLink} to={to} end className={styles.item}>
          <Stack align="center" gap={2}>
            <Indicator disabled={count === 0} size={10} offset={2}>
              <Icon size={22} aria-hidden />
            </Indicator>
            <Text span size="xs">
              {label}
              {count > 0 && <VisuallyHidden>, new activity</VisuallyHidden>}
            </Text>
          </Stack>
        </UnstyledButton>
      ))}
    </nav>
  );
}
