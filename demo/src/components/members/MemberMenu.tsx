import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import { banUser, removeMember, setRole, transferOwnership, type Member } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import { useConfirm } from '../Confirm.tsx';

/**
 * What staff can do with a member: the creator everything, an admin what concerns plain members. Who is invited or asks can be
 * banned.
 */
export function MemberMenu({ member }: { member: Member }) {
  const fg = useFg();
  const { groupId, role: ownRole } = useGroup();
  const { userId, role, status } = member;
  const isIn = status === 'joined';
  const { name } = usePerson(userId);
  const isSelf = userId === useUid();
  const confirm = useConfirm();
  const isCreator = ownRole === 'creator';
  const outranks = isCreator || (ownRole === 'admin' && role === 'member');
  if (isSelf || !outranks) return null;

  const doing = (act: () => Promise<void>) => () => {
    act().catch(reportError);
  };
  const remove = doing(() => removeMember(fg, groupId, userId));
  const ban = doing(() => banUser(fg, groupId, userId));
  const transfer = doing(() => transferOwnership(fg, groupId, userId));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`What to do with ${name}`}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isCreator && isIn && role === 'member' && (
          <Menu.Item onClick={doing(() => setRole(fg, groupId, userId, 'admin'))}>
            Make an admin
          </Menu.Item>
        )}
        {isCreator && isIn && role === 'admin' && (
          <Menu.Item onClick={doing(() => setRole(fg, groupId, userId, 'member'))}>
            Make a plain member
          </Menu.Item>
        )}
        {isCreator && isIn && (
          <Menu.Item
            onClick={() => {
              confirm({
                title: `Hand the group over to ${name}?`,
                text: 'They become its creator, and you an admin.',
                label: 'Hand over',
                act: transfer,
              });
            }}
          >
            Hand the group over
          </Menu.Item>
        )}
        {isIn && (
          <Menu.Item
            color="danger"
            onClick={() => {
              confirm({
                title: `Remove ${name}?`,
                text: 'They see nothing of the group any more, and may ask to join again.',
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
              text: isIn
                ? 'They are removed, and cannot come back until the ban is lifted.'
                : 'They cannot come in until the ban is lifted.',
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
