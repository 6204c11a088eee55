/** The push of chat messages. */
import { createHash } from 'node:crypto';
import { pushContentLevel } from '../config.ts';
import type { PushContent } from '../notifications/push/fcm.ts';
import type { StoredSummary } from './summary.ts';

/** What a push of chat messages stands for. */
export interface MessagePush {
  groupId: string;
  groupTitle: string;
  /** The newest comes first. */
  messages: StoredSummary['recent'];
  /** The newest message of the chat. */
  last: StoredSummary['last'];
  /** True if it makes a sound: the first push of a conversation, and the first answer for the user who began it. */
  isLoud: boolean;
}

/** Without these, a platform may not wake the app for a message that shows nothing. */
const IN_BACKGROUND = {
  android: { priority: 'high' },
  apns: {
    headers: { 'apns-push-type': 'background', 'apns-priority': '5' },
    payload: { aps: { contentAvailable: true } },
  },
} as const satisfies PushContent;

/**
 * Returns the push for the author `uid`, without the author's own messages, or for everybody else if `uid` is empty. Returns null if no
 * message is left. On the screen, the push replaces the previous one of the group.
 */
export function messageContentFor(uid: string, push: MessagePush): PushContent | null {
  const { groupId, groupTitle, last, isLoud } = push;
  const messages = push.messages.filter(({ by }) => by !== uid);
  const [newest] = messages;
  if (!newest) return null;
  const tag = createHash('sha256').update(`chat ${groupId}`).digest('hex').slice(0, 32);
  const single = messages.length === 1 && last?.id === newest.id ? last : null;
  const level = pushContentLevel.value();
  const count = messages.length === 1 ? '1 new message' : `${messages.length} new messages`;
  const body = single ? textOf(single, level === 'text') : count;
  const data = {
    type: 'message',
    groupId,
    messageId: newest.id,
    count: String(messages.length),
  };
  if (level === 'none') return { data, ...IN_BACKGROUND };
  return {
    data: { ...data, groupTitle },
    notification: { title: groupTitle, body },
    // On Android, the sound belongs to the channel. An app without these channels uses its default one.
    android: { notification: { tag, channelId: isLoud ? 'chat' : 'chat-quiet' } },
    apns: {
      headers: { 'apns-collapse-id': tag },
      payload: { aps: { threadId: groupId, ...(isLoud && { sound: 'default' }) } },
    },
    webpush: {
      headers: { Topic: tag },
      notification: { tag, renotify: isLoud, silent: !isLoud },
    },
  };
}

function textOf(
  { authorName, text, image }: NonNullable<StoredSummary['last']>,
  showsText: boolean,
): string {
  const author = authorName ?? 'Someone';
  if (!showsText) return `${author} sent a message.`;
  if (text === '' && image) return `${author} sent a picture.`;
  return `${author}: ${text}`;
}
