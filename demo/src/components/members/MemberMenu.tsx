import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import { banUser, removeMember, setRole, transferOwnership, type Member } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import { useConfirm } from '../Confirm.tsx';

/**
 * The actions for a member. The creator can do everything; an admin can act on plain members. Users who are invited or waiting
 * for approval can be banned.
 */
export function MemberMenu({ member }: { member: Member }) {
  const fg = useFg();
  const { groupId, role: ownRole } = useGroup();
  const { userId, role, status } = member;
  const isJoined = status === 'joined';
  const { name } = usePerson(userId);
  const isSelf = userId === useUid();
  const confirm = useConfirm();
  const isCreator = ownRole === 'creator';
  const outranks = isCreator || (ownRole === 'admin' && role === 'member');
  if (isSelf || !outranks) return null;

  const handler = (act: () => Promise<void>) => () => {
    act().catch(reportError);
  };
  const remove = handler(() => removeMember(fg, groupId, userId));
  const ban = handler(() => banUser(fg, groupId, userId));
  const transfer = handler(() => transferOwnership(fg, groupId, userId));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Options for ${name}`}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isCreator && isJoined && role === 'member' && (
          <Menu.Item onClick={handler(() => setRole(fg, groupId, userId, 'admin'))}>
            Make admin
          </Menu.Item>
        )}
        {isCreator && isJoined && role === 'admin' && (
          <Menu.Item onClick={handler(() => setRole(fg, groupId, userId, 'member'))}>
            Remove as admin
          </Menu.Item>
        )}
        {isCreator && isJoined && (
          <Menu.Item
            onClick={() => {
              confirm({
                title: `Transfer ownership to ${name}?`,
                text: 'They become the creator of the group, and you become an admin.',
                label: 'Transfer',
                act: transfer,
              });
            }}
          >
            Transfer ownership
          </Menu.Item>
        )}
        {isJoined && (
          <Menu.Item
            color="danger"
            onClick={() => {
              confirm({
                title: `Remove ${name}?`,
                text: 'They lose access to the group. They can ask to join again.',
                label: 'Remove',
                act: remove,
              });
            }}
          >
            Remove
          </Menu.Item>
        )}
        <Menu.Item
          color="danger"
          onClick={() => {
            confirm({
              title: `Ban ${name}?`,
              text: isJoined
                ? 'They lose access to the group and can’t rejoin until they are unbanned.'
                : 'They can’t join until they are unbanned.',
              label: 'Ban',
              act: ban,
            });
          }}
        >
          Ban
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
