/**
 * What of a chat a stream has told, and so what is left to tell. All of it that a resumed stream needs stands in the ids of the
 * events: the server keeps nothing of a stream that has ended.
 *
 * An id is a time and prints. Everything up to that time was told; of what is later, whatever has its print here. The time
 * lags behind the last message, as two messages may become visible in another order than that of their times.
 */
import { createHash } from 'node:crypto';
import type { ChatMessage } from 'firegroups';
import type { MessageAnswer } from '../schemas.ts';

/** How far the time of an id lags behind the last message, in milliseconds. */
const LAG = 10_000;
const ID = /^[0-9a-z]{1,9}\.(?:[\w-]{10})*$/;

/** An event of the stream. */
export type ChatEvent =
  | { event: 'message' | 'changed'; data: MessageAnswer; id: string }
  | { event: 'deleted'; data: { id: string }; id: string }
  | { event: 'resumed'; data: Resumed; id: string }
  | { event: 'end'; data: { reason: string } };

/** What is there where a stream resumes. */
export interface Resumed {
  /** Of what the reader holds, whatever is later than this and not among `messageIds` was deleted. */
  since: string;
  messageIds: string[];
  /** False where more was missed than a stream goes back: what came before the first of these is not told. */
  complete: boolean;
}

/** What the chat is now, as `watchChat` tells it. */
export interface ChatState {
  messages: readonly ChatMessage[];
  hasMore: boolean;
}

interface Told {
  /** When the message was made, or last edited. */
  version: number;
  /** `message.id` and version, in ten characters. */
  print: string;
}

/** Returns true iff it may be the id of an event. */
export const isEventId = (id: string): boolean => ID.test(id);

export class ChatDiff {
  /** What was told of what is shown now, by the message's id. */
  readonly #told = new Map<string, Told>();
  /** Of those, the ones whose version is later than `#horizon`. */
  readonly #recent = new Map<string, Told>();
  /** What a resumed stream had told of what is later than `#horizon`: message to its version, both as prints. */
  readonly #listed = new Map<string, string>();
  readonly #isResumed: boolean;
  #horizon = 0;
  /** The oldest time that is shown: what is older comes in only where a page fills up again. */
  #floor: number | undefined;

  /** Goes on after an event of an earlier stream, where its id is given. */
  constructor(lastEventId?: string) {
    this.#isResumed = lastEventId !== undefined;
    const [time, prints = ''] = lastEventId?.split('.') ?? [];
    if (time) this.#horizon = parseInt(time, 36);
    for (const print of prints.match(/.{10}/g) ?? []) {
      this.#listed.set(print.slice(0, 6), print.slice(6));
    }
  }

  /** The id of what was told last. */
  get id(): string {
    const prints = [...this.#recent.values()].map(({ print }) => print);
    return `${this.#horizon.toString(36)}.${prints.join('')}`;
  }

  /** Returns true iff everything that was missed is among these messages. */
  reachesBack({ messages, hasMore }: ChatState): boolean {
    if (!this.#isResumed || !hasMore) return true;
    return messages[0] !== undefined && +messages[0].createdAt <= this.#horizon;
  }

  /** What is to be told, in order; each is told as soon as it is taken. */
  *tell(state: ChatState): Generator<ChatEvent> {
    // What is on its way from this instance is told when the server has it.
    const messages = state.messages.filter(({ pending }) => !pending);
    const isFirst = this.#floor === undefined;
    this.#floor ??= state.hasMore ? +(messages[0]?.createdAt ?? -1) : -1;
    if (isFirst && this.#isResumed) {
      this.#resume(messages);
      // A deletion leaves no trace: so what is there is told, of which the reader can say what is not.
      const since = new Date(state.hasMore ? this.#floor : 0).toISOString();
      const messageIds = messages.map(({ id }) => id);
      const complete = this.reachesBack(state);
      yield { event: 'resumed', data: { since, messageIds, complete }, id: this.id };
    }
    const shown = new Set(state.messages.map(({ id }) => id));
    for (const id of this.#told.keys()) {
      if (shown.has(id)) continue;
      this.#told.delete(id);
      this.#recent.delete(id);
      yield { event: 'deleted', data: { id }, id: this.id };
    }
    const added = messages.filter(
      ({ id, createdAt }) => !this.#told.has(id) && (isFirst || +createdAt > this.#floor!),
    );
    const changed = messages.filter((message) => this.#isChanged(message));
    // Changes first: from then on all that is left to tell is later than what was told.
    for (const message of changed) yield this.#take('changed', message);
    for (const message of added) {
      this.#advance(+message.createdAt - LAG);
      yield this.#take('message', message);
    }
  }

  /** What the earlier stream has told counts as told, of what was edited since an earlier version. */
  #resume(messages: ChatMessage[]): void {
    for (const message of messages) {
      const { version, print } = toldOf(message);
      const [name, versionPrint] = [print.slice(0, 6), print.slice(6)];
      const listed = this.#listed.get(name);
      if (version <= this.#horizon || listed === versionPrint) {
        this.#keep(message.id, { version, print });
      } else if (+message.createdAt <= this.#horizon || listed !== undefined) {
        this.#keep(message.id, { version: +message.createdAt, print: name + (listed ?? '') });
      }
    }
  }

  #isChanged(message: ChatMessage): boolean {
    const told = this.#told.get(message.id);
    return told !== undefined && told.version !== versionOf(message);
  }

  #take(event: 'message' | 'changed', message: ChatMessage): ChatEvent {
    this.#keep(message.id, toldOf(message));
    return { event, data: answerOf(message), id: this.id };
  }

  #keep(id: string, told: Told): void {
    this.#told.set(id, told);
    if (told.version > this.#horizon) this.#recent.set(id, told);
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

function toldOf(message: ChatMessage): Told {
  const version = versionOf(message);
  const print = hash(message.id).slice(0, 6) + hash(String(version)).slice(0, 4);
  return { version, print };
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
