import { useState } from 'react';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import {
  LIMITS,
  approveRequest,
  inviteUser,
  isFiregroupsError,
  memberRef,
  usersQuery,
  type MemberStatus,
  type User,
} from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { useAction } from '../../hooks/useAction.ts';
import { useSearch } from '../../hooks/useSearch.ts';
import { Dialog } from '../Dialog.tsx';
import { PagedList } from '../PagedList.tsx';
import { PersonLine } from '../Person.tsx';

/** Searches for users by the beginning of their name, and invites them. */
export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const fg = useFg();
  const [typed, setTyped] = useState('');
  const search = useSearch(typed, LIMITS.displayName);
  return (
    <Dialog opened={opened} onClose={onClose} title="Invite people">
      <Stack mih={280}>
        <TextInput
          type="search"
          data-autofocus
          aria-label="Name starts with"
          placeholder="Name starts with…"
          leftSection={<Search size={16} aria-hidden />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        {search && (
          <PagedList
            key={search}
            query={(page) => usersQuery(fg, { search, ...page })}
            pageSize={10}
            height={44}
            item={(person) => <SearchResult key={person.id} person={person} />}
            empty={<Text c="dimmed">No names start with this.</Text>}
          />
        )}
      </Stack>
    </Dialog>
  );
}

const MEMBERSHIP_STATES: Record<MemberStatus, string> = {
  joined: 'Member',
  pending_invite: 'Invited',
  pending_request: 'Requested',
  banned: 'Banned',
};

function SearchResult({ person }: { person: User }) {
  const fg = useFg();
  const { groupId, isAdmin } = useGroup();
  const [member, isLoading] = useDocumentData(memberRef(fg, groupId, person.id));
  const { isRunning, run } = useAction();
  // An admin who invites a user who has asked to join approves the request.
  const canInvite = !member || (member.status === 'pending_request' && isAdmin);
  const invite = async () => {
    try {
      await inviteUser(fg, groupId, person.id);
    } catch (error) {
      if (!isAdmin || !isFiregroupsError(error, 'already-requested')) throw error;
      await approveRequest(fg, groupId, person.id);
    }
  };
  return (
    <PersonLine
      uid={person.id}
      action={
        canInvite ? (
          <Button
            size="xs"
            loading={isRunning}
            disabled={isLoading}
            onClick={() => void run(invite)}
          >
            Invite
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {MEMBERSHIP_STATES[member.status]}
          </Text>
        )
      }
    />
  );
}
