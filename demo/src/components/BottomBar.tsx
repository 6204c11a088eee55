import { Stack, Text, UnstyledButton } from '@mantine/core';
import { Bell, CircleUser, Compass, MessagesSquare, type LucideIcon } from 'lucide-react';
import { NavLink } from 'react-router';
import styles from './BottomBar.module.css';

const PLACES: { to: string; label: string; icon: LucideIcon }[] = [
  { to: '/', label: 'Groups', icon: MessagesSquare },
  { to: '/browse', label: 'Browse', icon: Compass },
  { to: '/notifications', label: 'News', icon: Bell },
  { to: '/settings', label: 'Me', icon: CircleUser },
];

/** The way about on a phone. */
export function BottomBar() {
  return (
    <nav aria-label="Main" className={styles.bar}>
      {PLACES.map(({ to, label, icon: Icon }) => (
        <UnstyledButton key={to} component={NavLink} to={to} end className={styles.place}>
          <Stack align="center" gap={2}>
            <Icon size={22} aria-hidden />
            <Text span size="xs">
              {label}
            </Text>
          </Stack>
        </UnstyledButton>
      ))}
    </nav>
  );
}
