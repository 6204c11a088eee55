import { Menu } from '@mantine/core';
import { ExternalLink } from 'lucide-react';
import { useLocation } from 'react-router';
import { useAccount } from '../hooks/backend.ts';
import { useSamplePeople } from '../hooks/useSamplePeople.ts';
import { addressFor } from '../persons.ts';

/** Opens the same page once more as somebody else, so that two people can talk on one screen. On the emulators alone. */
export function OtherPeople() {
  const account = useAccount();
  const { pathname } = useLocation();
  const people = useSamplePeople();
  const others = people?.filter(({ email }) => email !== account?.email);
  if (!others?.length) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>In another tab, be</Menu.Label>
      {others.slice(0, 4).map(({ email, name }) => (
        <Menu.Item
          key={email}
          component="a"
          href={addressFor(email, pathname)}
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
