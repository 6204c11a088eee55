/**
 * Events of a group, and votes on them. Each function throws a FiregroupsError: `not-a-member`, `unauthenticated`,
 * `invalid-argument`, and what its own documentation names.
 */
import {
  deleteDoc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import { VOTES, type EventExtra, type VoteChoice } from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import {
  checkValue,
  checked,
  extraOf,
  nameOrEmpty,
  nameUpTo,
  oneOf,
  textUpTo,
  time,
  type Checks,
} from '../checks.ts';
import type { GroupEvent } from '../documents.ts';
import { invalidArgument } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { eventRef, groupRef, voteRef } from '../refs.ts';
import { write } from '../write.ts';
import { deleteContent, updateContent } from './content.ts';
import { createCountedContent } from './counted.ts';

/** The fields of an event. */
export interface EventFields {
  /** A name: 1 to `LIMITS.eventTitle` visible characters on one line; trimmed. */
  title: string;
  /** When it begins: in the future, within `LIMITS.eventDaysAhead` days. */
  eventTime: Date;
  /** Up to `LIMITS.eventDescription` characters. */
  description?: string | undefined;
  /** A name of up to `LIMITS.eventLocation` characters, like the title; empty for none. */
  location?: string | undefined;
  /** The extra fields of this project, all of them: they replace the previous ones. */
  extra?: EventExtra | undefined;
}

const CHECKS: Checks<EventFields> = {
  title: /* @__PURE__ */ nameUpTo(LIMITS.eventTitle),
  eventTime: /* @__PURE__ */ time(LIMITS.eventDaysAhead),
  description: /* @__PURE__ */ textUpTo(LIMITS.eventDescription),
  location: /* @__PURE__ */ nameOrEmpty(LIMITS.eventLocation),
  extra: /* @__PURE__ */ extraOf('events'),
};

/**
 * Creates an event and returns its id. All other joined members are notified.
 *
 * @throws `too-many` at the limit of `LIMITS.actions.events`.
 * @example
 * const eventTime = new Date(Date.now() + 7 * 24 * 3600 * 1000);
 * const eventId = await createEvent(fg, groupId, { title: 'Club night', eventTime });
 */
export async function createEvent(
  fg: Firegroups,
  groupId: string,
  fields: EventFields,
): Promise<string> {
  const creatorId = currentUid(fg);
  const event = {
    ...checked(fields, CHECKS, ['title', 'eventTime']),
    creatorId,
    updatedBy: creatorId,
  };
  const hints = { reason: notInFuture };
  return createCountedContent(fg, 'events', groupRef(fg, groupId), event, hints);
}

/**
 * Updates the given fields of an event. Its creator and the group's creator and admins may do this. A new `eventTime` must be in
 * the future; users who are going are notified of it.
 *
 * @throws `event-over` if the event is canceled; `not-found`, `permission-denied`.
 * @example
 * await updateEvent(fg, groupId, eventId, { location: 'Café Central' });
 */
export async function updateEvent(
  fg: Firegroups,
  groupId: string,
  eventId: string,
  fields: Partial<EventFields>,
): Promise<void> {
  const uid = currentUid(fg);
  const event = eventRef(fg, groupId, eventId);
  // The event's own time may stay, even if it has passed. Whether a new time is in the future, the rules decide.
  const changes = checked(fields, { ...CHECKS, eventTime: time() }, []);
  await updateContent(
    fg,
    event,
    { ...changes, updatedBy: uid },
    {
      reason: (current, byAdmin) => {
        const mayUpdate = current.creatorId === uid || byAdmin;
        return !current.cancelledAt && changes.eventTime && mayUpdate
          ? notInFuture()
          : refusedUpdate(current);
      },
    },
  );
}

/**
 * Cancels an event. This cannot be undone. Its creator and the group's creator and admins may do this. Users who are going are
 * notified.
 *
 * @throws `event-over` if it is already canceled; `not-found`, `permission-denied`.
 * @example
 * await cancelEvent(fg, groupId, eventId);
 */
export async function cancelEvent(fg: Firegroups, groupId: string, eventId: string): Promise<void> {
  const event = eventRef(fg, groupId, eventId);
  const now = serverTimestamp();
  const updatedBy = currentUid(fg);
  const cancel = () => updateDoc(event, { cancelledAt: now, updatedAt: now, updatedBy });
  await write(fg, cancel, { document: event, reason: refusedUpdate });
}

/**
 * Deletes an event with its votes. Its creator and the group's creator and admins may do this. Nobody is notified; to notify the
 * users who are going, cancel it.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await deleteEvent(fg, groupId, eventId);
 */
export async function deleteEvent(fg: Firegroups, groupId: string, eventId: string): Promise<void> {
  await deleteContent(fg, eventRef(fg, groupId, eventId));
}

/**
 * Creates or changes the signed-in user's vote on an event. `voteRef` shows it at once; the event's counts follow.
 *
 * @throws `event-over` if the event has started or is canceled; `not-found`.
 * @example
 * await vote(fg, groupId, eventId, 'going');
 */
export async function vote(
  fg: Firegroups,
  groupId: string,
  eventId: string,
  choice: VoteChoice,
): Promise<void> {
  const userId = currentUid(fg);
  const ref = voteRef(fg, groupId, eventId, userId) as DocumentReference;
  checkValue('vote', choice, oneOf(VOTES));
  const fields = { userId, vote: choice, updatedAt: serverTimestamp() };
  await write(fg, () => setDoc(ref, fields), voteOn(fg, groupId, eventId));
}

/**
 * Deletes the signed-in user's vote on an event.
 *
 * @throws `event-over` if the event has started or is canceled; `not-found`.
 * @example
 * await withdrawVote(fg, groupId, eventId);
 */
export async function withdrawVote(
  fg: Firegroups,
  groupId: string,
  eventId: string,
): Promise<void> {
  const ref = voteRef(fg, groupId, eventId, currentUid(fg));
  await write(fg, () => deleteDoc(ref), voteOn(fg, groupId, eventId));
}

/**
 * Deletes a member's vote on an event, even after the event has started. Only the group's creator and admins may do this.
 *
 * @throws `permission-denied`.
 * @example
 * await deleteVote(fg, groupId, eventId, bobUid);
 */
export async function deleteVote(
  fg: Firegroups,
  groupId: string,
  eventId: string,
  uid: string,
): Promise<void> {
  await deleteContent(fg, voteRef(fg, groupId, eventId, uid), { only: 'admins' });
}

/** The only reason that is left if everything else is in order. */
function notInFuture(): never {
  throw invalidArgument({ eventTime: CHECKS.eventTime(null)! });
}

const refusedUpdate = ({ cancelledAt }: GroupEvent) =>
  cancelledAt ? 'event-over' : 'permission-denied';

/** If the event exists and the user is joined, the rules refuse a vote only because the event is over. */
const voteOn = (fg: Firegroups, groupId: string, eventId: string) => ({
  document: eventRef(fg, groupId, eventId),
  reason: () => 'event-over' as const,
});
