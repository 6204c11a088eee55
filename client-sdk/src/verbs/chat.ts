import {
  Timestamp,
  collection,
  doc,
  getCountFromServer,
  getDoc,
  getDocFromCache,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import * as LIMITS from '@firegroups/model/limits';
import { checked, clientIdOrNull, filledText, imageOrNull, type Checks } from '../checks.ts';
import type { Message } from '../documents.ts';
import { toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { unreadQuery } from '../queries.ts';
import { groupRef, memberRef, messageRef, readMarkRef } from '../refs.ts';
import { attempt, write } from '../write.ts';
import { deleteContent, storeNew } from './content.ts';

/** What of a message can be edited. */
export interface MessageUpdate {
  /** 1 to 4000 characters, not only blanks; trimmed. */
  text: string;
}

/** What a message is made of. */
export interface NewMessage extends MessageUpdate {
  /** The id of the message that it answers. */
  replyTo?: string | null | undefined;
  /** An image (`image/…`) of at most 10 MiB. */
  image?: Blob | undefined;
}

/** A message on its way. */
export interface SentMessage {
  /** The message's id, at once. */
  id: string;
  /**
   * Resolves when the server has the message; offline it waits, while the message shows already. Rejects with a
   * FiregroupsError where the message is refused: `not-a-member` for one who is not, or no longer, joined. After a sign-out it
   * stays open until the same user is signed in again: only then the message is sent.
   */
  sent: Promise<void>;
}

const EDIT_CHECKS: Checks<MessageUpdate> = {
  text: /* @__PURE__ */ filledText(LIMITS.messageText),
};

/**
 * Sends a message to a group's chat. It shows in this client's watches at once; one with an image as soon as that is
 * uploaded, which needs a connection.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * const { id, sent } = sendMessage(fg, groupId, { text: 'Hello!' });
 * await sent;
 */
export function sendMessage(fg: Firegroups, groupId: string, fields: NewMessage): SentMessage {
  const authorId = currentUid(fg);
  const group = groupRef(fg, groupId);
  const checks = { ...EDIT_CHECKS, replyTo: clientIdOrNull, image: imageOrNull };
  const message = checked(fields, checks, ['text']);
  const ref = doc(collection(group, 'messages'));
  const send = () => storeNew(fg, ref, { ...message, authorId, createdAt: serverTimestamp() });
  const sent = write(fg, group, send, { created: ref });
  // Who awaits `sent` hears of a refusal; who does not must not lose the process to it.
  sent.catch(() => {});
  return { id: ref.id, sent };
}

/**
 * Changes what one's own message says.
 *
 * @throws FiregroupsError `not-a-member`, `not-found`, `invalid-argument`, `unauthenticated`; `permission-denied` to all but the
 * author.
 * @example
 * await updateMessage(fg, groupId, id, { text: 'Hello, everybody!' });
 */
export async function updateMessage(
  fg: Firegroups,
  groupId: string,
  messageId: string,
  fields: MessageUpdate,
): Promise<void> {
  const authorId = currentUid(fg);
  const subject = messageRef(fg, groupId, messageId);
  const { text } = checked(fields, EDIT_CHECKS);
  const edit = () => updateDoc(subject, { text, editedAt: serverTimestamp() });
  // The rules refuse an edit that changes nothing.
  const isDone = (message: Message) => message.text === text && message.authorId === authorId;
  await write(fg, subject, edit, {
    reason: (message) => (isDone(message) ? null : 'permission-denied'),
    only: 'author',
  });
}

/**
 * Deletes a message: the author's right, and staff's. Its image goes along where this device has the message, as one that shows it
 * has.
 *
 * @throws FiregroupsError `not-a-member`, `not-found`, `permission-denied`, `unauthenticated`.
 * @example
 * await deleteMessage(fg, groupId, id);
 */
export async function deleteMessage(
  fg: Firegroups,
  groupId: string,
  messageId: string,
): Promise<void> {
  const message = messageRef(fg, groupId, messageId);
  // Asked before it is deleted; what this device does not have would cost a read.
  const known = getDocFromCache(message).catch(() => undefined);
  await deleteContent(fg, message);
  const { imageId, authorId } = (await known)?.data() ?? {};
  if (!imageId) return;
  await import('../images.ts').then(
    ({ deleteUnnamed }) => deleteUnnamed(fg, authorId!, message, imageId),
    () => {}, // The message is gone all the same.
  );
}

/**
 * Marks a group's chat as read by the signed-in user, up to the moment in which the server hears of it: offline, what comes
 * meanwhile counts as read, too.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * await markChatRead(fg, groupId);
 */
export async function markChatRead(fg: Firegroups, groupId: string): Promise<void> {
  const mark = readMarkRef(fg, groupId) as DocumentReference;
  await attempt(() => setDoc(mark, { groupId, lastReadAt: serverTimestamp() }));
}

/**
 * Counts the messages that came since {@link markChatRead}, or where it was never called, since the user joined. Costs two reads
 * (three before the first mark), and one more for each thousand messages counted. Needs a connection.
 *
 * @throws FiregroupsError `not-a-member`, `unauthenticated`, `unavailable`.
 * @example
 * const unread = await countUnreadMessages(fg, groupId);
 */
export async function countUnreadMessages(fg: Firegroups, groupId: string): Promise<number> {
  const own = memberRef(fg, groupId, currentUid(fg));
  const count = async () => {
    // As Firestore has them: a Date is too coarse to tell what came in the same millisecond.
    const mark = await getDoc(readMarkRef(fg, groupId));
    const since = (mark.get('lastReadAt') ?? (await getDoc(own)).get('joinedAt')) as
      Timestamp | null | undefined;
    const unread = unreadQuery(fg, groupId, since ?? new Timestamp(0, 0));
    const { count: found } = (await getCountFromServer(unread)).data();
    // A mark that is on its way will be later than all that was found.
    return mark.metadata.hasPendingWrites ? 0 : found;
  };
  return attempt(count, (cause) => {
    throw toFiregroupsError(cause, 'not-a-member');
  });
}
