/**
 * Turns two states of a chat into the events between them. The id of an event contains everything that a resumed stream
 * needs: the server keeps nothing about a stream that has ended.
 *
 * An id is a time followed by fingerprints. It means that the reader has received every message up to that time, and of the
 * later ones those with a fingerprint in the id. The time lags behind the last message, because two messages may become
 * visible in a different order than their times.
 */
import { createHash } from 'node:crypto';
import type { ChatMessage } from 'firegroups';
import type { MessageAnswer } from '../schemas.ts';

/** How far an id's time lags behind the last message, in milliseconds. */
const LAG = 10_000;
const ID = /^[0-9a-z]{1,9}\.(?:[\w-]{10})*$/;

/** An event of the stream. */
export type ChatEvent =
  | { event: 'message' | 'changed'; data: MessageAnswer; id: string }
  | { event: 'deleted'; data: { id: string }; id: string }
  | { event: 'resumed'; data: Resumed; id: string }
  | { event: 'end'; data: { reason: string } };

/** The first event of a resumed stream: which messages still exist. */
export interface Resumed {
  /** Messages that the reader has, that are later than this time and not in `messageIds`, were deleted. */
  since: string;
  messageIds: string[];
  /** False if the reader missed more than a stream goes back: messages before the first of these are not sent. */
  complete: boolean;
}

/** The state of the chat, as `watchChat` emits it. */
export interface ChatState {
  messages: readonly ChatMessage[];
  hasMore: boolean;
}

interface Sent {
  /** When the message was created or last edited, in milliseconds. */
  version: number;
  /** The fingerprint of the message's id and version: ten characters. */
  fingerprint: string;
}

/** Returns true iff the text has the form of an event's id. */
export const isEventId = (id: string): boolean => ID.test(id);

/** Follows one stream: what its reader has received, and so which events come next. */
export class ChatDiff {
  /** The messages of the current state that the reader has, by id. */
  readonly #sent = new Map<string, Sent>();
  /** Those of them whose version is later than `#horizon`. */
  readonly #recent = new Map<string, Sent>();
  /** What the earlier stream sent later than `#horizon`: from the fingerprint of a message to that of its version. */
  readonly #listed = new Map<string, string>();
  readonly #isResumed: boolean;
  #horizon = 0;
  /** The time of the oldest message at the start. Older ones appear only when a page refills after a deletion. */
  #floor: number | undefined;

  /** Continues after an event of an earlier stream if its id is given. */
  constructor(lastEventId?: string) {
    this.#isResumed = lastEventId !== undefined;
    const [time, fingerprints = ''] = lastEventId?.split('.') ?? [];
    if (time) this.#horizon = parseInt(time, 36);
    for (const fingerprint of fingerprints.match(/.{10}/g) ?? []) {
      this.#listed.set(fingerprint.slice(0, 6), fingerprint.slice(6));
    }
  }

  /** The id of the last event. */
  get id(): string {
    const fingerprints = [...this.#recent.values()].map(({ fingerprint }) => fingerprint);
    return `${this.#horizon.toString(36)}.${fingerprints.join('')}`;
  }

  /** Returns true iff this state contains everything that the reader missed. */
  reachesBack({ messages, hasMore }: ChatState): boolean {
    if (!this.#isResumed || !hasMore) return true;
    return messages[0] !== undefined && +messages[0].createdAt <= this.#horizon;
  }

  /** Yields the events that lead to this state, in order. Taking an event counts as sending it. */
  *next(state: ChatState): Generator<ChatEvent> {
    // A message that this instance is sending is emitted when the server has it.
    const messages = state.messages.filter(({ pending }) => !pending);
    const isFirst = this.#floor === undefined;
    this.#floor ??= state.hasMore ? +(messages[0]?.createdAt ?? -1) : -1;
    if (isFirst && this.#isResumed) {
      this.#resume(messages);
      // A deleted message leaves no trace, so the event lists those that exist.
      const since = new Date(state.hasMore ? this.#floor : 0).toISOString();
      const messageIds = messages.map(({ id }) => id);
      const complete = this.reachesBack(state);
      yield { event: 'resumed', data: { since, messageIds, complete }, id: this.id };
    }
    const shown = new Set(state.messages.map(({ id }) => id));
    for (const id of this.#sent.keys()) {
      if (shown.has(id)) continue;
      this.#sent.delete(id);
      this.#recent.delete(id);
      yield { event: 'deleted', data: { id }, id: this.id };
    }
    const added = messages.filter(
      ({ id, createdAt }) => !this.#sent.has(id) && (isFirst || +createdAt > this.#floor!),
    );
    const changed = messages.filter((message) => this.#isChanged(message));
    // Changes first: everything after them is later than what the reader has.
    for (const message of changed) yield this.#take('changed', message);
    for (const message of added) {
      this.#advance(+message.createdAt - LAG);
      yield this.#take('message', message);
    }
  }

  /** Counts as sent what the earlier stream sent. Of a message that was edited since, that is an earlier version. */
  #resume(messages: ChatMessage[]): void {
    for (const message of messages) {
      const { version, fingerprint } = sentOf(message);
      const [name, versionPrint] = [fingerprint.slice(0, 6), fingerprint.slice(6)];
      const listed = this.#listed.get(name);
      if (version <= this.#horizon || listed === versionPrint) {
        this.#keep(message.id, { version, fingerprint });
      } else if (+message.createdAt <= this.#horizon || listed !== undefined) {
        this.#keep(message.id, { version: +message.createdAt, fingerprint: name + (listed ?? '') });
      }
    }
  }

  #isChanged(message: ChatMessage): boolean {
    const sent = this.#sent.get(message.id);
    return sent !== undefined && sent.version !== versionOf(message);
  }

  #take(event: 'message' | 'changed', message: ChatMessage): ChatEvent {
    this.#keep(message.id, sentOf(message));
    return { event, data: answerOf(message), id: this.id };
  }

  #keep(id: string, sent: Sent): void {
    this.#sent.set(id, sent);
    if (sent.version > this.#horizon) this.#recent.set(id, sent);
  }

  #advance(horizon: number): void {
    if (horizon <= this.#horizon) return;
    this.#horizon = horizon;
    for (const [id, { version }] of this.#recent) {
      if (version <= horizon) this.#recent.delete(id);
    }
  }
}

const versionOf = ({ createdAt, editedAt }: ChatMessage): number => +(editedAt ?? createdAt);

function sentOf(message: ChatMessage): Sent {
  const version = versionOf(message);
  const fingerprint = hash(message.id).slice(0, 6) + hash(String(version)).slice(0, 4);
  return { version, fingerprint };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

function answerOf(message: ChatMessage): MessageAnswer {
  const { pending: _, createdAt, editedAt, ...fields } = message;
  return {
    ...fields,
    createdAt: createdAt.toISOString(),
    ...(editedAt && { editedAt: editedAt.toISOString() }),
  };
}
