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
import { extraField } from '../extra.ts';
import {
  exactly,
  field,
  nameOrEmpty,
  nameUpTo,
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
import { allDenied, personCase, type Policy } from '../policyCase.ts';
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
  title: nameUpTo(LIMITS.eventTitle),
  description: optional(text(LIMITS.eventDescription)),
  location: optional(nameOrEmpty(LIMITS.eventLocation)),
  ...extraField('events'),
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
  updatedBy: { ...exactly(creatorId), change: 'stamp', stored: BYSTANDER },
  toldTime: server(inDays(3)),
  toldAt: server(inDays(-1)),
  goingCount: server(5),
  notGoingCount: server(2),
});

/** A future event by the bystander, as it is stored. */
export const storedEvent = (change: Fields = {}) => ({
  ...storedFields(eventFields(BYSTANDER)),
  ...change,
});

const path = eventPath(GROUP, 'e1');
const edit = (eventAt: string, by: string, changed: Fields = {}) =>
  updateEvent(eventAt, by, { title: 'Better', ...changed });
const change = (changed: Fields = {}) => edit(path, ACTOR, changed);
const moveTo = (days: number) => change({ eventTime: inDays(days) });
const started = { eventTime: inDays(-1) };
const cancelled = { cancelledAt: inDays(-1) };

/** What an admin can do to an event that is stored with these fields, and what not. */
const CHANGES: [isAllowed: boolean, what: string, stored: Fields, update: ClientWrite][] = [
  [true, 'edit an event that has started', started, change()],
  [true, 'move an event that has started to a future time', started, moveTo(1)],
  [false, 'move an event that has started to another past time', started, moveTo(-2)],
  [true, 'edit an event whose cancelledAt is null', { cancelledAt: null }, change()],
  [false, 'edit a cancelled event', cancelled, change()],
  [false, 'bring back a cancelled event', cancelled, change({ cancelledAt: null })],
  [false, 'cancel an event twice', cancelled, cancelEvent(path, ACTOR)],
];

const byCreatorAndAdmins = (person: Person, isAuthor: boolean) =>
  isJoined(person) && (isAuthor || isAdmin(person));

export const events: Policy = {
  of: 'groups/{groupId}/events/{eventId}',
  cases: [
    ...contentCases({
      noun: 'event',
      hasExtra: true,
      collection: `groups/${GROUP}/events`,
      fieldsOf: eventFields,
      create: (eventAt, creatorId) => createEvent(eventAt, creatorId, TOMORROW),
      updates: {
        edit: { update: edit, can: byCreatorAndAdmins },
        cancel: { update: cancelEvent, can: byCreatorAndAdmins },
      },
    }),
    ...allDenied(ACTOR, groupWith(GROUP, { [ACTOR]: 'member' }), {
      'refuses a new event that is cancelled': write(
        withFields(createEvent(path, ACTOR, TOMORROW), { cancelledAt: serverTimestamp() }),
      ),
    }),
    ...CHANGES.map(([isAllowed, what, stored, update]) => {
      const given = { ...groupWith(GROUP, { [ACTOR]: 'admin' }), [path]: storedEvent(stored) };
      return personCase({ label: 'an admin', uid: ACTOR }, isAllowed, what, given, write(update));
    }),
  ],
};
