import { createContext, use, useEffect, useRef } from 'react';
import { notifications } from '@mantine/notifications';
import { sendMessage, type NewMessage } from 'firegroups';
import { useFg } from './backend.ts';
import { logUnknown, sentenceFor } from './useAction.ts';

/** A message that was refused. Firestore has taken it back; here it is kept, so that nothing that was written is lost. */
export interface FailedMessage {
  id: string;
  groupId: string;
  message: NewMessage;
  sentence: string;
}

export interface Outbox {
  failed: FailedMessage[];
  /** Sends a message, which shows at once. Throws where it cannot be a message; a refusal makes it one of `failed`. */
  send: (message: NewMessage) => void;
  /** Takes a failed message out, for good. */
  discard: (id: string) => void;
}

/** How much of a refused message the corner shows. */
const SHOWN_LENGTH = 80;

/** What was refused in all groups, and how that is changed; above the chats, since a refusal may come when one is left. */
export const FailedMessagesContext = createContext<{
  failed: readonly FailedMessage[];
  change: (how: (failed: readonly FailedMessage[]) => readonly FailedMessage[]) => void;
} | null>(null);

/** Sends to a group's chat, and keeps what was refused; says so in the corner where the chat is not looked at any more. */
export function useOutbox(groupId: string): Outbox {
  const fg = useFg();
  const kept = use(FailedMessagesContext);
  if (!kept) throw new Error('There is no FailedMessagesContext around this component.');
  const { failed, change } = kept;
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  return {
    failed: failed.filter((one) => one.groupId === groupId),
    send: (message) => {
      const { id, sent } = sendMessage(fg, groupId, message);
      sent.catch((error: unknown) => {
        logUnknown(error);
        const sentence = sentenceFor(error);
        change((others) => [...others, { id, groupId, message, sentence }]);
        if (isOpen.current) return;
        notifications.show({
          color: 'danger',
          title: 'A message was refused',
          message: `“${message.text.slice(0, SHOWN_LENGTH)}”: ${sentence}`,
          autoClose: false,
        });
      });
    },
    discard: (id) => {
      change((all) => all.filter((one) => one.id !== id));
    },
  };
}
