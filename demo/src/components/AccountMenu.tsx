import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { CircleUser, LogOut, Settings } from 'lucide-react';
import { Link } from 'react-router';
import { useBackend, useUid } from '../hooks/backend.ts';
import { usePerson } from '../hooks/usePerson.ts';
import { useSignOut } from '../hooks/useSignOut.ts';
import { OtherPeople } from './OtherPeople.tsx';
import { PersonPicture } from './Person.tsx';

/** The menu with the signed-in user's name and account actions. */
export function AccountMenu() {
  const uid = useUid();
  const { emulators } = useBackend();
  const { name } = usePerson(uid);
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton>
          <VisuallyHidden>Account menu: {name}</VisuallyHidden>
          <PersonPicture uid={uid} size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item
          component={Link}
          to={`/people/${uid}`}
          leftSection={<CircleUser size={16} aria-hidden />}
        >
          My profile
        </Menu.Item>
        <Menu.Item component={Link} to="/settings" leftSection={<Settings size={16} aria-hidden />}>
          Settings
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={signOut}>
          Sign out
        </Menu.Item>
        {emulators && <OtherPeople />}
      </Menu.Dropdown>
    </Menu>
  );
}
