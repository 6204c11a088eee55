import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical, Pencil, Reply, Trash2 } from 'lucide-react';
import { deleteMessage, type ChatMessage } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import { useConfirm } from '../Confirm.tsx';
import type { Draft } from './draft.ts';

/** The actions for a message: every member can reply, the author can edit, the author and admins can delete. */
export function MessageMenu(props: {
  groupId: string;
  message: ChatMessage;
  onDraft: (draft: Draft) => void;
}) {
  const { groupId, message, onDraft } = props;
  const fg = useFg();
  const isMine = message.authorId === useUid();
  const { isAdmin } = useGroup();
  const confirm = useConfirm();
  const remove = () => {
    deleteMessage(fg, groupId, message.id).catch(reportError);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Message options">
          <EllipsisVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Reply size={16} aria-hidden />}
          onClick={() => {
            onDraft({ kind: 'reply', message });
          }}
        >
          Reply
        </Menu.Item>
        {isMine && (
          <Menu.Item
            leftSection={<Pencil size={16} aria-hidden />}
            onClick={() => {
              onDraft({ kind: 'edit', message });
            }}
          >
            Edit
          </Menu.Item>
        )}
        {(isMine || isAdmin) && (
          <Menu.Item
            color="danger"
            leftSection={<Trash2 size={16} aria-hidden />}
            onClick={() => {
              confirm({ title: 'Delete this message?', label: 'Delete', act: remove });
            }}
          >
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
