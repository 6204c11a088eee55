import { Button, Group } from '@mantine/core';
import { approveRequest, rejectRequest, revokeInvite, unbanUser, type Member } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { useAction } from '../../hooks/useAction.ts';
import { MemberItem } from './MemberItem.tsx';
import { MemberMenu } from './MemberMenu.tsx';

/** A row for a user who asked to join, is invited or is banned, with the buttons to answer. */
export function NonMemberItem({ member }: { member: Member }) {
  const fg = useFg();
  const uid = useUid();
  const { groupId, isAdmin } = useGroup();
  const { isRunning, run } = useAction();
  const { userId, status, invitedBy } = member;
  const button = (label: string, act: () => Promise<void>, variant = 'default') => (
    <Button size="xs" variant={variant} disabled={isRunning} onClick={() => void run(act)}>
      {label}
    </Button>
  );
  return (
    <MemberItem
      member={member}
      action={
        <Group gap="xs" wrap="nowrap">
          {status === 'pending_request' && isAdmin && (
            <>
              {button('Reject', () => rejectRequest(fg, groupId, userId))}
              {button('Approve', () => approveRequest(fg, groupId, userId), 'filled')}
            </>
          )}
          {status === 'pending_invite' &&
            (isAdmin || invitedBy === uid) &&
            button('Revoke', () => revokeInvite(fg, groupId, userId))}
          {status === 'banned' && button('Unban', () => unbanUser(fg, groupId, userId))}
          {status !== 'banned' && <MemberMenu member={member} />}
        </Group>
      }
    />
  );
}
