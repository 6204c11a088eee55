import { Anchor, Card, Container, Skeleton, Stack, Text, Title } from '@mantine/core';
import { CalendarX } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { eventRef, votesQuery, type VoteChoice } from 'firegroups';
import { EventCard } from '../../components/events/EventCard.tsx';
import { Unavailable } from '../../components/Unavailable.tsx';
import { PagedList } from '../../components/PagedList.tsx';
import { PersonLine } from '../../components/Person.tsx';
import { LoadError } from '../../components/LoadError.tsx';
import { useFg } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { useDocumentState } from '../../hooks/useDocumentState.ts';

export function Component() {
  const fg = useFg();
  const { groupId } = useGroup();
  const { eventId = '' } = useParams();
  const event = useDocumentState(eventRef(fg, groupId, eventId));
  const { state } = event;
  return (
    <Container size="sm" py="md">
      <Stack>
        <Anchor component={Link} to={`/groups/${groupId}/events`} size="sm">
          All events
        </Anchor>
        {state === 'loading' && <Skeleton h={160} />}
        {state === 'failed' && <LoadError error={event.error} />}
        {(state === 'not-found' || state === 'offline') && (
          <Unavailable state={state} icon={CalendarX} title="This event no longer exists" />
        )}
        {state === 'loaded' && (
          <>
            <EventCard event={event.data} isDetail />
            <Voters eventId={eventId} choice="going" title="Going" empty="No one yet." />
            <Voters eventId={eventId} choice="not_going" title="Not going" empty="No one." />
          </>
        )}
      </Stack>
    </Container>
  );
}

function Voters(props: { eventId: string; choice: VoteChoice; title: string; empty: string }) {
  const { eventId, choice, title, empty } = props;
  const fg = useFg();
  const { groupId } = useGroup();
  return (
    <Card component="section" withBorder>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      <PagedList
        key={eventId}
        query={(page) => votesQuery(fg, groupId, eventId, { vote: choice, ...page })}
        pageSize={20}
        height={40}
        item={({ id, userId }) => <PersonLine key={id} uid={userId} />}
        empty={<Text c="dimmed">{empty}</Text>}
      />
    </Card>
  );
}
