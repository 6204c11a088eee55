/** Groups: who sees them, edits them and has them erased. Founding them: founding.ts. */
import { LIMITS, groupPath, type Group } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import {
  collection,
  collectionGroup,
  deleteDoc,
  deleteField,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  limit,
  or,
  query,
  serverTimestamp,
  updateDoc,
  where,
  type Firestore,
} from 'firebase/firestore';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { missingCase, updateCases } from '../documentCases.ts';
import { exactly } from '../fields.ts';
import { allowed, decided, denied, twins, type Policy, type PolicyCase } from '../policyCase.ts';
import {
  ASKERS,
  groupWith,
  groupWithAsker,
  isJoinedAsker,
  isAdminAsker,
  type Asker,
} from '../worlds.ts';
import { group, groupFields } from './founding.ts';

const past = new Date(0);

type Does = PolicyCase['does'];

// ---- reading ----

const get: Does = (firestore, groupId) => getDoc(doc(firestore, groupPath(groupId)));
const isSignedIn = ({ by }: Asker) => by === ACTOR;
const seesPrivate = (asker: Asker) =>
  isJoinedAsker(asker) ||
  (isSignedIn(asker) && ['invited', 'invited by the actor', 'waiting'].includes(asker.standing));

function getting(asker: Asker): PolicyCase[] {
  const cell = (what: string, given: PolicyCase['given'], isAllowed: boolean): PolicyCase => ({
    name: `${asker.who} ${isAllowed ? 'may' : 'may not'} get ${what}`,
    by: asker.by,
    given,
    does: get,
    outcome: decided(isAllowed),
  });
  const group = (change: Partial<Group<Timestamp>>) => (groupId: string) =>
    groupWith(groupId, { [asker.by]: asker.standing }, change);
  return [
    cell('a public group', group({ visibility: 'public' }), isSignedIn(asker)),
    cell('a private group', group({ visibility: 'private' }), seesPrivate(asker)),
    cell('a group that is not there', () => ({}), false),
  ];
}

const isPublic = where('visibility', '==', 'public');
const groupsOf = (firestore: Firestore) => collection(firestore, 'groups');
const browsing = { by: ACTOR, given: (groupId: string) => groupWith(groupId, {}) };

const listing: PolicyCase[] = [
  ...ASKERS.map((asker) => ({
    name: `${asker.who} ${isSignedIn(asker) ? 'may' : 'may not'} browse public groups`,
    by: asker.by,
    given: (groupId: string) => groupWithAsker(groupId, asker),
    does: ((firestore) => getDocs(query(groupsOf(firestore), isPublic, limit(1)))) satisfies Does,
    outcome: decided(isSignedIn(asker)),
  })),
  ...twins(
    browsing,
    [
      'to browse 50 public groups',
      (firestore) => getDocs(query(groupsOf(firestore), isPublic, limit(LIMITS.openList))),
    ],
    [
      'to browse 51 public groups',
      (firestore) => getDocs(query(groupsOf(firestore), isPublic, limit(LIMITS.openList + 1))),
    ],
    ['to browse all public groups', (firestore) => getDocs(query(groupsOf(firestore), isPublic))],
    [
      'to count all public groups',
      (firestore) => getCountFromServer(query(groupsOf(firestore), isPublic)),
    ],
    [
      'to list private groups',
      (firestore) =>
        getDocs(query(groupsOf(firestore), where('visibility', '==', 'private'), limit(1))),
    ],
    [
      'to list groups of any visibility by name',
      (firestore) =>
        getDocs(
          query(groupsOf(firestore), where('visibility', 'in', ['public', 'private']), limit(1)),
        ),
    ],
    [
      'to list groups that are public or not',
      (firestore) =>
        getDocs(
          query(groupsOf(firestore), or(isPublic, where('visibility', '==', 'private')), limit(1)),
        ),
    ],
    [
      'to list groups by collection group',
      (firestore) => getDocs(query(collectionGroup(firestore, 'groups'), isPublic, limit(1))),
    ],
  ),
  {
    ...browsing,
    name: 'refuses to list groups that may be private',
    does: (firestore) => getDocs(query(groupsOf(firestore), limit(1))),
    outcome: 'too wide',
  },
];

// ---- editing and erasing ----

const update =
  (change: object): Does =>
  (firestore, groupId) =>
    updateDoc(doc(firestore, groupPath(groupId)), { updatedAt: serverTimestamp(), ...change });

const erasure = { deletedAt: serverTimestamp(), visibility: 'private' };
const asStaff = { by: ACTOR, given: (groupId: string) => groupWith(groupId, { [ACTOR]: 'admin' }) };
const asCreator = {
  by: ACTOR,
  given: (groupId: string) => groupWith(groupId, { [ACTOR]: 'creator' }),
};
const dying: Partial<Group<Timestamp>> = { visibility: 'private', deletedAt: Timestamp.now() };

const editing: PolicyCase[] = [
  ...ASKERS.flatMap((asker) => {
    const isCreator = asker.by === ACTOR && asker.standing === 'creator';
    const cell = (what: string, does: Does, isAllowed: boolean): PolicyCase => ({
      name: `${asker.who} ${isAllowed ? 'may' : 'may not'} ${what}`,
      by: asker.by,
      given: (groupId) => groupWithAsker(groupId, asker),
      does,
      outcome: decided(isAllowed),
    });
    return [
      cell('edit the group', update({ title: 'Better' }), isAdminAsker(asker)),
      cell('have the group erased', update(erasure), isCreator),
      cell('delete the group', (f, groupId) => deleteDoc(doc(f, groupPath(groupId))), false),
    ];
  }),
  ...updateCases({
    ...group,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'admin' }),
    fields: { ...groupFields, creatorId: exactly('founder') },
  }),
  missingCase(group),
  missingCase({
    ...group,
    what: 'a group of which a membership as admin is left, and',
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'admin' }),
  }),
  ...twins(
    asCreator,
    ['a group to be erased', update(erasure)],
    ['a group to be erased that stays public', update({ deletedAt: serverTimestamp() })],
    ['a group to be erased long ago', update({ ...erasure, deletedAt: past })],
    ['a group to be erased and renamed', update({ ...erasure, title: 'Bye' })],
    ['a group to be erased and made new', update({ ...erasure, createdAt: serverTimestamp() })],
    ['a group to be erased and not stamped', update({ ...erasure, updatedAt: past })],
    ['a group to be marked erased by null', update({ ...erasure, deletedAt: null })],
  ),
  ...twins(
    asStaff,
    ['a group to be hidden', update({ visibility: 'private' })],
    ['a group to be given another creator alone', update({ creatorId: ACTOR })],
  ),
  ...(
    [
      ['be edited', { title: 'Back' }],
      ['come back', { deletedAt: deleteField(), visibility: 'public' }],
      ['be erased twice', erasure],
    ] as const
  ).map(([what, change]) =>
    denied({
      name: `refuses a group that is being erased to ${what}`,
      by: ACTOR,
      given: (groupId) => groupWith(groupId, { [ACTOR]: 'creator' }, dying),
      does: update(change),
    }),
  ),
  allowed({
    name: 'allows the creator to have a group erased whose title functions have folded',
    by: ACTOR,
    given: (groupId) =>
      groupWith(groupId, { [ACTOR]: 'creator' }, { titleSearch: 'chess club', memberCount: 2 }),
    does: update(erasure),
  }),
];

export const groups: Policy = {
  of: 'groups/{groupId}',
  cases: [...ASKERS.flatMap(getting), ...listing, ...editing],
};
