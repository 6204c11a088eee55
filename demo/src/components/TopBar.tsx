import { Anchor, Group } from '@mantine/core';
import { Link } from 'react-router';
import { AccountMenu } from './AccountMenu.tsx';
import { Bell } from './notifications/Bell.tsx';
import { OfflineNote } from './OfflineNote.tsx';

export function TopBar() {
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Anchor component={Link} to="/" fw={700} size="lg" underline="never">
        <Group gap="xs" wrap="nowrap">
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span style={{ whiteSpace: 'nowrap' }}>firegroups</span>
        </Group>
      </Anchor>
      <OfflineNote />
      <Group gap="sm" wrap="nowrap">
        <Bell />
        <AccountMenu />
      </Group>
    </Group>
  );
}
