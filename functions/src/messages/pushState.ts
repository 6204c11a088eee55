/** Decides which messages a push stands for, and when the next one may come. */
import { LIMITS, compareMoments, type PushState } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import type { StoredSummary } from './summary.ts';

export type StoredPushState = PushState<Timestamp>;
type Recent = StoredSummary['recent'][number];

const SECOND = 1000;
/**
 * The shortest time from a push to the next one of the same conversation, in milliseconds. An hour of constant chat makes at most 16
 * pushes. FCM limits collapsible messages to a burst of 20 for an app on a device, and then one every three minutes:
 * https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas.
 */
const PAUSES = [10 * SECOND, 30 * SECOND, 60 * SECOND, 300 * SECOND];
/** After this time without a message, in milliseconds, the next message starts a new conversation. */
const SILENCE = 300 * SECOND;
/**
 * A message that is older than the newest pushed message by more than this, in milliseconds, is not pushed. That happens if a client's
 * write is committed late.
 */
const LATE = 60 * SECOND;

/**
 * Returns the state after a push of all messages of the summary that were not pushed, or null if there are none. If the former push was
 * not sent, its messages are among them. `task` is the name of the task. If nothing was pushed before, messages that are a minute older
 * than the newest do not count.
 */
export function nextPush(
  before: StoredPushState | undefined,
  { recent }: StoredSummary,
  { task, now }: { task: string; now: Timestamp },
): StoredPushState | null {
  if (!recent[0]) return null;
  const through = before?.through ?? Timestamp.fromMillis(recent[0].at.toMillis() - LATE);
  const pushed = before?.pushed ?? [];
  // The same id at another time is a message that was deleted and sent again.
  const isPushed = ({ id, at }: Recent) =>
    pushed.some((one) => one.id === id && compareMoments(one.at, at) === 0);
  const isNew = (one: Recent) => compareMoments(one.at, through) > 0 && !isPushed(one);
  if (!recent.some(isNew)) return null;
  const unsent = before && !before.isSent ? before : undefined;
  const added = recent.filter((one) => isNew(one) || unsent?.ids.includes(one.id));
  const newest = Math.max(
    ...[...added, ...pushed].map(({ at }) => at.toMillis()),
    before?.newest.toMillis() ?? 0,
  );
  const nextThrough = Timestamp.fromMillis(
    Math.max(newest - LATE, through.toMillis(), oldestOf(recent)),
  );
  return {
    task,
    ids: added.map(({ id }) => id),
    isSent: false,
    pushed: [...added.map(({ id, at }) => ({ id, at })), ...pushed].filter(
      ({ at }) => compareMoments(at, nextThrough) > 0,
    ),
    through: nextThrough,
    newest: Timestamp.fromMillis(newest),
    ...conversationAfter(before, added, now),
  };
}

/** In a full summary, a deletion makes room for older messages. They are not new. In milliseconds. */
function oldestOf(recent: readonly Recent[]): number {
  return recent.length < LIMITS.summaryMessages ? 0 : recent.at(-1)!.at.toMillis() - 1;
}

/** Returns how a push of these messages goes on with the conversation; the newest comes first. */
function conversationAfter(
  before: StoredPushState | undefined,
  added: readonly Recent[],
  now: Timestamp,
): Pick<StoredPushState, 'step' | 'starter' | 'answeredTo' | 'nextAt'> {
  const oldest = added.at(-1)!;
  const goesOn = before && oldest.at.toMillis() - before.newest.toMillis() < SILENCE;
  // A push that was not sent does not count.
  const step = goesOn ? before.step + (before.isSent ? 1 : 0) : 0;
  const authors = new Set(added.map(({ by }) => by));
  const starter = step > 0 ? before!.starter : authors.size === 1 ? oldest.by : null;
  const isAnswered = step > 0 && starter !== null && [...authors].some((by) => by !== starter);
  return {
    step,
    starter: isAnswered ? null : starter,
    answeredTo: isAnswered ? starter : null,
    nextAt: Timestamp.fromMillis(now.toMillis() + PAUSES[Math.min(step, PAUSES.length - 1)]!),
  };
}
