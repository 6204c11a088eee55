import { AppShell, Button, Group, NavLink, ScrollArea, Skeleton, Text } from '@mantine/core';
import { Compass, Plus } from 'lucide-react';
import { Link, NavLink as RouterNavLink } from 'react-router';
import { useInbox } from '../hooks/inbox.ts';
import { useOnline } from '../hooks/useOnline.ts';
import { photoOfGroup } from '../photos.ts';
import { Initials } from './Initials.tsx';
import { UnreadBadge } from './UnreadBadge.tsx';

/** The user's groups, on wide screens. */
export function Sidebar() {
  const { state } = useInbox();
  const isOnline = useOnline();
  const joined = state?.groups;
  return (
    <>
      <AppShell.Section p="sm">
        <Group grow gap="xs">
          <Button
            component={Link}
            to="/browse"
            variant="default"
            leftSection={<Compass size={16} aria-hidden />}
          >
            Browse
          </Button>
          <Button component={Link} to="/new" leftSection={<Plus size={16} aria-hidden />}>
            New
          </Button>
        </Group>
      </AppShell.Section>
      <AppShell.Section grow component={ScrollArea} px="xs" pb="sm">
        {!joined && isOnline && [1, 2, 3].map((i) => <Skeleton key={i} h={44} mb={6} />)}
        {joined?.map(({ group, unread }) => (
          <NavLink
            key={group.id}
            component={RouterNavLink}
            to={`/groups/${group.id}`}
            label={group.title}
            leftSection={
              <Initials name={group.title} photo={photoOfGroup(group)} shape="group" size={30} />
            }
            rightSection={<UnreadBadge unread={unread} />}
          />
        ))}
        {(joined ? joined.length === 0 : !isOnline) && (
          <Text size="sm" c="dimmed" p="sm">
            Your groups appear here.
          </Text>
        )}
      </AppShell.Section>
    </>
  );
}
