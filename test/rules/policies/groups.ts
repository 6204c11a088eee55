/** Groups: who sees them, founds them, edits them and has them erased. */
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  LIMITS,
  VISIBILITIES,
  groupPath,
  memberPath,
  type Group,
} from '@firegroups/model';
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
  query,
  serverTimestamp,
  setDoc,
  updateDoc,
  where,
  writeBatch,
  type Firestore,
} from 'firebase/firestore';
import { createdGroup, createdMember } from '../../support/documents.ts';
import { ACTOR } from '../../support/standings.ts';
import {
  creationCases,
  createdDocument,
  missingCase,
  updateCases,
  type UpdatableSpec,
} from '../documentCases.ts';
import {
  exactly,
  filledText,
  fixed,
  imageId,
  now,
  oneOf,
  optional,
  server,
  text,
  type Fields,
} from '../fields.ts';
import {
  allowed,
  decided,
  denied,
  twins,
  type Policy,
  type PolicyCase,
  type World,
} from '../policyCase.ts';
import {
  ASKERS,
  groupWith,
  groupWithAsker,
  isJoinedAsker,
  isStaffAsker,
  profilesOf,
  type Asker,
} from '../worlds.ts';

const CREATOR = { role: 'creator', status: 'joined', invitedBy: null } as const;
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

// ---- founding ----

const groupFields: Fields = {
  title: filledText(LIMITS.groupTitle),
  titleSearch: server('text'),
  description: optional(text(LIMITS.groupDescription)),
  photoId: imageId(),
  visibility: oneOf(VISIBILITIES),
  joinPolicy: oneOf(JOIN_POLICIES),
  invitePolicy: oneOf(INVITE_POLICIES),
  creatorId: exactly(ACTOR),
  createdAt: fixed(now()),
  updatedAt: now(),
  memberCount: server(5),
};

/** The two writes of founding a group, the second with what differs from a valid one; undefined leaves a field out. */
function found(
  firestore: Firestore,
  path: string,
  fields: object,
  member: Record<string, unknown> | null = {},
): Promise<void> {
  const groupId = path.split('/')[1]!;
  const batch = writeBatch(firestore);
  batch.set(doc(firestore, path), fields);
  if (member) {
    const membership = Object.entries<unknown>({
      ...createdMember(groupId, ACTOR, CREATOR),
      ...member,
    });
    const present = Object.fromEntries(membership.filter(([, value]) => value !== undefined));
    batch.set(doc(firestore, memberPath(groupId, ACTOR)), present);
  }
  return batch.commit();
}

const group: UpdatableSpec = {
  what: 'a group',
  by: ACTOR,
  given: (groupId) => ({
    ...profilesOf(ACTOR),
    // What a longer id leaves behind is founded anew.
    [memberPath(groupId, ACTOR)]: null,
  }),
  path: (groupId) => groupPath(groupId),
  fields: groupFields,
  create: (firestore, path, fields) => found(firestore, path, fields),
  update: { title: 'Better', updatedAt: serverTimestamp() },
};

const founding = { by: ACTOR, given: group.given };
const foundWith =
  (member: Record<string, unknown> | null): Does =>
  (firestore, groupId) =>
    found(firestore, groupPath(groupId), createdDocument(group), member);
/** Founds a group whose id begins with the case's, as long as told. */
const foundLong =
  (length: number): Does =>
  (firestore, groupId) =>
    found(firestore, groupPath(groupId.padEnd(length, '-_Z')), createdDocument(group));

