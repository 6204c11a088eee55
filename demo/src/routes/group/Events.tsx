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

export function Component() {
  const fg = useFg();
  const { groupId } = useGroup();
  // One time for all renders: with another one each time the query would be another one, too.
  const [now] = useState(() => new Date());
  const [which, setWhich] = useState('coming');
  const [isPlanning, planning] = useDisclosure();
  const from = which === 'coming' ? now : undefined;
  return (
    <Screen
      title="Events"
      action={
        <Button leftSection={<CalendarPlus size={16} aria-hidden />} onClick={planning.open}>
          Plan one
        </Button>
      }
    >
      <EventDialog
        title="Plan an event"
        submit="Plan it"
        opened={isPlanning}
        onClose={planning.close}
        send={(fields) => createEvent(fg, groupId, fields)}
      />
      <SegmentedControl
        mb="md"
        aria-label="Which events"
        data={[
          { value: 'coming', label: 'To come' },
          { value: 'all', label: 'All' },
        ]}
        value={which}
        onChange={setWhich}
      />
      <PagedList
        key={which}
        query={(page) => eventsQuery(fg, groupId, { from, ...page })}
        pageSize={10}
        height={130}
        item={(event) => <EventCard key={event.id} event={event} />}
        empty={
          <EmptyState
            py="xl"
            variant="light"
            icon={<CalendarX aria-hidden />}
            title={from ? 'Nothing is planned' : 'There has been no event yet'}
            description="Plan something, and everybody in the group is told."
          />
        }
      />
    </Screen>
  );
}
