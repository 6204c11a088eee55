import { createContext, use, useState, type ReactNode } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { Dialog } from './Dialog.tsx';

/** An action that cannot be undone. */
export interface Confirmation {
  title: string;
  text?: string;
  /** The label of the button that runs the action. */
  label: string;
  /** The label of the other button; "Cancel" by default. */
  cancelLabel?: string;
  act: () => void;
}

const ConfirmContext = createContext<(confirmation: Confirmation) => void>(() => {});

/** Asks the user to confirm an action that cannot be undone. */
export function useConfirm(): (confirmation: Confirmation) => void {
  return use(ConfirmContext);
}

/** Renders the dialog that {@link useConfirm} opens. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [confirmation, setConfirmation] = useState<Confirmation>();
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  const confirm = (next: Confirmation) => {
    setConfirmation(next);
    setOpen(true);
  };
  return (
    <ConfirmContext value={confirm}>
      {children}
      <Dialog opened={isOpen} onClose={close} title={confirmation?.title} centered>
        {confirmation?.text && <Text mb="md">{confirmation.text}</Text>}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={close}>
            {confirmation?.cancelLabel ?? 'Cancel'}
          </Button>
          <Button
            color="danger"
            onClick={() => {
              close();
              confirmation?.act();
            }}
          >
            {confirmation?.label}
          </Button>
        </Group>
      </Dialog>
    </ConfirmContext>
  );
}
