import { createContext, use, useEffect, useRef } from 'react';
import { notifications } from '@mantine/notifications';
import { sendMessage, type NewMessage } from 'firegroups';
import { cut } from '../text.ts';
import { useFg } from './backend.ts';
import { logUnknownError, errorMessage } from './useAction.ts';

/** A message that the server rejected. Firestore has removed it; the app keeps it so that the text is not lost. */
export interface FailedMessage {
  id: string;
  groupId: string;
  message: NewMessage;
  /** Why it failed, as a sentence for the user. */
  reason: string;
}

export interface Outbox {
  failed: FailedMessage[];
  /** Sends a message, which appears at once. Throws if it is invalid. If the server rejects it, it is added to `failed`. */
  send: (message: NewMessage) => void;
  /** Removes a failed message. */
  discard: (id: string) => void;
}

/** Maximum length of the message text in a notification. */
const PREVIEW_LENGTH = 80;

/** The failed messages of all groups. Kept above the chats, because a message may fail after the user has left its chat. */
export const FailedMessagesContext = createContext<{
  failed: readonly FailedMessage[];
  update: (updater: (failed: readonly FailedMessage[]) => readonly FailedMessage[]) => void;
} | null>(null);

/** Sends messages to a group's chat and keeps those that fail. Shows a notification if the chat is no longer open. */
export function useOutbox(groupId: string): Outbox {
  const fg = useFg();
  const context = use(FailedMessagesContext);
  if (!context) throw new Error('useOutbox() needs a FailedMessagesContext around the component.');
  const { failed, update } = context;
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
        logUnknownError(error);
        const reason = errorMessage(error);
        update((others) => [...others, { id, groupId, message, reason }]);
        if (isOpen.current) return;
        notifications.show({
          color: 'danger',
          title: 'Message not sent',
          message: `“${cut(message.text, PREVIEW_LENGTH)}”: ${reason}`,
          autoClose: false,
        });
      });
    },
    discard: (id) => {
      update((all) => all.filter((one) => one.id !== id));
    },
  };
}
