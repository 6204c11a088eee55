import { Anchor, Card, Container, Skeleton, Stack, Text, Title } from '@mantine/core';
import { CalendarX } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { eventRef, votesQuery, type VoteChoice } from 'firegroups';
import { EventCard } from '../../components/events/EventCard.tsx';
import { Missing } from '../../components/Missing.tsx';
import { PagedList } from '../../components/PagedList.tsx';
import { PersonLine } from '../../components/Person.tsx';
import { Failed } from '../../components/Problem.tsx';
import { useFg } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { useFound } from '../../hooks/useFound.ts';

export function Component() {
  const fg = useFg();
  const { groupId } = useGroup();
  const { eventId = '' } = useParams();
  const found = useFound(eventRef(fg, groupId, eventId));
  const { state } = found;
  return (
    <Container size="sm" py="md">
      <Stack>
        <Anchor component={Link} to={`/groups/${groupId}/events`} size="sm">
          All events
        </Anchor>
        {state === 'loading' && <Skeleton h={160} />}
        {state === 'failed' && <Failed error={found.error} />}
        {(state === 'gone' || state === 'not kept') && (
          <Missing state={state} icon={CalendarX} title="This event is not there any more" />
        )}
        {state === 'there' && (
          <>
            <EventCard event={found.data} isAlone />
            <Voters eventId={eventId} choice="going" title="Going" nobody="Nobody yet." />
            <Voters eventId={eventId} choice="not_going" title="Not going" nobody="Nobody." />
          </>
        )}
      </Stack>
    </Container>
  );
}

function Voters(props: { eventId: string; choice: VoteChoice; title: string; nobody: string }) {
  const { eventId, choice, title, nobody } = props;
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
        empty={<Text c="dimmed">{nobody}</Text>}
      />
    </Card>
  );
}
