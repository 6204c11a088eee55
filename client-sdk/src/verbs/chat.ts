import {
  Timestamp,
  doc,
  getCountFromServer,
  getDoc,
  getDocFromCache,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import type { MessageExtra } from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import {
  checkValue,
  checked,
  clientIdOrNull,
  extraOf,
  filledText,
  filledTextOrEmpty,
  imageOrNull,
  type Checks,
} from '../checks.ts';
import type { Message } from '../documents.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import type { ImageInput } from '../prepareImage.ts';
import { unreadQuery } from '../queries.ts';
import { collectionIn, groupRef, memberRef, messageRef, readMarkRef } from '../refs.ts';
import { read, write } from '../write.ts';
import { deleteContent, storeNew } from './content.ts';

/** Changes of a message. */
export interface MessageUpdate {
  /** 1 to `LIMITS.messageText` characters, not only blanks; trimmed. May be empty if the message has an image. */
  text: string;
}

/** A new message. */
export interface NewMessage extends MessageUpdate {
  /** The id of the message that this one answers. */
  replyTo?: string | null | undefined;
  /** An image. The message is sent when the image is uploaded. */
  image?: ImageInput | undefined;
  /** The extra fields of this project. They stay as they are when the text is edited. */
  extra?: MessageExtra | undefined;
}

/** A message that is being sent. */
export interface SentMessage {
  /** The message's id, available at once. */
  id: string;
  /**
   * Resolves when the server has the message. Offline it stays pending, and the message already shows. Rejects with a
   * FiregroupsError if the message is refused: `not-a-member` if the user has not joined or is no longer a member.
   * After a sign-out it stays pending until the same user signs in again: only then is the message sent.
   */
  sent: Promise<void>;
}

const UPDATE_CHECKS: Checks<MessageUpdate> = {
  text: /* @__PURE__ */ filledTextOrEmpty(LIMITS.messageText),
};

/** Without an image, a message needs a text. */
const checkText = (text: string) => {
  checkValue('text', text, filledText(LIMITS.messageText));
};

/**
 * Sends a message to a group's chat. It shows in this client's watches at once; with an image, as soon as the image is uploaded,
 * which needs a connection.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * const { id, sent } = sendMessage(fg, groupId, { text: 'Hello!' });
 * await sent;
 */
export function sendMessage(fg: Firegroups, groupId: string, fields: NewMessage): SentMessage {
  const authorId = currentUid(fg);
  const group = groupRef(fg, groupId);
  const checks = {
    ...UPDATE_CHECKS,
    replyTo: clientIdOrNull,
    image: imageOrNull,
    extra: extraOf('messages'),
  };
  const message = checked(fields, checks, ['text']);
  if (!message.image) checkText(message.text);
  const ref = doc(collectionIn(fg, 'messages', group));
  const send = () => storeNew(fg, ref, { ...message, authorId, createdAt: serverTimestamp() });
  const sent = write(fg, send, { document: group, created: ref });
  // If nobody awaits `sent`, a refusal must not end the process as an unhandled rejection.
  sent.catch(() => {});
  return { id: ref.id, sent };
}

/**
 * Changes the text of a message. Only its author may do this.
 *
 * @throws FiregroupsError `not-a-member`, `not-found`, `permission-denied`, `invalid-argument`, `unauthenticated`.
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
  const document = messageRef(fg, groupId, messageId);
  const { text } = checked(fields, UPDATE_CHECKS);
  const update = () => updateDoc(document, { text, editedAt: serverTimestamp() });
  // The rules refuse an update that changes nothing.
  const isDone = (message: Message) => message.text === text && message.authorId === authorId;
  const hasNothing = (message: Message) => message.authorId === authorId && !message.imageId;
  await write(fg, update, {
    document,
    reason: (message) => {
      if (isDone(message)) return null;
      if (hasNothing(message)) checkText(text);
      return 'permission-denied';
    },
    only: 'author',
  });
}

/**
 * Deletes a message. Its author and the group's creator and admins may do this. Also deletes its image if this device has the
 * message in its cache, as a device that shows it does.
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
  // The cache forgets the message when it is deleted. The server would cost a read.
  const known = getDocFromCache(message).catch(() => undefined);
  await deleteContent(fg, message);
  const { imageId, authorId } = (await known)?.data() ?? {};
  if (!imageId) return;
  await import('../images.ts').then(
    ({ deleteUnnamed }) =>
      deleteUnnamed(fg, { document: message, field: 'imageId', uploaderId: authorId! }, imageId),
    () => {}, // The message is deleted anyway.
  );
}

/**
 * Marks a group's chat as read by the signed-in user, up to the time when the server receives this. Messages that arrive while
 * the device is offline count as read too.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * await markChatRead(fg, groupId);
 */
export async function markChatRead(fg: Firegroups, groupId: string): Promise<void> {
  const mark = readMarkRef(fg, groupId) as DocumentReference;
  await write(fg, () => setDoc(mark, { groupId, lastReadAt: serverTimestamp() }));
}

/**
 * Counts the messages since the last {@link markChatRead}, or since the user joined if that was later. Counts up to
 * `LIMITS.groupList`, which then means that number or more. Costs four reads, one of them by the rules. Needs a connection.
 *
 * @throws FiregroupsError `not-a-member`, `unauthenticated`, `unavailable`.
 * @example
 * const unread = await countUnreadMessages(fg, groupId);
 */
export async function countUnreadMessages(fg: Firegroups, groupId: string): Promise<number> {
  const own = memberRef(fg, groupId, currentUid(fg));
  const count = async () => {
    // Firestore's times, because a Date cannot order messages of the same millisecond.
    const [mark, member] = await Promise.all([getDoc(readMarkRef(fg, groupId)), getDoc(own)]);
    const [readAt, joinedAt] = [mark.get('lastReadAt'), member.get('joinedAt')] as Timestamp[];
    // A mark from before the user left and joined again does not count. An absent time is never later than another.
    const since = readAt! > joinedAt! ? readAt : joinedAt;
    const unread = unreadQuery(fg, groupId, since ?? new Timestamp(0, 0));
    const { count: found } = (await getCountFromServer(unread)).data();
    // The server will give a pending mark a later time than that of every message found.
    return mark.metadata.hasPendingWrites ? 0 : found;
  };
  return read(count, 'not-a-member');
}
