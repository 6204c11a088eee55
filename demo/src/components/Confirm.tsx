import { createContext, use, useState, type ReactNode } from 'react';
import { Button, Group, Modal, Text } from '@mantine/core';

/** Something that is not to be undone. */
export interface Question {
  title: string;
  text?: string;
  /** What the button says that does it. */
  label: string;
  act: () => void;
}

const ConfirmContext = createContext<(question: Question) => void>(() => {});

/** Asks before something is done that is not to be undone. */
export function useConfirm(): (question: Question) => void {
  return use(ConfirmContext);
}

/** Has the one dialog that {@link useConfirm} opens. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question>();
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  const ask = (asked: Question) => {
    setQuestion(asked);
    setOpen(true);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      <Modal opened={isOpen} onClose={close} title={question?.title} centered>
        {question?.text && <Text mb="md">{question.text}</Text>}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={close}>
            Cancel
          </Button>
          <Button
            color="danger"
            onClick={() => {
              close();
              question?.act();
            }}
          >
            {question?.label}
          </Button>
        </Group>
      </Modal>
    </ConfirmContext>
  );
}