const foundings: PolicyCase[] = [
  ...ASKERS.filter(({ by, standing }) => by !== ACTOR || standing === 'none').map((asker) => ({
    name: `${asker.who} ${isSignedIn(asker) ? 'may' : 'may not'} found a group`,
    by: asker.by,
    given: group.given,
    does: foundWith({}),
    outcome: decided(isSignedIn(asker)),
  })),
  ...creationCases(group),
  ...twins(
    founding,
    [`a group under an id of ${LIMITS.id} letters`, foundLong(LIMITS.id)],
    ['a group under a longer id', foundLong(LIMITS.id + 1)],
    [
      'a group under an id with é',
      (firestore, groupId) => found(firestore, groupPath(`${groupId}é`), createdDocument(group)),
    ],
  ),
  denied({
    name: 'refuses a group of one without a profile',
    by: ACTOR,
    given: () => profilesAbsent(ACTOR),
    does: foundWith({}),
  }),
  ...twins(
    founding,
    ["a group with its creator's membership", foundWith({})],
    ['a group without it', foundWith(null)],
    ['a group whose creator is an admin', foundWith({ role: 'admin' })],
    ['a group whose creator waits', foundWith({ status: 'pending_request', joinedAt: null })],
    ['a creator without status', foundWith({ status: undefined })],
    ['a creator whose membership is about another', foundWith({ userId: 'somebody' })],
    ['a creator whose membership is of another group', foundWith({ groupId: 'another' })],
    ['a creator whom somebody invited', foundWith({ invitedBy: 'somebody' })],
    ['a creator who has not joined', foundWith({ joinedAt: null })],
    ['a creator who joined long ago', foundWith({ joinedAt: past })],
    ['a creator since long ago', foundWith({ createdAt: past })],
    ['a creator changed long ago', foundWith({ updatedAt: past })],
    ['a creator who is muted', foundWith({ muted: false })],
    ['a creator with a field that is not declared', foundWith({ points: 1 })],
    [
      'a group deletedAt, at once',
      (firestore, groupId) =>
        found(firestore, groupPath(groupId), {
          ...createdDocument(group),
          deletedAt: serverTimestamp(),
        }),
    ],
    [
      'a group with two creators',
      (firestore, groupId) => {
        const batch = writeBatch(firestore);
        batch.set(doc(firestore, groupPath(groupId)), createdGroup(ACTOR));
        for (const uid of [ACTOR, 'somebody']) {
          const membership = createdMember(groupId, uid, CREATOR);
          batch.set(doc(firestore, memberPath(groupId, uid)), membership);
        }
        return batch.commit();
      },
    ],
    [
      'a group founded for another',
      (firestore, groupId) => {
        const batch = writeBatch(firestore);
        batch.set(doc(firestore, groupPath(groupId)), createdGroup('somebody'));
        const membership = createdMember(groupId, 'somebody', CREATOR);
        batch.set(doc(firestore, memberPath(groupId, 'somebody')), membership);
        return batch.commit();
      },
    ],
    [
      'a group with a first message in its batch',
      (firestore, groupId) => {
        const batch = writeBatch(firestore);
        batch.set(doc(firestore, groupPath(groupId)), createdGroup(ACTOR));
        batch.set(
          doc(firestore, memberPath(groupId, ACTOR)),
          createdMember(groupId, ACTOR, CREATOR),
        );
        const message = { authorId: ACTOR, text: 'First', createdAt: serverTimestamp() };
        batch.set(doc(firestore, `groups/${groupId}/messages/m1`), message);
        return batch.commit();
      },
    ],
    [
      'a group with an invite in its batch',
      (firestore, groupId) => {
        const batch = writeBatch(firestore);
        batch.set(doc(firestore, groupPath(groupId)), createdGroup(ACTOR));
        batch.set(
          doc(firestore, memberPath(groupId, ACTOR)),
          createdMember(groupId, ACTOR, CREATOR),
        );
        const invite = { role: 'member', status: 'pending_invite', invitedBy: ACTOR } as const;
        batch.set(
          doc(firestore, memberPath(groupId, 'somebody')),
          createdMember(groupId, 'somebody', invite),
        );
        return batch.commit();
      },
    ],
  ),
  denied({
    name: 'refuses the membership of a creator in a group that is there',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, {}),
    does: (firestore, groupId) =>
      setDoc(doc(firestore, memberPath(groupId, ACTOR)), createdMember(groupId, ACTOR, CREATOR)),
  }),
  denied({
    name: 'refuses the membership of a creator in a group whose creatorId is theirs and that is there',
    by: ACTOR,
    given: (groupId) => ({
      ...groupWith(groupId, { [ACTOR]: 'creator' }),
      [memberPath(groupId, ACTOR)]: null,
    }),
    does: (firestore, groupId) =>
      setDoc(doc(firestore, memberPath(groupId, ACTOR)), createdMember(groupId, ACTOR, CREATOR)),
  }),
];

function profilesAbsent(...uids: string[]): World {
  return Object.fromEntries(Object.keys(profilesOf(...uids)).map((path) => [path, null]));
}

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
      cell('edit the group', update({ title: 'Better' }), isStaffAsker(asker)),
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
  ...twins(
    asCreator,
    ['a group to be erased', update(erasure)],
    ['a group to be erased that stays public', update({ deletedAt: serverTimestamp() })],
    ['a group to be erased long ago', update({ ...erasure, deletedAt: past })],
    ['a group to be erased and renamed', update({ ...erasure, title: 'Bye' })],
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
  cases: [...ASKERS.flatMap(getting), ...listing, ...foundings, ...editing],
};
