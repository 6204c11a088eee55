/** One listener on a stretch of a chat. */
import {
  onSnapshot,
  type Query,
  type QueryDocumentSnapshot,
  type QuerySnapshot,
  type Timestamp,
} from 'firebase/firestore';
import type { Message } from '../documents.ts';
import { signal } from './signal.ts';

/** A message as a watch shows it. */
export interface ChatMessage extends Message {
  /** True until the server has the message, or its last edit. */
  pending: boolean;
}

/** A message with what orders it: a `Date` is too coarse for two messages of one millisecond. */
export interface Entry {
  message: ChatMessage;
  createdAt: Timestamp;
  /** False until the server has set `createdAt`. */
  isTimed: boolean;
  /** Counts up: tells pending messages of one millisecond apart. */
  arrival: number;
}

export interface MessagePage {
  entries: ReadonlyMap<string, Entry>;
  /** Resolves with the first snapshot. */
  loaded: Promise<void>;
  /** Resolves with the first snapshot that is all there is of the page: a full one, or the server's. */
  settled: Promise<void>;
  oldest: () => QueryDocumentSnapshot<Message> | undefined;
  close: () => void;
}

let arrivals = 0;

/**
 * Listens to `messages`, newest first, `size` at most. `onChange` hears the snapshot that changed something, entries being up to date
 * then; unchanged messages stay the same objects.
 */
export function openMessagePage(
  messages: Query<Message>,
  size: number,
  onChange: (snapshot: QuerySnapshot<Message>) => void,
  onError: (error: unknown) => void,
): MessagePage {
  const entries = new Map<string, Entry>();
  let latest: QuerySnapshot<Message> | undefined;
  const [loaded, markLoaded] = signal();
  const [settled, markSettled] = signal();
  const close = onSnapshot(
    messages,
    { includeMetadataChanges: true },
    (snapshot) => {
      latest = snapshot;
      // Oldest first, so that what was waiting before the watch began arrives in the order in which it was written.
      const changes = [...snapshot.docChanges({ includeMetadataChanges: true })].reverse();
      for (const { type, doc } of changes) {
        if (type === 'removed') entries.delete(doc.id);
        else entries.set(doc.id, toEntry(doc, entries.get(doc.id)));
      }
      markLoaded();
      if (!snapshot.metadata.fromCache || snapshot.size >= size) markSettled();
      onChange(snapshot);
    },
    onError,
  );
  return {
    entries,
    loaded,
    settled,
    oldest: () => latest?.docs.at(-1),
    close,
  };
}

/** The order of a chat: by time, what the server has yet to time last; equal times by id, as Firestore orders them. */
export function compareEntries(a: Entry, b: Entry): number {
  if (a.isTimed !== b.isTimed) return a.isTimed ? -1 : 1;
  if (!a.isTimed) return a.arrival - b.arrival;
  const seconds = a.createdAt.seconds - b.createdAt.seconds;
  const order = seconds || a.createdAt.nanoseconds - b.createdAt.nanoseconds;
  return order || (a.message.id < b.message.id ? -1 : 1);
}

function toEntry(doc: QueryDocumentSnapshot<Message>, known: Entry | undefined): Entry {
  const isTimed = doc.get('createdAt') !== null;
  return {
    message: { ...doc.data(), pending: doc.metadata.hasPendingWrites },
    createdAt: doc.get('createdAt', { serverTimestamps: 'estimate' }) as Timestamp,
    isTimed,
    arrival: known?.arrival ?? ++arrivals,
  };
}
