/**
 * Events of a group, and who comes. Each throws a FiregroupsError: all of them `not-a-member`, `unauthenticated` and
 * `invalid-argument`; its own reasons stand with each.
 */
import {
  deleteDoc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import { VOTES, type VoteChoice } from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import { checkValue, checked, filledText, oneOf, textUpTo, time, type Checks } from '../checks.ts';
import type { GroupEvent } from '../documents.ts';
import { invalidArgument } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { eventRef, groupRef, voteRef } from '../refs.ts';
import type { DiagnosisHints } from '../diagnose/diagnosis.ts';
import { write } from '../write.ts';
import { addContent, deleteContent, editContent } from './content.ts';

/** What an event is made of. */
export interface EventFields {
  /** 1 to 100 characters, not only blanks; trimmed. */
  title: string;
  /** When it begins: later than now, and within ten years. */
  eventTime: Date;
  /** Up to 2000 characters. */
  description?: string | undefined;
  /** Up to 200 characters. */
  location?: string | undefined;
}

const CHECKS: Checks<EventFields> = {
  title: /* @__PURE__ */ filledText(LIMITS.eventTitle),
  eventTime: /* @__PURE__ */ time(LIMITS.eventDaysAhead),
  description: /* @__PURE__ */ textUpTo(LIMITS.eventDescription),
  location: /* @__PURE__ */ textUpTo(LIMITS.eventLocation),
};

/**
 * Plans an event; gives back its id. Every joined member is told.
 *
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
  const event = { ...checked(fields, CHECKS, ['title', 'eventTime']), creatorId };
  return addContent(fg, groupRef(fg, groupId), 'events', event, { reason: notToCome });
}

/**
 * Changes the fields of an event that are given: its creator's right, and staff's. Who is going is told of another time, which
 * has to be one to come.
 *
 * @throws `event-over` where it is cancelled; `not-found`, `permission-denied`.
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
  // The time that it has may stay, also once it has passed: what is later only the server can tell.
  const changes = checked(fields, { ...CHECKS, eventTime: time() }, []);
  await editContent(fg, event, changes, {
    reason: (current, byStaff) => {
      const mayChange = current.creatorId === uid || byStaff;
      return !current.cancelledAt && changes.eventTime && mayChange
        ? notToCome()
        : whyNoChange(current);
    },
  });
}

/**
 * Cancels an event, for good: its creator's right, and staff's. Who is going is told.
 *
 * @throws `event-over` where it is cancelled already; `not-found`, `permission-denied`.
 * @example
 * await cancelEvent(fg, groupId, eventId);
 */
export async function cancelEvent(fg: Firegroups, groupId: string, eventId: string): Promise<void> {
  const event = eventRef(fg, groupId, eventId);
  const now = serverTimestamp();
  const cancel = () => updateDoc(event, { cancelledAt: now, updatedAt: now });
  await write(fg, event, cancel, { reason: whyNoChange });
}

/**
 * Deletes an event, with its votes: its creator's right, and staff's. Nobody is told; to tell who is going, cancel it.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await deleteEvent(fg, groupId, eventId);
 */
export async function deleteEvent(fg: Firegroups, groupId: string, eventId: string): Promise<void> {
  await deleteContent(fg, eventRef(fg, groupId, eventId));
}

/**
 * Votes whether the signed-in user is going, or changes that vote. `voteRef` shows it at once, the event's counts follow.
 *
 * @throws `event-over` where the event has started or is cancelled; `not-found`.
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
  const ballot = { userId, vote: choice, updatedAt: serverTimestamp() };
  await write(fg, eventRef(fg, groupId, eventId), () => setDoc(ref, ballot), OVER);
}

/**
 * Takes the signed-in user's vote back.
 *
 * @throws `event-over` where the event has started or is cancelled; `not-found`.
 * @example
 * await withdrawVote(fg, groupId, eventId);
 */
export async function withdrawVote(
  fg: Firegroups,
  groupId: string,
  eventId: string,
): Promise<void> {
  const ref = voteRef(fg, groupId, eventId, currentUid(fg));
  await write(fg, eventRef(fg, groupId, eventId), () => deleteDoc(ref), OVER);
}

/** What is left where all else is as it should be. */
function notToCome(): never {
  throw invalidArgument({ eventTime: CHECKS.eventTime(null)! });
}

const whyNoChange = (event: GroupEvent) => (event.cancelledAt ? 'event-over' : 'permission-denied');

/** The event is there and the user joined: nothing else is left that the rules ask of a vote. */
const OVER: DiagnosisHints<unknown> = { reason: () => 'event-over' };
