import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useConfirm } from '../Confirm.tsx';

/** The actions for a post or comment. Shows nothing if the user has none. */
export function ContentMenu(props: {
  label: string;
  noun: string;
  edit?: (() => void) | undefined;
  pin?: { pinned: boolean; act: () => void } | undefined;
  remove?: (() => void) | undefined;
}) {
  const { label, noun, edit, pin, remove } = props;
  const confirm = useConfirm();
  if (!edit && !pin && !remove) return null;
  const PinIcon = pin?.pinned ? PinOff : Pin;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={label}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {edit && (
          <Menu.Item leftSection={<Pencil size={16} aria-hidden />} onClick={edit}>
            Edit
          </Menu.Item>
        )}
        {pin && (
          <Menu.Item leftSection={<PinIcon size={16} aria-hidden />} onClick={pin.act}>
            {pin.pinned ? 'Unpin' : 'Pin'}
          </Menu.Item>
        )}
        {remove && (
          <Menu.Item
            color="danger"
            leftSection={<Trash2 size={16} aria-hidden />}
            onClick={() => {
              confirm({ title: `Delete this ${noun}?`, label: 'Delete', act: remove });
            }}
          >
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
