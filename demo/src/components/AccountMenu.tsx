import { Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { LogOut } from 'lucide-react';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import { userRef } from 'firegroups';
import { useFg, useUid } from '../hooks/backend.ts';
import { useSignOut } from '../hooks/useSignOut.ts';
import { Initials } from './Initials.tsx';

/** Who one is here, and what concerns the account. */
export function AccountMenu() {
  const fg = useFg();
  const uid = useUid();
  const [profile] = useDocumentData(userRef(fg, uid));
  const signOut = useSignOut();
  const name = profile?.displayName ?? '';
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${name}`}>
          <Initials name={name} photoURL={profile?.photoURL} size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Group px="sm" py={6}>
          <Text fw={600} size="sm" truncate>
            {name}
          </Text>
        </Group>
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
