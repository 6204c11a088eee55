import { Menu } from '@mantine/core';
import { ExternalLink } from 'lucide-react';
import { useLocation } from 'react-router';
import { useAccount } from '../hooks/backend.ts';
import { useSamplePeople } from '../hooks/useSamplePeople.ts';
import { urlAsUser } from '../tabUser.ts';

/** Menu items that open this page in a new tab as another sample user. On the emulators only. */
export function OtherPeople() {
  const account = useAccount();
  const { pathname } = useLocation();
  const people = useSamplePeople();
  const others = people?.filter(({ email }) => email !== account?.email);
  if (!others?.length) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Open a tab as</Menu.Label>
      {others.slice(0, 4).map(({ email, name }) => (
        <Menu.Item
          key={email}
          component="a"
          href={urlAsUser(email, pathname)}
          target="_blank"
          rel="noopener"
          leftSection={<ExternalLink size={16} aria-hidden />}
        >
          {name}
        </Menu.Item>
      ))}
    </>
  );
}
