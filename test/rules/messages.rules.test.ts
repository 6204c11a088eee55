import { beforeAll, beforeEach, describe, test } from '@jest/globals';
import { LIMITS, groupPath, memberPath, messagePath, messagesPath } from '@firegroups/model';
import {
  Timestamp,
  collection,
  collectionGroup,
  deleteDoc,
  deleteField,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  serverTimestamp,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import { createdMessage, storedGroup, storedMember, storedMessage } from '../support/documents.ts';
import { expectAllowed, expectDenied } from '../support/expect.ts';
import { useRules } from '../support/rules.ts';
import { ALL_STANDINGS, STANDINGS, type Standing } from '../support/standings.ts';

const scene = useRules('messages');
const JOINED: Standing[] = ['member', 'admin', 'creator'];
const path = (messageId: string) => messagePath('g1', messageId);

const decide = (isAllowed: boolean, operation: Promise<unknown>) =>
  isAllowed ? expectAllowed(operation) : expectDenied(operation);

beforeAll(async () => {
  const admin = scene.admin();
  await admin.doc(groupPath('g1')).set(storedGroup('creator'));
  for (const person of ALL_STANDINGS) {
    const membership = STANDINGS[person];
    if (!membership) continue;
    await admin.doc(memberPath('g1', person)).set(storedMember('g1', person, membership));
  }
});

beforeEach(async () => {
  // One message of everybody, those who are out by now too.
  const batch = scene.admin().batch();
  for (const person of ALL_STANDINGS) {
    batch.set(scene.admin().doc(path(`of ${person}`)), storedMessage(person));
  }
  await batch.commit();
});

describe('groups/{groupId}/messages/{messageId}', () => {
  describe.each(ALL_STANDINGS)('one who is %s', (person) => {
    const isJoined = JOINED.includes(person);
    const ref = (messageId: string) => doc(scene.as(person), path(messageId));

    test('reads', async () => {
      const messages = collection(scene.as(person), messagesPath('g1'));
      await decide(isJoined, getDoc(ref('of creator')));
      await decide(isJoined, getDocs(messages));
      await decide(isJoined, getCountFromServer(messages));
      await expectDenied(getDocs(collectionGroup(scene.as(person), 'messages')));
    });

    test('writes as themselves, never as another', async () => {
      await decide(
        isJoined,
        setDoc(ref(`new-${person.replaceAll(' ', '-')}`), createdMessage(person)),
      );
      await expectDenied(setDoc(ref('forged'), createdMessage('founder')));
    });

    test('edits their own', async () => {
      const edit = { text: 'Better', editedAt: serverTimestamp() };
      await decide(isJoined, updateDoc(ref(`of ${person}`), edit));
      await expectDenied(updateDoc(ref('of founder'), edit));
    });

    test('deletes their own, and as staff any', async () => {
      await decide(isJoined, deleteDoc(ref(`of ${person}`)));
      const isStaff = person === 'admin' || person === 'creator';
      await decide(isStaff, deleteDoc(ref(person === 'none' ? 'of banned' : 'of none')));
    });
  });

  test('nobody without a real account gets in', async () => {
    await expectDenied(getDoc(doc(scene.asSignedOut(), path('of creator'))));
    await expectDenied(setDoc(doc(scene.asSignedOut(), path('m')), createdMessage('member')));
    await expectDenied(getDoc(doc(scene.asAnonymous(), path('of creator'))));
  });

  const uuid = '6f9619ff-8b86-d011-b42d-00cf4fc964ff';
  test.each<[string, object, object]>([
    [
      'text',
      { text: 'x'.repeat(LIMITS.messageText) },
      { text: 'x'.repeat(LIMITS.messageText + 1) },
    ],
    ['text', { text: '\n!\n' }, { text: '' }],
    ['text', { text: '0' }, { text: ['0'] }],
    ['replyTo', { replyTo: 'x'.repeat(LIMITS.id) }, { replyTo: 'x'.repeat(LIMITS.id + 1) }],
    ['replyTo', { replyTo: null }, { replyTo: 'a/b' }],
    ['imageId', { imageId: uuid }, { imageId: `${uuid}0` }],
    ['imageId', { imageId: null }, { imageId: 1 }],
    ['editedAt', { editedAt: null }, { editedAt: serverTimestamp() }],
    ['createdAt', {}, { createdAt: Timestamp.fromMillis(0) }],
    ['a field that is not declared', {}, { pinned: true }],
  ])('create with %s: %j passes, %j is refused', async (_field, good, bad) => {
    const create = (change: object) =>
      setDoc(doc(collection(scene.as('member'), messagesPath('g1'))), {
        ...createdMessage('member'),
        ...change,
      });
    await expectAllowed(create(good));
    await expectDenied(create(bad));
  });

  test.each(['authorId', 'text', 'createdAt'])('create needs %s', async (field) => {
    const { [field]: _left, ...rest } = createdMessage('member') as Record<string, unknown>;
    await expectDenied(setDoc(doc(scene.as('member'), path('m1')), rest));
  });

  test('an id has up to 128 of A-Z a-z 0-9 _ -', async () => {
    const create = (id: string) =>
      setDoc(doc(scene.as('member'), path(id)), createdMessage('member'));
    await expectAllowed(create('x'.repeat(LIMITS.id)));
    await expectDenied(create('x'.repeat(LIMITS.id + 1)));
    await expectDenied(create('a b'));
  });

  test('an edit changes the text, and nothing else', async () => {
    const edit = (change: object) =>
      updateDoc(doc(scene.as('member'), path('of member')), {
        text: 'Better',
        editedAt: serverTimestamp(),
        ...change,
      });
    for (const change of [
      { text: 'Hello' },
      { text: ' ' },
      { text: 'x'.repeat(LIMITS.messageText + 1) },
      { text: deleteField() },
      { editedAt: Timestamp.fromMillis(0) },
      { editedAt: deleteField() },
      { authorId: 'admin' },
      { createdAt: serverTimestamp() },
      { replyTo: 'm1' },
      { imageId: uuid },
    ]) {
      await expectDenied(edit(change));
    }
    await expectAllowed(edit({}));
  });

  test('a message that is not there is neither edited nor deleted', async () => {
    const missing = doc(scene.as('creator'), path('missing'));
    await expectDenied(updateDoc(missing, { text: 'a', editedAt: serverTimestamp() }));
    await expectDenied(deleteDoc(missing));
  });
});
