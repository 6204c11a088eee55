import { Indicator, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Bell, CircleUser, Compass, MessagesSquare } from 'lucide-react';
import { NavLink } from 'react-router';
import { useUnreadInAll } from '../hooks/unread.ts';
import { useUnreadNotifications } from '../hooks/useUnreadNotifications.ts';
import styles from './BottomBar.module.css';

/** The way about on a phone. */
export function BottomBar() {
  const unread = useUnreadInAll();
  const news = useUnreadNotifications();
  const places = [
    { to: '/', label: 'Groups', icon: MessagesSquare, waiting: unread },
    { to: '/browse', label: 'Browse', icon: Compass, waiting: 0 },
    { to: '/notifications', label: 'News', icon: Bell, waiting: news },
    { to: '/settings', label: 'Me', icon: CircleUser, waiting: 0 },
  ];
  return (
    <nav aria-label="Main" className={styles.bar}>
      {places.map(({ to, label, icon: Icon, waiting }) => (
        <UnstyledButton key={to} component={NavLink} to={to} end className={styles.place}>
          <Stack align="center" gap={2}>
            <Indicator disabled={waiting === 0} size={10} offset={2}>
              <Icon size={22} aria-hidden />
            </Indicator>
            <Text span size="xs">
              {label}
              {waiting > 0 && <VisuallyHidden>, something new</VisuallyHidden>}
            </Text>
          </Stack>
        </UnstyledButton>
      ))}
    </nav>
  );
}
