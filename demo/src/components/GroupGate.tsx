import { Button, Container, EmptyState, Group, Text } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Ban, DoorOpen, Hourglass, Lock, Mail, type LucideIcon } from 'lucide-react';
import {
  acceptInvite,
  declineInvite,
  isFiregroupsError,
  requestToJoin,
  withdrawRequest,
  type Access,
  type Group as GroupData,
} from 'firegroups';
import { useFg } from '../hooks/backend.ts';
import { useAction, type Action } from '../hooks/useAction.ts';
import { counted } from '../words.ts';

type MembershipState = Exclude<Access['status'], 'joined'>;

/** What a group shows to who is not in it, and how they come in. */
export function GroupGate(props: {
  groupId: string;
  status: MembershipState;
  /** Absent where it is private: that shows to those who are invited or wait; of others' only the id is known. */
  group: GroupData | undefined;
}) {
  const { groupId, status, group } = props;
  const action = useAction();
  const title = group?.title ?? 'A private group';
  useDocumentTitle(`${title} · firegroups`);
  const { icon: Icon, text } = describe(status, group);
  return (
    <Container size="xs" py="xl">
      <EmptyState
        variant="light"
        icon={<Icon aria-hidden />}
        title={<h1 style={{ all: 'unset' }}>{title}</h1>}
        description={text}
      >
        {group?.description && (
          <Text className="text" ta="center">
            {group.description}
          </Text>
        )}
        {group && (
          <Text size="sm" c="dimmed">
            {counted(group.memberCount, 'member')} · {group.visibility}
          </Text>
        )}
        <EmptyState.Actions>
          <Group justify="center">
            <Doors groupId={groupId} status={status} group={group} action={action} />
          </Group>
        </EmptyState.Actions>
      </EmptyState>
    </Container>
  );
}

function describe(status: MembershipState, group?: GroupData): { icon: LucideIcon; text: string } {
  switch (status) {
    case 'pending_invite':
      return { icon: Mail, text: 'You are invited.' };
    case 'pending_request':
      return { icon: Hourglass, text: 'You have asked to join. The answer will show here.' };
    case 'banned':
      return { icon: Ban, text: 'This group does not let you in.' };
    case 'none':
      if (!group) return { icon: Lock, text: 'Its members alone see it. You can ask to join.' };
      if (group.joinPolicy === 'open') return { icon: DoorOpen, text: 'Everybody can join.' };
      if (group.joinPolicy === 'approval')
        return { icon: DoorOpen, text: 'Ask to join: its admins decide.' };
      return { icon: Lock, text: 'Only who is invited can join.' };
  }
}

/** The buttons. */
function Doors(props: {
  groupId: string;
  status: MembershipState;
  group: GroupData | undefined;
  action: Action;
}) {
  const { groupId, status, group, action } = props;
  const fg = useFg();
  const busy = { loading: action.isRunning };
  if (status === 'pending_invite') {
    return (
      <>
        <Button
          variant="default"
          disabled={action.isRunning}
          onClick={() => void action.run(() => declineInvite(fg, groupId))}
        >
          Decline
        </Button>
        <Button {...busy} onClick={() => void action.run(() => acceptInvite(fg, groupId))}>
          Accept the invite
        </Button>
      </>
    );
  }
  if (status === 'pending_request') {
    return (
      <Button
        variant="default"
        {...busy}
        onClick={() => void action.run(() => withdrawRequest(fg, groupId))}
      >
        Withdraw the request
      </Button>
    );
  }
  if (status === 'banned' || group?.joinPolicy === 'invite_only') return null;
  const join = async () => {
    try {
      await requestToJoin(fg, groupId);
    } catch (error) {
      if (isFiregroupsError(error, 'already-invited')) await acceptInvite(fg, groupId);
      // Somebody was faster; the screen shows it in a moment.
      else if (!isFiregroupsError(error, 'already-member')) throw error;
    }
  };
  return (
    <Button {...busy} onClick={() => void action.run(join)}>
      {group?.joinPolicy === 'open' ? 'Join' : 'Ask to join'}
    </Button>
  );
}
