import {
  collection,
  doc,
  onSnapshot,
  serverTimestamp,
  setDoc,
  type DocumentReference,
} from 'firebase/firestore';
import { LIMITS, messagesPath } from '@firegroups/model';
import { checkFields, checkIds, clientIdOrNull, filledText, optional, present } from '../checks.ts';
import { FiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';

export interface NewMessage {
  /** 1 to 4000 characters, not only blanks; trimmed. */
  text: string;
  /** The id of the message that it answers. */
  replyTo?: string | null;
}

export interface SentMessage {
  /** The message's id, at once. */
  id: string;
  /**
   * Resolves when the server has the message; offline it waits, while the message shows already. Rejects with a
   * FiregroupsError where the message is refused: `not-a-member` for one who is not, or no longer, joined.
   */
  sent: Promise<void>;
}

/**
 * Sends a message to a group's chat. It shows in this client's watches at once.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * const { id, sent } = sendMessage(fg, groupId, { text: 'Hello!' });
 * await sent;
 */
export function sendMessage(fg: Firegroups, groupId: string, fields: NewMessage): SentMessage {
  const authorId = currentUid(fg);
  checkIds({ groupId });
  checkFields(fields, {
    text: filledText(LIMITS.messageText),
    replyTo: optional(clientIdOrNull),
  });
  const message = doc(collection(fg.firestore, messagesPath(groupId)));
  const sent = setDoc(message, {
    ...present(fields),
    text: fields.text.trim(),
    authorId,
    createdAt: serverTimestamp(),
  }).catch(async (error: unknown) => {
    if (!isRefusal(error)) throw toFiregroupsError(error);
    // After a broken connection Firestore sends again what may have arrived, and the rules refuse it the second time.
    if (await isOnServer(message)) return;
    // All of a message is checked before: what the rules can still refuse is the sender.
    throw new FiregroupsError('not-a-member', undefined, { cause: error });
  });
  // Who awaits `sent` hears of a refusal; who does not must not lose the process to it.
  sent.catch(() => {});
  return { id: message.id, sent };
}

/** Whether the server has a document and shows it. It waits for the server's word; a read would fail while offline. */
function isOnServer(ref: DocumentReference): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = onSnapshot(
      ref,
      { includeMetadataChanges: true },
      (snapshot) => {
        if (snapshot.metadata.fromCache) return;
        resolve(snapshot.exists());
        stop();
      },
      () => {
        resolve(false);
      },
    );
  });
}
