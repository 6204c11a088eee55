import { describe, test } from '@jest/globals';
import { LIMITS, memberPath } from '@firegroups/model';
import {
  Timestamp,
  collection,
  collectionGroup,
  deleteField,
  doc,
  getDoc,
  getDocs,
  query,
  serverTimestamp,
  setDoc,
  updateDoc,
  where,
  writeBatch,
} from 'firebase/firestore';
import { createdMember } from '../support/documents.ts';
import { expectAllowed, expectDenied, expectTooWide } from '../support/expect.ts';
import { PEOPLE, usePopulatedGroups } from '../support/populatedGroups.ts';
import { type Standing } from '../support/standings.ts';

const scene = usePopulatedGroups('members');

describe('groups/{groupId}/members/{uid}', () => {
  const JOINED: Standing[] = ['member', 'admin', 'creator'];
  const STAFF: Standing[] = ['admin', 'creator'];

  describe.each(PEOPLE)('read by one who is %s', (person) => {
    const decide = (isAllowed: boolean, operation: Promise<unknown>) =>
      isAllowed ? expectAllowed(operation) : expectDenied(operation);
    const members = () => collection(scene.as(person), 'groups/secret/members');

    test('their own', async () => {
      await expectAllowed(getDoc(doc(scene.as(person), memberPath('secret', person))));
    });

    test("another member's, a waiting user's, a banned user's", async () => {
      const get = (uid: string) => getDoc(doc(scene.as(person), memberPath('secret', uid)));
      await decide(JOINED.includes(person), get(person === 'creator' ? 'admin' : 'creator'));
      await decide(JOINED.includes(person) || person === 'waiting', get('waiting'));
      await decide(STAFF.includes(person) || person === 'banned', get('banned'));
    });

    test('the list of the joined, of the waiting, of the banned, of all', async () => {
      const list = (status: string) => getDocs(query(members(), where('status', '==', status)));
      await decide(JOINED.includes(person), list('joined'));
      await decide(JOINED.includes(person), list('pending_request'));
      await decide(STAFF.includes(person), list('banned'));
      if (STAFF.includes(person)) await expectAllowed(getDocs(members()));
      else await expectTooWide(getDocs(members()));
    });

    test('their own memberships in all groups, and no others', async () => {
      const all = collectionGroup(scene.as(person), 'members');
      await expectAllowed(getDocs(query(all, where('userId', '==', person))));
      const somebody = person === 'admin' ? 'member' : 'admin';
      await expectDenied(getDocs(query(all, where('userId', '==', somebody))));
      await expectTooWide(getDocs(all));
    });
  });

  test('nobody without a real account reads one', async () => {
    await expectDenied(getDoc(doc(scene.asSignedOut(), memberPath('open', 'member'))));
    await expectDenied(getDoc(doc(scene.asAnonymous(), memberPath('open', 'anonymous'))));
  });

  describe('mute', () => {
    const mute = (by: string, uid: string, change: object) =>
      updateDoc(doc(scene.as(by), memberPath('open', uid)), {
        updatedAt: serverTimestamp(),
        ...change,
      });

    test('a member mutes the group for themselves', async () => {
      await expectAllowed(mute('member', 'member', { muted: true }));
      await expectAllowed(mute('member', 'member', { muted: deleteField() }));
      await expectDenied(mute('member', 'member', { muted: 'yes' }));
      await expectDenied(mute('admin', 'member', { muted: true }));
      await expectDenied(mute('waiting', 'waiting', { muted: true }));
      await expectDenied(mute('banned', 'banned', { muted: true }));
    });
  });

  test('a change touches no field that the action does not name', async () => {
    const accept = (change: object) =>
      updateDoc(doc(scene.as('invited'), memberPath('open', 'invited')), {
        status: 'joined',
        joinedAt: serverTimestamp(),
        updatedAt: serverTimestamp(),
        ...change,
      });
    for (const change of [
      { role: 'admin' },
      { invitedBy: 'admin' },
      { createdAt: serverTimestamp() },
      { joinedAt: Timestamp.fromMillis(0) },
      { updatedAt: Timestamp.fromMillis(0) },
      { userId: 'admin' },
      { groupId: 'secret' },
      { muted: true },
      { role: deleteField() },
      { points: 1 },
    ]) {
      await expectDenied(accept(change));
    }
    await expectAllowed(accept({}));
  });

  test('a ban of somebody without a membership takes a uid, of 128 characters at most', async () => {
    const membership = { role: 'member', status: 'banned', invitedBy: null } as const;
    const ban = (uid: string) =>
      setDoc(
        doc(scene.as('admin'), memberPath('open', uid)),
        createdMember('open', uid, membership),
      );
    await expectAllowed(ban('x'.repeat(LIMITS.uid)));
    await expectDenied(ban('x'.repeat(LIMITS.uid + 1)));
  });

  test('nobody makes themselves staff and uses it in one batch', async () => {
    const firestore = scene.as('member');
    const batch = writeBatch(firestore);
    const updatedAt = serverTimestamp();
    batch.update(doc(firestore, memberPath('open', 'member')), { role: 'admin', updatedAt });
    batch.update(doc(firestore, memberPath('open', 'waiting')), {
      status: 'joined',
      joinedAt: updatedAt,
      updatedAt,
    });
    await expectDenied(batch.commit());
  });
});
