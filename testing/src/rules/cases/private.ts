/** What is the owner's alone: settings, read marks, devices. */
import {
  LIMITS,
  NOTIFICATION_TYPES,
  PLATFORMS,
  devicePath,
  readMarkPath,
  settingsPath,
} from '@firegroups/model';
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  serverTimestamp,
  setDoc,
} from 'firebase/firestore';
import {
  creationCases,
  createdDocument,
  storedDocument,
  updateCases,
  type DocumentSpec,
  type UpdatableSpec,
} from '../documentCases.ts';
import { exactly, now, oneOf, type Fields } from '../fields.ts';
import { twins, type Policy, type PolicyCase } from '../policyCase.ts';
import { OWNER, byEverybody } from '../everybody.ts';

/** A document that its owner alone reads, writes and deletes. */
function ownersOnly(spec: DocumentSpec, collectionPath?: string): PolicyCase[] {
  const path = spec.path('');
  const stored = { [path]: storedDocument(spec) };
  const { what } = spec;
  const name = collectionPath?.split('/').at(-1);
  return [
    ...byEverybody(`get ${what}`, stored, (firestore) => getDoc(doc(firestore, path)), [OWNER]),
    ...byEverybody(
      `create ${what}`,
      { [path]: null },
      (firestore) => setDoc(doc(firestore, path), createdDocument(spec)),
      [OWNER],
    ),
    ...byEverybody(
      `replace ${what}`,
      stored,
      (firestore) => setDoc(doc(firestore, path), createdDocument(spec)),
      [OWNER],
    ),
    ...byEverybody(`delete ${what}`, stored, (firestore) => deleteDoc(doc(firestore, path)), [
      OWNER,
    ]),
    ...(collectionPath && name
      ? [
          ...byEverybody(
            `list ${name}`,
            stored,
            (firestore) => getDocs(collection(firestore, collectionPath)),
            [OWNER],
          ),
          ...byEverybody(
            `list ${name} of all users`,
            stored,
            (firestore) => getDocs(collectionGroup(firestore, name)),
            [],
          ),
        ]
      : []),
  ];
}

const both = { inApp: true, push: true };
const choices = {
  isOptional: true,
  change: 'free',
  stored: {},
  good: [
    {},
    Object.fromEntries(NOTIFICATION_TYPES.map((type) => [type, both])),
    ...[true, false].flatMap((inApp) =>
      [true, false].map((push) => ({ group_invite: { inApp, push } })),
    ),
  ],
  bad: [
    { other: both },
    ...NOTIFICATION_TYPES.map((type) => ({ [type]: { inApp: true } })),
    { group_invite: { push: true } },
    { group_invite: { ...both, sms: true } },
    { group_invite: { inApp: 1, push: true } },
    { group_invite: { inApp: 'true', push: 'true' } },
    { group_invite: true },
    { group_invite: null },
    [both],
    true,
    null,
  ],
} as const satisfies Fields[string];

const settingsSpec: UpdatableSpec = {
  what: 'settings',
  by: OWNER,
  given: () => ({}),
  path: () => settingsPath(OWNER),
  fields: { notifications: choices },
  update: { notifications: {} },
};

const privateDocument = 'users/owner/private/more';

export const settings: Policy = {
  of: 'users/{uid}/private/settings',
  cases: [
    ...ownersOnly(settingsSpec),
    ...creationCases(settingsSpec),
    ...updateCases(settingsSpec),
    ...byEverybody(
      'list private documents',
      {},
      (firestore) => getDocs(collection(firestore, 'users/owner/private')),
      [],
    ),
    ...byEverybody(
      'write another private document',
      { [privateDocument]: null },
      (firestore) => setDoc(doc(firestore, privateDocument), {}),
      [],
    ),
  ],
};

const readMark: DocumentSpec = {
  what: 'a read mark',
  by: OWNER,
  given: () => ({}),
  path: (_groupId, id = 'g1') => readMarkPath(OWNER, id),
  fields: { groupId: exactly('g1'), lastReadAt: now() },
};

const idCases = (spec: DocumentSpec, fieldsOf: (id: string) => object) => {
  const create =
    (id: string): PolicyCase['does'] =>
    (firestore) =>
      setDoc(doc(firestore, spec.path('', id)), fieldsOf(id));
  const longest = 'x'.repeat(LIMITS.id);
  return twins(
    { by: OWNER, given: () => ({}) },
    [`${spec.what} under an id of ${LIMITS.id} letters`, create(longest)],
    [`${spec.what} under a longer id`, create(`${longest}x`)],
    [`${spec.what} under the id é`, create('é')],
  );
};

export const readMarks: Policy = {
  of: 'users/{uid}/reads/{groupId}',
  cases: [
    ...ownersOnly(readMark, 'users/owner/reads'),
    ...creationCases(readMark),
    ...idCases(readMark, (id) => ({ groupId: id, lastReadAt: serverTimestamp() })),
  ],
};

const device: DocumentSpec = {
  what: 'a device',
  by: OWNER,
  given: () => ({}),
  path: (_groupId, id = 'd1') => devicePath(OWNER, id),
  fields: {
    token: {
      isOptional: false,
      change: 'free',
      stored: 'token',
      good: ['token', 't', 'x'.repeat(LIMITS.deviceToken)],
      bad: ['', 'x'.repeat(LIMITS.deviceToken + 1), 7, ['token'], null],
    },
    platform: oneOf(PLATFORMS),
    updatedAt: now(),
  },
};

export const devices: Policy = {
  of: 'users/{uid}/devices/{deviceId}',
  cases: [
    ...ownersOnly(device, 'users/owner/devices'),
    ...creationCases(device),
    ...idCases(device, () => createdDocument(device)),
  ],
};
