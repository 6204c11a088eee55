/** What hangs on a user: the public profile, and what is the owner's alone. */
import {
  LIMITS,
  NOTIFICATION_TYPES,
  PLATFORMS,
  devicePath,
  notificationPath,
  readMarkPath,
  settingsPath,
  userPath,
} from '@firegroups/model';
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  limit,
  query,
  serverTimestamp,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import {
  creationCases,
  createdDocument,
  documentCases,
  missingCase,
  storedDocument,
  updateCases,
  type DocumentSpec,
  type UpdatableSpec,
} from '../documentCases.ts';
import {
  allFixed,
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
import {
  ANONYMOUS,
  SIGNED_OUT,
  decided,
  denied,
  twins,
  type Policy,
  type PolicyCase,
} from '../policyCase.ts';

const OWNER = 'owner';
const OTHER = 'other';
const PEOPLE = { 'the owner': OWNER, 'another user': OTHER, 'one who is signed out': SIGNED_OUT };

const https = (length: number) => 'https://'.padEnd(length, 'x');

const profile: UpdatableSpec = {
  what: 'a profile',
  by: OWNER,
  given: () => ({}),
  path: () => userPath(OWNER),
  fields: {
    displayName: filledText(LIMITS.displayName),
    displayNameSearch: server('text'),
    photoURL: optional({
      isOptional: true,
      change: 'free',
      stored: null,
      good: [https(20), https(LIMITS.photoURL), null],
      bad: [https(LIMITS.photoURL + 1), 'http://example.com', 'https://', 'https://a b', '', 7],
    }),
    bio: optional(text(LIMITS.bio)),
    createdAt: fixed(now()),
    updatedAt: now(),
  },
  update: { displayName: 'Better', updatedAt: serverTimestamp() },
};

const storedProfile = { [userPath(OWNER)]: storedDocument(profile) };

/** An operation on the owner's documents, by everybody; only some may. */
function byEverybody(
  name: string,
  given: Record<string, object | null>,
  does: PolicyCase['does'],
  may: readonly string[],
): PolicyCase[] {
  const people = { ...PEOPLE, 'one with an anonymous account': ANONYMOUS };
  return Object.entries(people).map(([who, by]) => ({
    name: `${who} ${may.includes(by) ? 'may' : 'may not'} ${name}`,
    given: () => given,
    by,
    does,
    outcome: decided(may.includes(by)),
  }));
}

const people = (count?: number): PolicyCase['does'] => {
  const limits = count === undefined ? [] : [limit(count)];
  return (firestore) => getDocs(query(collection(firestore, 'users'), ...limits));
};

export const users: Policy = {
  of: 'users/{uid}',
  cases: [
    ...byEverybody(
      'get a profile',
      storedProfile,
      (firestore) => getDoc(doc(firestore, userPath(OWNER))),
      [OWNER, OTHER],
    ),
    ...byEverybody('list 50 people', storedProfile, people(LIMITS.openList), [OWNER, OTHER]),
    ...byEverybody('list 51 people', storedProfile, people(LIMITS.openList + 1), []),
    ...byEverybody('list all people', storedProfile, people(), []),
    ...byEverybody(
      'create the profile',
      { [userPath(OWNER)]: null },
      (firestore) => setDoc(doc(firestore, userPath(OWNER)), createdDocument(profile)),
      [OWNER],
    ),
    ...byEverybody(
      'change the profile',
      storedProfile,
      (firestore) => updateDoc(doc(firestore, userPath(OWNER)), profile.update),
      [OWNER],
    ),
    ...byEverybody(
      'delete the profile',
      storedProfile,
      (firestore) => deleteDoc(doc(firestore, userPath(OWNER))),
      [],
    ),
    {
      // One with an anonymous account has no profile, not even their own.
      name: 'one with an anonymous account may not create a profile of their own',
      given: () => ({ [userPath('anonymous')]: null }),
      by: ANONYMOUS,
      does: (firestore) => setDoc(doc(firestore, userPath('anonymous')), createdDocument(profile)),
      outcome: 'denied',
    },
    ...documentCases(profile),
  ],
};

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

const path = notificationPath(OWNER, 'n1');
const notificationFields = allFixed({
  type: oneOf(NOTIFICATION_TYPES),
  groupId: exactly('g1'),
  groupTitle: exactly('Chess'),
  actorId: exactly(OTHER),
  actorName: exactly('Other'),
  subjectId: exactly('s1'),
  createdAt: now(),
  expiresAt: now(),
});
const notification: UpdatableSpec = {
  what: 'a notification',
  by: OWNER,
  given: () => ({}),
  path: () => path,
  // It is marked read, to now.
  fields: {
    ...notificationFields,
    readAt: { ...now(), stored: null, bad: [new Date(0), 'now', true] },
  },
  update: { readAt: serverTimestamp() },
};
const unread = { [path]: storedDocument(notification) };
const read = { [path]: { ...storedDocument(notification), readAt: new Date() } };

export const notifications: Policy = {
  of: 'users/{uid}/notifications/{notificationId}',
  cases: [
    ...byEverybody('get a notification', unread, (firestore) => getDoc(doc(firestore, path)), [
      OWNER,
    ]),
    ...byEverybody(
      'list notifications',
      unread,
      (firestore) => getDocs(collection(firestore, 'users/owner/notifications')),
      [OWNER],
    ),
    ...byEverybody(
      'list notifications of all users',
      unread,
      (firestore) => getDocs(collectionGroup(firestore, 'notifications')),
      [],
    ),
    ...byEverybody(
      'create a notification',
      { [path]: null },
      (firestore) =>
        setDoc(doc(firestore, path), { ...createdDocument(notification), readAt: null }),
      [],
    ),
    ...byEverybody(
      'mark a notification read',
      unread,
      (firestore) => updateDoc(doc(firestore, path), notification.update),
      [OWNER],
    ),
    ...byEverybody(
      'delete a notification',
      unread,
      (firestore) => deleteDoc(doc(firestore, path)),
      [OWNER],
    ),
    ...updateCases(notification),
    missingCase(notification),
    denied({
      name: 'refuses to mark a notification read twice',
      by: OWNER,
      given: () => read,
      does: (firestore) => updateDoc(doc(firestore, path), notification.update),
    }),
    denied({
      name: 'refuses to mark a notification unread',
      by: OWNER,
      given: () => read,
      does: (firestore) => updateDoc(doc(firestore, path), { readAt: null }),
    }),
  ],
};
