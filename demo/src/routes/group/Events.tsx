import { useState } from 'react';
import { Button, EmptyState, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { CalendarPlus, CalendarX } from 'lucide-react';
import { createEvent, eventsQuery } from 'firegroups';
import { EventCard } from '../../components/events/EventCard.tsx';
import { EventDialog } from '../../components/events/EventDialog.tsx';
import { PagedList } from '../../components/PagedList.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFg } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { serverNow } from '../../serverClock.ts';

export function Component() {
  const fg = useFg();
  const { groupId } = useGroup();
  // Fixed for all renders, because a new time would mean a new query.
  const [now] = useState(serverNow);
  const [filter, setFilter] = useState('upcoming');
  const [isPlanning, planning] = useDisclosure();
  const from = filter === 'upcoming' ? now : undefined;
  return (
    <Screen
      title="Events"
      action={
        <Button leftSection={<CalendarPlus size={16} aria-hidden />} onClick={planning.open}>
          Plan event
        </Button>
      }
    >
      <EventDialog
        title="Plan an event"
        submit="Create event"
        opened={isPlanning}
        onClose={planning.close}
        send={(fields) => createEvent(fg, groupId, fields)}
      />
      <SegmentedControl
        mb="md"
        aria-label="Filter events"
        data={[
          { value: 'upcoming', label: 'Upcoming' },
          { value: 'all', label: 'All' },
        ]}
        value={filter}
        onChange={setFilter}
      />
      <PagedList
        key={filter}
        query={(page) => eventsQuery(fg, groupId, { from, ...page })}
        pageSize={10}
        height={130}
        item={(event) => <EventCard key={event.id} event={event} />}
        empty={
          <EmptyState
            py="xl"
            variant="light"
            icon={<CalendarX aria-hidden />}
            title={from ? 'No upcoming events' : 'No events yet'}
            description="When you plan an event, all members are notified."
          />
        }
      />
    </Screen>
  );
}
