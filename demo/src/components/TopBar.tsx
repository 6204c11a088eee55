import { Anchor, Group } from '@mantine/core';
import { Link } from 'react-router';
import { AccountMenu } from './AccountMenu.tsx';
import { Bell } from './notifications/Bell.tsx';

export function TopBar() {
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Anchor component={Link} to="/" fw={700} size="lg" underline="never">
        <Group gap="xs" wrap="nowrap">
          <img src="/icon.svg" alt="" width={28} height={28} />
          firegroups
        </Group>
      </Anchor>
      <Group gap="sm" wrap="nowrap">
        <Bell />
        <AccountMenu />
      </Group>
    </Group>
  );
}
