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
