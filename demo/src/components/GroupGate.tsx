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
import { formatCount } from '../format.ts';

type MembershipState = Exclude<Access['status'], 'joined'>;

/** What a user who is not a member sees of a group, and how they can join. */
export function GroupGate(props: {
  groupId: string;
  status: MembershipState;
  /** Undefined if the group is private and the user is neither invited nor waiting for approval. */
  group: GroupData | undefined;
}) {
  const { groupId, status, group } = props;
  const action = useAction();
  const title = group?.title ?? 'Private group';
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
            {formatCount(group.memberCount, 'member')} · {group.visibility}
          </Text>
        )}
        <EmptyState.Actions>
          <Group justify="center">
            <GateActions groupId={groupId} status={status} group={group} action={action} />
          </Group>
        </EmptyState.Actions>
      </EmptyState>
    </Container>
  );
}

function describe(status: MembershipState, group?: GroupData): { icon: LucideIcon; text: string } {
  switch (status) {
    case 'pending_invite':
      return { icon: Mail, text: 'You’re invited to this group.' };
    case 'pending_request':
      return { icon: Hourglass, text: 'Your request to join is waiting for approval.' };
    case 'banned':
      return { icon: Ban, text: 'You’re banned from this group.' };
    case 'none':
      if (!group)
        return { icon: Lock, text: 'Only members can see this group. You can ask to join.' };
      if (group.joinPolicy === 'open')
        return { icon: DoorOpen, text: 'Anyone can join this group.' };
      if (group.joinPolicy === 'approval')
        return { icon: DoorOpen, text: 'Ask to join, and an admin decides.' };
      return { icon: Lock, text: 'Only invited people can join this group.' };
  }
}

function GateActions(props: {
  groupId: string;
  status: MembershipState;
  group: GroupData | undefined;
  action: Action;
}) {
  const { groupId, status, group, action } = props;
  const fg = useFg();
  const loading = { loading: action.isRunning };
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
        <Button {...loading} onClick={() => void action.run(() => acceptInvite(fg, groupId))}>
          Accept invite
        </Button>
      </>
    );
  }
  if (status === 'pending_request') {
    return (
      <Button
        variant="default"
        {...loading}
        onClick={() => void action.run(() => withdrawRequest(fg, groupId))}
      >
        Withdraw request
      </Button>
    );
  }
  if (status === 'banned' || group?.joinPolicy === 'invite_only') return null;
  const join = async () => {
    try {
      await requestToJoin(fg, groupId);
    } catch (error) {
      if (isFiregroupsError(error, 'already-invited')) await acceptInvite(fg, groupId);
      // An admin let the user in meanwhile. The screen updates in a moment.
      else if (!isFiregroupsError(error, 'already-member')) throw error;
    }
  };
  return (
    <Button {...loading} onClick={() => void action.run(join)}>
      {group?.joinPolicy === 'open' ? 'Join' : 'Ask to join'}
    </Button>
  );
}
