/** Votes on events. */
import { VOTES, eventPath, votePath } from '@firegroups/model';
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
import { ACTOR, FOUNDER } from '../../fixtures/membershipStates.ts';
import {
  createdDocument,
  creationCases,
  updateCases,
  storedDocument,
  type UpdatableSpec,
} from '../documentCases.ts';
import { exactly, now, oneOf, type Fields } from '../fields.ts';
import { decided, denied, type Policy, type PolicyCase } from '../policyCase.ts';
import { ASKERS, groupWith, groupWithAsker, isJoinedAsker, type Asker } from '../worlds.ts';
import { inDays, storedEvent } from './events.ts';

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
    ...creationCases(vote),
    ...updateCases(vote),
    ...votingOn('an event to come', storedEvent(), true),
    ...votingOn('an event without cancelledAt', neverCancelled, true),
    ...votingOn('an event that has begun', storedEvent({ eventTime: inDays(-1) }), false),
    ...votingOn('an event that is cancelled', storedEvent({ cancelledAt: inDays(-1) }), false),
    ...votingOn('an event that is not there', null, false),
  ],
};
