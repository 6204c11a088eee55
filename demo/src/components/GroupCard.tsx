import type { ReactNode } from 'react';
import { Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Group as GroupData, LastMessage } from 'firegroups';
import { formatCount } from '../format.ts';
import { Initials } from './Initials.tsx';
import { RelativeTime } from './RelativeTime.tsx';

/** A group in a list, with a link to it. Pass the photo only if the user is a member, because nobody else may load it. */
export function GroupCard(props: {
  group: GroupData;
  photo?: string | undefined;
  /** Shown instead of the number of members and the description. */
  lastMessage?: LastMessage | null;
  badge?: ReactNode;
}) {
  const { group, photo, lastMessage, badge } = props;
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
            {lastMessage
              ? lineOf(lastMessage)
              : [formatCount(memberCount, 'member'), description].filter(Boolean).join(' · ')}
          </Text>
        </Stack>
        <Stack gap={4} align="flex-end">
          {lastMessage && <RelativeTime time={lastMessage.at} />}
          {badge}
        </Stack>
      </Group>
    </Card>
  );
}

const lineOf = ({ authorName, text, image }: LastMessage) =>
  `${authorName ?? 'Someone'}: ${text || (image ? 'a picture' : '')}`;
