import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { EllipsisVertical } from 'lucide-react';
import { cancelEvent, deleteEvent, updateEvent, type GroupEvent } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import { useConfirm } from '../Confirm.tsx';
import { EventDialog } from './EventDialog.tsx';

/** The actions for an event, for its creator and the group's admins. */
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
          <ActionIcon variant="subtle" color="gray" aria-label={`Options for ${event.title}`}>
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
                    text: 'Everyone who is going is notified. The event stays in the list, marked as canceled.',
                    label: 'Cancel event',
                    cancelLabel: 'Keep event',
                    act: cancel,
                  });
                }}
              >
                Cancel event
              </Menu.Item>
            </>
          )}
          <Menu.Item
            color="danger"
            onClick={() => {
              confirm({
                title: `Delete ${event.title}?`,
                text: 'The event and its votes are deleted for good. Nobody is notified.',
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
        title="Edit event"
        submit="Save"
        event={event}
        opened={isEditing}
        onClose={editing.close}
        send={(fields) => updateEvent(fg, groupId, event.id, fields)}
      />
    </>
  );
}
