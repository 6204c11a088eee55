import { ActionIcon, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { ArrowLeft } from 'lucide-react';
import { Link, NavLink } from 'react-router';
import type { JoinedGroup } from '../hooks/group.ts';
import { formatCount } from '../format.ts';
import { photoOfGroup } from '../photos.ts';
import styles from './GroupHeader.module.css';
import { Initials } from './Initials.tsx';

const SCREENS = [
  ['', 'Chat'],
  ['posts', 'Posts'],
  ['events', 'Events'],
  ['members', 'Members'],
  ['about', 'About'],
] as const;

/** A group's title, and the links to its screens. */
export function GroupHeader({ groupId, group }: JoinedGroup) {
  useDocumentTitle(`${group.title} · firegroups`);
  return (
    <div className={styles.header}>
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
        <Initials name={group.title} photo={photoOfGroup(group)} shape="group" size={40} />
        <Stack gap={0} miw={0}>
          <Title order={1} size="h4" lineClamp={1}>
            {group.title}
          </Title>
          <Text size="xs" c="dimmed">
            {formatCount(group.memberCount, 'member')} · {group.visibility}
          </Text>
        </Stack>
      </Group>
      <nav aria-label={group.title} className={styles.screens}>
        {SCREENS.map(([path, label]) => (
          <NavLink
            key={path}
            to={path ? `/groups/${groupId}/${path}` : `/groups/${groupId}`}
            end={path === ''}
            className={styles.screen!}
          >
            {label}
          </NavLink>
        ))}
      </nav>
    </div>
  );
}
