import type { ModalProps } from '@mantine/core';
import { Modal } from '@mantine/core';

/**
 * A dialog over the screen. While it closes, it is still visible for a moment but does nothing: the second click of a double click
 * must not act again.
 */
export function Dialog({ children, ...props }: ModalProps) {
  return (
    <Modal {...props}>
      <div inert={!props.opened}>{children}</div>
    </Modal>
  );
}
