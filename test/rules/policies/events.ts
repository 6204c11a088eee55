/** Events and the votes on them. */
import { LIMITS, VOTES, eventPath, votePath } from '@firegroups/model';
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  serverTimestamp,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import { ACTOR, FOUNDER } from '../../support/standings.ts';
import { contentCases } from '../contentCases.ts';
import {
  createdDocument,
  documentCases,
  storedDocument,
  type UpdatableSpec,
} from '../documentCases.ts';
import {
  exactly,
  filledText,
  fixed,
  now,
  oneOf,
  optional,
  server,
  text,
  type Fields,
} from '../fields.ts';
import { allowed, decided, denied, type Policy, type PolicyCase } from '../policyCase.ts';
import {
  ASKERS,
  groupWith,
  groupWithAsker,
  isJoinedAsker,
  isStaffAsker,
  type Asker,
} from '../worlds.ts';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
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
    bad: [new Date(Date.now() - MINUTE), furthest(1), Date.now() + DAY, 'tomorrow', null],
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

const storedEvent = (change: object = {}) => ({
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
  isJoinedAsker(asker) && (isAuthor || isStaffAsker(asker));

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

const voteFields = (uid: string): Fields => ({
  userId: exactly(uid),
  vote: oneOf(VOTES),
  updatedAt: now(),
});

const vote: UpdatableSpec = {
  what: 'a vote',
  by: ACTOR,
  given: (groupId) => ({
    ...groupWith(groupId, { [ACTOR]: 'member' }),
    [eventPath(groupId, 'e1')]: storedEvent(),
  }),
  path: (groupId) => votePath(groupId, 'e1', ACTOR),
  fields: voteFields(ACTOR),
  update: { vote: 'not_going', updatedAt: serverTimestamp() },
};

/** Casting, changing and withdrawing, of one's own vote or another's. */
function votingCases(asker: Asker, whose: 'own' | 'other'): PolicyCase[] {
  const uid = whose === 'own' ? asker.by : FOUNDER;
  const isAllowed = whose === 'own' && isJoinedAsker(asker);
  const sentence = (verb: string) =>
    `${asker.who} ${isAllowed ? 'may' : 'may not'} ${verb} ${whose === 'own' ? 'their own' : "another's"} vote`;
  const given = (isCast: boolean) => (groupId: string) => ({
    ...groupWithAsker(groupId, asker),
    [eventPath(groupId, 'e1')]: storedEvent(),
    [votePath(groupId, 'e1', uid)]: isCast ? storedDocument({ fields: voteFields(uid) }) : null,
  });
  const ref: (...words: Parameters<PolicyCase['does']>) => ReturnType<typeof doc> = (
    firestore,
    groupId,
  ) => doc(firestore, votePath(groupId, 'e1', uid));
  const outcome = decided(isAllowed);
  const { by } = asker;
  return [
    {
      name: sentence('cast'),
      by,
      given: given(false),
      does: (...at) => setDoc(ref(...at), createdDocument({ fields: voteFields(uid) })),
      outcome,
    },
    {
      name: sentence('change'),
      by,
      given: given(true),
      does: (...at) => updateDoc(ref(...at), vote.update),
      outcome,
    },
    {
      name: sentence('withdraw'),
      by,
      given: given(true),
      does: (...at) => deleteDoc(ref(...at)),
      outcome,
    },
  ];
}

function readingVotes(asker: Asker): PolicyCase[] {
  const outcome = decided(isJoinedAsker(asker));
  const may = isJoinedAsker(asker) ? 'may' : 'may not';
  const given = (groupId: string) => ({
    ...groupWithAsker(groupId, asker),
    [votePath(groupId, 'e1', FOUNDER)]: storedDocument({ fields: voteFields(FOUNDER) }),
  });
  const { by, who } = asker;
  return [
    {
      name: `${who} ${may} get another's vote`,
      by,
      given,
      does: (firestore, groupId) => getDoc(doc(firestore, votePath(groupId, 'e1', FOUNDER))),
      outcome,
    },
    {
      name: `${who} ${may} list votes`,
      by,
      given,
      does: (firestore, groupId) =>
        getDocs(collection(firestore, `groups/${groupId}/events/e1/votes`)),
      outcome,
    },
    denied({
      name: `${who} may not list votes across groups`,
      by,
      given,
      does: (firestore) => getDocs(collectionGroup(firestore, 'votes')),
    }),
  ];
}

/** A vote is cast, changed and withdrawn until the event starts or is cancelled, and never where there is none. */
function votingOn(what: string, stored: object | null, isAllowed: boolean): PolicyCase[] {
  const given = (isCast: boolean) => (groupId: string) => ({
    ...groupWith(groupId, { [ACTOR]: 'member' }),
    [eventPath(groupId, 'e1')]: stored,
    [votePath(groupId, 'e1', ACTOR)]: isCast ? storedDocument(vote) : null,
  });
  const may = isAllowed ? 'allows' : 'refuses';
  const outcome = decided(isAllowed);
  return [
    {
      name: `${may} to cast a vote on ${what}`,
      by: ACTOR,
      given: given(false),
      does: (firestore, groupId) =>
        setDoc(doc(firestore, votePath(groupId, 'e1', ACTOR)), createdDocument(vote)),
      outcome,
    },
    {
      name: `${may} to change a vote on ${what}`,
      by: ACTOR,
      given: given(true),
      does: (firestore, groupId) =>
        updateDoc(doc(firestore, votePath(groupId, 'e1', ACTOR)), vote.update),
      outcome,
    },
    {
      name: `${may} to withdraw a vote on ${what}`,
      by: ACTOR,
      given: given(true),
      does: (firestore, groupId) => deleteDoc(doc(firestore, votePath(groupId, 'e1', ACTOR))),
      outcome,
    },
  ];
}

const { cancelledAt: _none, ...neverCancelled } = storedEvent();

export const votes: Policy = {
  of: 'groups/{groupId}/events/{eventId}/votes/{uid}',
  cases: [
    ...ASKERS.flatMap((asker) => [
      ...readingVotes(asker),
      ...votingCases(asker, 'own'),
      ...votingCases(asker, 'other'),
    ]),
    ...documentCases(vote),
    ...votingOn('an event to come', storedEvent(), true),
    ...votingOn('an event without cancelledAt', neverCancelled, true),
    ...votingOn('an event that has begun', storedEvent({ eventTime: inDays(-1) }), false),
    ...votingOn('an event that is cancelled', storedEvent({ cancelledAt: inDays(-1) }), false),
    ...votingOn('an event that is not there', null, false),
  ],
};
