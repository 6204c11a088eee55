import { ActionIcon, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { ArrowLeft } from 'lucide-react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { JoinedGroup } from '../hooks/group.ts';
import { counted } from '../words.ts';
import { Initials } from './Initials.tsx';

const TABS = [
  ['', 'Chat'],
  ['posts', 'Posts'],
  ['events', 'Events'],
  ['members', 'Members'],
  ['about', 'About'],
] as const;

/** A group's name, and the way to its screens. */
export function GroupHeader({ groupId, group }: JoinedGroup) {
  useDocumentTitle(`${group.title} · firegroups`);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [, , , tab = ''] = pathname.split('/');
  return (
    <Stack gap="xs" px="md" pt="sm">
      <Group wrap="nowrap" gap="sm">
        <ActionIcon
          component={Link}
          to="/"
          variant="subtle"
          color="gray"
          size="lg"
          hiddenFrom="sm"
          aria-label="Back to my groups"
        >
          <ArrowLeft size={20} aria-hidden />
        </ActionIcon>
        <Initials name={group.title} shape="group" size={40} />
        <Stack gap={0} miw={0}>
          <Title order={1} size="h4" lineClamp={1}>
            {group.title}
          </Title>
          <Text size="xs" c="dimmed">
            {counted(group.memberCount, 'member')} · {group.visibility}
          </Text>
        </Stack>
      </Group>
      <Tabs
        value={tab}
        onChange={(to) => void navigate(`/groups/${groupId}/${to ?? ''}`)}
        aria-label="Screens of the group"
      >
        <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
          {TABS.map(([value, label]) => (
            <Tabs.Tab key={value} value={value} px={12}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
    </Stack>
  );
}
