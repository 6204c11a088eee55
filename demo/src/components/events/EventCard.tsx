import { Anchor, Badge, Card, Group, Stack, Text } from '@mantine/core';
import { CalendarClock, MapPin } from 'lucide-react';
import { Link } from 'react-router';
import type { GroupEvent } from 'firegroups';
import { useGroup } from '../../hooks/group.ts';
import { formatEventTime } from '../../format.ts';
import { EventMenu } from './EventMenu.tsx';
import { VoteButtons } from './VoteButtons.tsx';

/** An event. In a list, its title links to the details. */
export function EventCard({ event, isDetail = false }: { event: GroupEvent; isDetail?: boolean }) {
  const { groupId } = useGroup();
  const { id, title, description, location, cancelledAt } = event;
  return (
    <Card component="article" withBorder>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          {isDetail ? (
            <Text fw={600} size="lg">
              {title}
            </Text>
          ) : (
            <Anchor component={Link} to={`/groups/${groupId}/events/${id}`} c="inherit" fw={600}>
              {title}
            </Anchor>
          )}
          <Group gap="xs" wrap="nowrap">
            {cancelledAt && <Badge color="danger">Canceled</Badge>}
            <EventMenu event={event} />
          </Group>
        </Group>
        <Group gap="md" c="dimmed">
          <Group gap={6} wrap="nowrap">
            <CalendarClock size={16} aria-hidden />
            <Text component="time" size="sm" dateTime={event.eventTime.toISOString()}>
              {formatEventTime(event.eventTime)}
            </Text>
          </Group>
          {location && (
            <Group gap={6} wrap="nowrap">
              <MapPin size={16} aria-hidden />
              <Text size="sm">{location}</Text>
            </Group>
          )}
        </Group>
        {isDetail && description && <Text className="text">{description}</Text>}
        <VoteButtons event={event} />
      </Stack>
    </Card>
  );
}
