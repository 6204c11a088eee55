/**
 * The summary of a chat, made of its newest messages. Nothing else goes into it, so events that arrive twice, late or out of
 * order lead to the same summary.
 */
import { LIMITS, compareMoments, type ChatSummary, type Message } from '@firegroups/model';
import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';

export type StoredSummary = ChatSummary<Timestamp>;
export type StoredMessage = Message<Timestamp>;
type Recent = StoredSummary['recent'][number];

/**
 * Returns the summary of a chat whose newest messages are these; the newest comes first. `authorName` is the name of its author, null
 * without a profile.
 */
export function summaryOf(
  newest: readonly DocumentSnapshot[],
  authorName: string | null,
): StoredSummary {
  const recent = newest.map((message) => recentOf(message));
  return { last: newest[0] ? lastOf(newest[0], authorName) : null, recent };
}

/**
 * Returns the summary with the current state of a message in it, which may be new, edited or deleted. Returns null if the summary
 * then needs an older message, which it does not hold.
 */
export function withMessage(
  summary: StoredSummary,
  message: DocumentSnapshot,
  authorName: string | null,
): StoredSummary | null {
  const { last, recent } = summary;
  const others = recent.filter(({ id }) => id !== message.id);
  if (!message.exists) {
    if (others.length === recent.length) return summary;
    if (others.length === 0) return { last: null, recent: [] };
    const isWhole = recent.length < LIMITS.summaryMessages;
    return isWhole && last?.id !== message.id ? { last, recent: others } : null;
  }
  const sorted = [...others, recentOf(message)].sort(newestFirst);
  return {
    last: sorted[0]!.id === message.id ? lastOf(message, authorName) : last,
    recent: sorted.slice(0, LIMITS.summaryMessages),
  };
}

function recentOf(message: DocumentSnapshot): Recent {
  const { createdAt, authorId } = message.data() as StoredMessage;
  return { id: message.id, at: createdAt, by: authorId };
}

function lastOf(message: DocumentSnapshot, authorName: string | null): StoredSummary['last'] {
  const { authorId, text, imageId, createdAt } = message.data() as StoredMessage;
  return {
    id: message.id,
    authorId,
    authorName,
    text: beginningOf(text),
    image: Boolean(imageId),
    at: createdAt,
  };
}

/** As a query orders messages: the newest first, and those of the same moment by id. */
const newestFirst = (a: Recent, b: Recent): number =>
  compareMoments(b.at, a.at) || (a.id < b.id ? 1 : -1);

function beginningOf(text: string): string {
  if (text.length <= LIMITS.summaryText) return text;
  // Half of a surrogate pair is not a character.
  return `${text.slice(0, LIMITS.summaryText - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
