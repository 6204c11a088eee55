/** Events. */
import { LIMITS, eventPath } from '@firegroups/model';
import { serverTimestamp } from 'firebase/firestore';
import {
  cancelEvent,
  createEvent,
  updateEvent,
  withFields,
  type ClientWrite,
  type Fields,
} from '../../fixtures/clientWrites.ts';
import { ACTOR, BYSTANDER } from '../../fixtures/membershipStates.ts';
import { contentCases } from '../contentCases.ts';
import { storedFields } from '../documentCases.ts';
import {
  exactly,
  field,
  filledText,
  fixed,
  now,
  optional,
  server,
  text,
  type FieldKinds,
} from '../fields.ts';
import { write } from '../operations.ts';
import { isAdmin, isJoined, type Person } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { allowed, denied, type Policy } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;
/** A time from now; a negative number is in the past. */
export const inDays = (days: number) => new Date(Date.now() + days * DAY);
export const TOMORROW = inDays(1);

/** The latest time that an event can have. The tests and the emulator share one clock; an hour covers a run. */
const latest = (hours: number) =>
  new Date(Date.now() + LIMITS.eventDaysAhead * DAY + hours * 60 * MINUTE);

const eventFields = (creatorId: string): FieldKinds => ({
  creatorId: exactly(creatorId),
  title: filledText(LIMITS.eventTitle),
  description: optional(text(LIMITS.eventDescription)),
  location: optional(text(LIMITS.eventLocation)),
  eventTime: field({
    good: [TOMORROW, inDays(2), latest(-1)],
    bad: [
      serverTimestamp(),
      new Date(Date.now() - MINUTE),
      latest(1),
      Date.now() + DAY,
      'tomorrow',
      null,
    ],
  }),
  cancelledAt: optional(field({ good: [null], bad: [inDays(-1), inDays(1), true] })),
  createdAt: fixed(now()),
  updatedAt: now(),
  goingCount: server(5),
  notGoingCount: server(2),
});

/** A future event by the bystander, as it is stored. */
export const storedEvent = (change: Fields = {}) => ({
  ...storedFields(eventFields(BYSTANDER)),
  ...change,
});

const path = eventPath(GROUP, 'e1');
const edit = (changed: Fields = {}) => updateEvent(path, { title: 'Better', ...changed });

/** The case that an admin changes an event that is stored like this. */
const onEvent = (name: string, stored: Fields, update: ClientWrite) => ({
  name,
  by: ACTOR,
  given: { ...groupWith(GROUP, { [ACTOR]: 'admin' }), [path]: storedEvent(stored) },
  does: write(update),
});
const started = { eventTime: inDays(-1) };
const cancelled = { cancelledAt: inDays(-1) };

const byCreatorAndAdmins = (person: Person, isAuthor: boolean) =>
  isJoined(person) && (isAuthor || isAdmin(person));

export const events: Policy = {
  of: 'groups/{groupId}/events/{eventId}',
  cases: [
    ...contentCases({
      noun: 'event',
      collection: `groups/${GROUP}/events`,
      fieldsOf: eventFields,
      create: (eventAt, creatorId) => createEvent(eventAt, creatorId, TOMORROW),
      updates: {
        edit: {
          update: (eventAt) => updateEvent(eventAt, { title: 'Better' }),
          can: byCreatorAndAdmins,
        },
        cancel: { update: cancelEvent, can: byCreatorAndAdmins },
      },
    }),
    denied({
      name: 'refuses a new event that is cancelled',
      by: ACTOR,
      given: groupWith(GROUP, { [ACTOR]: 'member' }),
      does: write(
        withFields(createEvent(path, ACTOR, TOMORROW), { cancelledAt: serverTimestamp() }),
      ),
    }),
    allowed(onEvent('an admin can edit an event that has started', started, edit())),
    allowed(
      onEvent(
        'an admin can move an event that has started to a future time',
        started,
        edit({ eventTime: inDays(1) }),
      ),
    ),
    denied(
      onEvent(
        'an admin cannot move an event that has started to another past time',
        started,
        edit({ eventTime: inDays(-2) }),
      ),
    ),
    allowed(
      onEvent(
        'an admin can edit an event whose cancelledAt is null',
        { cancelledAt: null },
        edit(),
      ),
    ),
    denied(onEvent('an admin cannot edit a cancelled event', cancelled, edit())),
    denied(
      onEvent(
        'an admin cannot bring back a cancelled event',
        cancelled,
        edit({ cancelledAt: null }),
      ),
    ),
    denied(onEvent('an admin cannot cancel an event twice', cancelled, cancelEvent(path))),
  ],
};
