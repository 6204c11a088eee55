import { useState } from 'react';
import { sendMessage, type NewMessage } from 'firegroups';
import { useFg } from './backend.ts';
import { sentenceFor } from './useAction.ts';

/** A message that was refused. Firestore has taken it back; here it is kept, so that nothing that was written is lost. */
export interface FailedMessage {
  id: string;
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

/** Sends to a group's chat, and keeps what was refused. */
export function useOutbox(groupId: string): Outbox {
  const fg = useFg();
  const [failed, setFailed] = useState<FailedMessage[]>([]);
  return {
    failed,
    send: (message) => {
      const { id, sent } = sendMessage(fg, groupId, message);
      sent.catch((error: unknown) => {
        setFailed((others) => [...others, { id, message, sentence: sentenceFor(error) }]);
      });
    },
    discard: (id) => {
      setFailed((all) => all.filter((one) => one.id !== id));
    },
  };
}
