/** Events. */
import { LIMITS, eventPath } from '@firegroups/model';
import { doc, serverTimestamp, setDoc, updateDoc } from 'firebase/firestore';
import { ACTOR, FOUNDER } from '../../fixtures/membershipStates.ts';
import { contentCases } from '../contentCases.ts';
import {
  createdDocument,
  documentCases,
  storedDocument,
  type UpdatableSpec,
} from '../documentCases.ts';
import { exactly, filledText, fixed, now, optional, server, text, type Fields } from '../fields.ts';
import { allowed, denied, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith, isJoinedAsker, isAdminAsker, type Asker } from '../worlds.ts';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;
/** A time from now; a negative number is past. */
export const inDays = (days: number) => new Date(Date.now() + days * DAY);
const edited = { title: 'Better', updatedAt: serverTimestamp() };
const cancelled = { cancelledAt: serverTimestamp(), updatedAt: serverTimestamp() };

/** The clocks of the test and of the emulator are one; a minute covers what a run takes. */
const furthest = (margin: number) =>
  new Date(Date.now() + LIMITS.eventDaysAhead * DAY + margin * 60 * MINUTE);

const eventFields = (creatorId: string): Fields => ({
  creatorId: exactly(creatorId),
  title: filledText(LIMITS.eventTitle),
  description: optional(text(LIMITS.eventDescription)),
  location: optional(text(LIMITS.eventLocation)),
  eventTime: {
    isOptional: false,
    change: 'free',
    stored: inDays(1),
    good: [inDays(1), inDays(2), furthest(-1)],
    bad: [
      serverTimestamp(),
      new Date(Date.now() - MINUTE),
      furthest(1),
      Date.now() + DAY,
      'tomorrow',
      null,
    ],
  },
  cancelledAt: {
    isOptional: true,
    change: 'free',
    stored: null,
    good: [null],
    bad: [inDays(-1), inDays(1), true],
  },
  createdAt: fixed(now()),
  updatedAt: now(),
  goingCount: server(5),
  notGoingCount: server(2),
});

/** An event to come of the founder, as it is stored. */
export const storedEvent = (change: object = {}) => ({
  ...storedDocument({ fields: eventFields(FOUNDER) }),
  ...change,
});

const event: UpdatableSpec = {
  what: 'an event',
  by: ACTOR,
  given: (groupId) => groupWith(groupId, { [ACTOR]: 'member' }),
  path: (groupId, id = 'e1') => eventPath(groupId, id),
  fields: eventFields(ACTOR),
  hasClientId: true,
  update: edited,
};

const updateOfEvent = (stored: object, change: object) => ({
  by: ACTOR,
  given: (groupId: string) => ({
    ...groupWith(groupId, { [ACTOR]: 'admin' }),
    [eventPath(groupId, 'e1')]: storedEvent(stored),
  }),
  does: ((firestore, groupId) =>
    updateDoc(doc(firestore, eventPath(groupId, 'e1')), change)) satisfies PolicyCase['does'],
});

const mayChange = (asker: Asker, isAuthor: boolean) =>
  isJoinedAsker(asker) && (isAuthor || isAdminAsker(asker));

export const events: Policy = {
  of: 'groups/{groupId}/events/{eventId}',
  cases: [
    ...contentCases({
      what: 'an event',
      collection: (groupId) => `groups/${groupId}/events`,
      stored: (creatorId) => storedDocument({ fields: eventFields(creatorId) }),
      created: (creatorId) => createdDocument({ fields: eventFields(creatorId) }),
      operations: {
        edit: { change: edited, who: mayChange },
        cancel: { change: cancelled, who: mayChange },
      },
    }),
    ...documentCases(event),
    denied({
      name: 'refuses an event that is created cancelled',
      by: ACTOR,
      given: event.given,
      does: (firestore, groupId) =>
        setDoc(doc(firestore, eventPath(groupId, 'e1')), {
          ...createdDocument(event),
          cancelledAt: serverTimestamp(),
        }),
    }),
    allowed({
      name: 'allows to edit an event that has begun',
      ...updateOfEvent({ eventTime: inDays(-1) }, edited),
    }),
    allowed({
      name: 'allows to move an event that has begun to a time to come',
      ...updateOfEvent({ eventTime: inDays(-1) }, { ...edited, eventTime: inDays(1) }),
    }),
    denied({
      name: 'refuses to move an event that has begun to another time that is over',
      ...updateOfEvent({ eventTime: inDays(-1) }, { ...edited, eventTime: inDays(-2) }),
    }),
    allowed({
      name: 'allows to edit an event whose cancelledAt is not there',
      ...updateOfEvent({ cancelledAt: null }, edited),
    }),
    denied({
      name: 'refuses to edit an event that is cancelled',
      ...updateOfEvent({ cancelledAt: inDays(-1) }, edited),
    }),
    denied({
      name: 'refuses to bring back an event that is cancelled',
      ...updateOfEvent({ cancelledAt: inDays(-1) }, { ...edited, cancelledAt: null }),
    }),
    denied({
      name: 'refuses to cancel an event twice',
      ...updateOfEvent({ cancelledAt: inDays(-1) }, cancelled),
    }),
  ],
};
