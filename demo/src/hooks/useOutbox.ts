import { createContext, use } from 'react';
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

/** What was refused in all groups, and how that is changed; above the chats, since a refusal may come when one is left. */
export const FailedMessagesContext = createContext<{
  failed: readonly FailedMessage[];
  change: (how: (failed: readonly FailedMessage[]) => readonly FailedMessage[]) => void;
} | null>(null);

/** Sends to a group's chat, and keeps what was refused. */
export function useOutbox(groupId: string): Outbox {
  const fg = useFg();
  const kept = use(FailedMessagesContext);
  if (!kept) throw new Error('There is no FailedMessagesContext around this component.');
  const { failed, change } = kept;
  return {
    failed: failed.filter((one) => one.groupId === groupId),
    send: (message) => {
      const { id, sent } = sendMessage(fg, groupId, message);
      sent.catch((error: unknown) => {
        logUnknown(error);
        const one = { id, groupId, message, sentence: sentenceFor(error) };
        change((others) => [...others, one]);
      });
    },
    discard: (id) => {
      change((all) => all.filter((one) => one.id !== id));
    },
  };
}
