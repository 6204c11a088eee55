import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { EllipsisVertical } from 'lucide-react';
import { cancelEvent, deleteEvent, updateEvent, type GroupEvent } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import { useConfirm } from '../Confirm.tsx';
import { EventDialog } from './EventDialog.tsx';

/** What the event's creator and staff can do with it. */
export function EventMenu({ event }: { event: GroupEvent }) {
  const fg = useFg();
  const uid = useUid();
  const { groupId, isAdmin } = useGroup();
  const [isEditing, editing] = useDisclosure();
  const confirm = useConfirm();
  if (event.creatorId !== uid && !isAdmin) return null;
  const cancel = () => {
    cancelEvent(fg, groupId, event.id).catch(reportError);
  };
  const remove = () => {
    deleteEvent(fg, groupId, event.id).catch(reportError);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`What to do with ${event.title}`}>
            <EllipsisVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!event.cancelledAt && (
            <>
              <Menu.Item onClick={editing.open}>Edit</Menu.Item>
              <Menu.Item
                onClick={() => {
                  confirm({
                    title: `Cancel ${event.title}?`,
                    text: 'Who is going is told. It stays in the list as cancelled, for good.',
                    label: 'Cancel the event',
                    act: cancel,
                  });
                }}
              >
                Cancel the event
              </Menu.Item>
            </>
          )}
          <Menu.Item
            color="danger"
            onClick={() => {
              confirm({
                title: `Delete ${event.title}?`,
                text: 'It goes with all its votes, and nobody is told.',
                label: 'Delete',
                act: remove,
              });
            }}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EventDialog
        title="Edit the event"
        submit="Save"
        event={event}
        opened={isEditing}
        onClose={editing.close}
        send={(fields) => updateEvent(fg, groupId, event.id, fields)}
      />
    </>
  );
}
