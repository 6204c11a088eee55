import { Badge, Button, EmptyState, Skeleton, Stack } from '@mantine/core';
import { MessagesSquare, Plus } from 'lucide-react';
import { Link } from 'react-router';
import type { InboxGroup, MyGroup } from 'firegroups';
import { GroupCard } from '../components/GroupCard.tsx';
import { Page } from '../components/Page.tsx';
import { LoadError } from '../components/LoadError.tsx';
import { UnavailableOffline } from '../components/Unavailable.tsx';
import { UnreadBadge } from '../components/UnreadBadge.tsx';
import { useInbox } from '../hooks/inbox.ts';
import { useOnline } from '../hooks/useOnline.ts';
import { photoOfGroup } from '../photos.ts';

export function Component() {
  const { state: inbox, error } = useInbox();
  const isOnline = useOnline();
  const isLoading = !inbox && !error;
  return (
    <Page
      title="My groups"
      action={
        <Button component={Link} to="/new" leftSection={<Plus size={16} aria-hidden />}>
          New group
        </Button>
      }
    >
      {error && <LoadError error={error} />}
      {isLoading && isOnline && [1, 2, 3, 4].map((i) => <Skeleton key={i} h={76} mb="sm" />)}
      {/* The cache cannot tell that the user is in no group. */}
      {isLoading && !isOnline && <UnavailableOffline />}
      {inbox && inbox.groups.length + inbox.pending.length === 0 && <NoGroups />}
      <Stack gap="sm">
        {inbox?.pending.map((one) => (
          <PendingCard key={one.group.id} {...one} />
        ))}
        {inbox?.groups.map((one) => (
          <ChatCard key={one.group.id} {...one} />
        ))}
      </Stack>
    </Page>
  );
}

function NoGroups() {
  return (
    <EmptyState
      py="xl"
      variant="light"
      icon={<MessagesSquare aria-hidden />}
      title="You’re not in any groups yet"
      description="Browse public groups, or create your own."
    >
      <EmptyState.Actions>
        <Button component={Link} to="/browse" variant="default">
          Browse groups
        </Button>
        <Button component={Link} to="/new">
          New group
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}

function PendingCard({ group, membership: { status } }: MyGroup) {
  const label = status === 'pending_invite' ? 'Invited' : 'Requested';
  return <GroupCard group={group} badge={<Badge variant="light">{label}</Badge>} />;
}

function ChatCard({ group, lastMessage, unread }: InboxGroup) {
  return (
    <GroupCard
      group={group}
      photo={photoOfGroup(group)}
      lastMessage={lastMessage}
      badge={<UnreadBadge unread={unread} />}
    />
  );
}
