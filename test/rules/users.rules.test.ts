import { beforeAll, describe, test } from '@jest/globals';
import { LIMITS, notificationPath, userPath } from '@firegroups/model';
import { Timestamp as AdminTimestamp } from 'firebase-admin/firestore';
import {
  Timestamp,
  collection,
  deleteDoc,
  deleteField,
  doc,
  getDoc,
  getDocs,
  limit,
  query,
  serverTimestamp,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import { storedUser } from '../support/documents.ts';
import { expectAllowed, expectDenied } from '../support/expect.ts';
import { useRules } from '../support/rules.ts';

const scene = useRules('users');

beforeAll(async () => {
  await scene
    .admin()
    .doc(userPath('ann'))
    .set({ ...storedUser('Ann'), displayNameSearch: 'ann' });
});

describe('users/{uid}', () => {
  const created = {
    displayName: 'Bob',
    createdAt: serverTimestamp(),
    updatedAt: serverTimestamp(),
  };
  const create = (uid: string, change: object = {}) =>
    setDoc(doc(scene.as(uid), userPath(uid)), { ...created, ...change });
  const update = (by: string, change: object) =>
    updateDoc(doc(scene.as(by), userPath('ann')), { updatedAt: serverTimestamp(), ...change });

  test('any signed-in user gets a profile', async () => {
    await expectAllowed(getDoc(doc(scene.as('bob'), userPath('ann'))));
    await expectDenied(getDoc(doc(scene.asSignedOut(), userPath('ann'))));
    await expectDenied(getDoc(doc(scene.asAnonymous(), userPath('ann'))));
  });

  test('any signed-in user lists people, 50 at most', async () => {
    const people = collection(scene.as('bob'), 'users');
    await expectAllowed(getDocs(query(people, limit(LIMITS.openList))));
    await expectDenied(getDocs(query(people, limit(LIMITS.openList + 1))));
    await expectDenied(getDocs(people));
    await expectDenied(getDocs(query(collection(scene.asSignedOut(), 'users'), limit(1))));
  });

  test('users write their own profile, and no other', async () => {
    await expectAllowed(create('bob'));
    await expectDenied(setDoc(doc(scene.as('bob'), userPath('carol')), created));
    await expectDenied(setDoc(doc(scene.asAnonymous(), userPath('anonymous')), created));
    await expectAllowed(update('ann', { displayName: 'Anne' }));
    await expectDenied(update('bob', { displayName: 'Anne' }));
    await expectDenied(deleteDoc(doc(scene.as('ann'), userPath('ann'))));
  });

  const https = (length: number) => 'https://'.padEnd(length, 'x');
  const VALUES: [string, object, object][] = [
    [
      'displayName',
      { displayName: 'x'.repeat(LIMITS.displayName) },
      { displayName: 'x'.repeat(LIMITS.displayName + 1) },
    ],
    ['displayName', { displayName: '\n.' }, { displayName: ' \x0b\n' }],
    ['displayName', { displayName: 'Bo' }, { displayName: null }],
    ['photoURL', { photoURL: https(LIMITS.photoURL) }, { photoURL: https(LIMITS.photoURL + 1) }],
    ['photoURL', { photoURL: null }, { photoURL: 'http://example.com' }],
    ['photoURL', { photoURL: https(20) }, { photoURL: 5 }],
    ['bio', { bio: 'x'.repeat(LIMITS.bio) }, { bio: 'x'.repeat(LIMITS.bio + 1) }],
    ['bio', { bio: '' }, { bio: null }],
    ['updatedAt', {}, { updatedAt: Timestamp.fromMillis(0) }],
    ['createdAt', {}, { createdAt: Timestamp.fromMillis(0) }],
    ['displayNameSearch', {}, { displayNameSearch: 'forged' }],
    ['a field that is not declared', {}, { admin: true }],
  ];

  test.each(VALUES)('create with %s: %j passes, %j is refused', async (_field, good, bad) => {
    await expectAllowed(create(`new${Math.random()}`, good));
    await expectDenied(create(`new${Math.random()}`, bad));
  });

  test.each(VALUES)('update of %s: %j passes, %j is refused', async (_field, good, bad) => {
    await expectAllowed(update('ann', good));
    await expectDenied(update('ann', bad));
  });

  test.each(['displayName', 'createdAt', 'updatedAt'])('%s cannot be missing', async (field) => {
    const { [field]: _left, ...rest } = created as Record<string, unknown>;
    await expectDenied(setDoc(doc(scene.as('dan'), userPath('dan')), rest));
    await expectDenied(update('ann', { [field]: deleteField() }));
  });
});

describe('users/{uid}/notifications/{notificationId}', () => {
  const path = notificationPath('ann', 'n1');
  const stored = {
    type: 'group_invite',
    groupId: 'g1',
    groupTitle: 'Chess',
    actorId: 'bob',
    actorName: 'Bob',
    subjectId: null,
    createdAt: AdminTimestamp.now(),
    readAt: null,
    expiresAt: AdminTimestamp.now(),
  };
  const restore = () => scene.admin().doc(path).set(stored);

  test('the owner reads them, nobody else', async () => {
    await restore();
    await expectAllowed(getDoc(doc(scene.as('ann'), path)));
    await expectAllowed(getDocs(collection(scene.as('ann'), 'users/ann/notifications')));
    await expectDenied(getDoc(doc(scene.as('bob'), path)));
    await expectDenied(getDocs(collection(scene.as('bob'), 'users/ann/notifications')));
    await expectDenied(getDoc(doc(scene.asSignedOut(), path)));
  });

  test('no client creates one', async () => {
    const forged = { ...stored, createdAt: serverTimestamp(), expiresAt: serverTimestamp() };
    await expectDenied(setDoc(doc(scene.as('ann'), notificationPath('ann', 'n2')), forged));
    await expectDenied(setDoc(doc(scene.as('bob'), notificationPath('ann', 'n2')), forged));
  });

  test('the owner marks one read, once, and nothing else', async () => {
    await restore();
    const update = (by: string, change: object) => updateDoc(doc(scene.as(by), path), change);
    await expectDenied(update('bob', { readAt: serverTimestamp() }));
    await expectDenied(update('ann', { readAt: Timestamp.fromMillis(0) }));
    await expectDenied(update('ann', { readAt: deleteField() }));
    await expectDenied(update('ann', { readAt: serverTimestamp(), type: 'join_approved' }));
    await expectAllowed(update('ann', { readAt: serverTimestamp() }));
    await expectDenied(update('ann', { readAt: serverTimestamp() }));
    await expectDenied(update('ann', { readAt: null }));
  });

  test('the owner deletes one', async () => {
    await restore();
    await expectDenied(deleteDoc(doc(scene.as('bob'), path)));
    await expectAllowed(deleteDoc(doc(scene.as('ann'), path)));
  });
});
