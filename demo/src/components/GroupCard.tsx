import type { ReactNode } from 'react';
import { Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Group as GroupData } from 'firegroups';
import { formatCount } from '../format.ts';
import { Initials } from './Initials.tsx';

/** A group in a list, with a link to it. Pass the photo only if the user is a member, because nobody else may load it. */
export function GroupCard(props: {
  group: GroupData;
  photo?: string | undefined;
  badge?: ReactNode;
}) {
  const { group, photo, badge } = props;
  const { id, title, description, memberCount } = group;
  return (
    <Card component={Link} to={`/groups/${id}`} withBorder padding="sm">
      <Group wrap="nowrap">
        <Initials name={title} photo={photo} shape="group" size={48} />
        <Stack gap={0} flex={1} miw={0}>
          <Text fw={600} truncate>
            {title}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {[formatCount(memberCount, 'member'), description].filter(Boolean).join(' · ')}
          </Text>
        </Stack>
        {badge}
      </Group>
    </Card>
  );
}
