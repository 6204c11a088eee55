/** watchAccess, with real clients. */
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signOut } from 'firebase/auth';
import { deleteDoc, serverTimestamp, updateDoc } from 'firebase/firestore';
import {
  acceptInvite,
  approveRequest,
  createGroup,
  inviteUser,
  memberRef,
  setNotifyLevel,
  requestToJoin,
  watchAccess,
  type Access,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { usePeople, whileOffline } from '../../testing/src/clients/people.ts';
import { useWatches } from '../../testing/src/clients/watches.ts';

const people = usePeople();
const follow = useWatches();
let ann: Person, bob: Person;
let groupId: string;

const watch = (person: Person) =>
  follow<Access>((observer) => watchAccess(person.fg, groupId, observer));

/** Ann, the creator, changes Bob's membership. */
const changeBob = (change: object) =>
  updateDoc(memberRef(ann.fg, groupId, bob.uid), {
    ...change,
    updatedAt: serverTimestamp(),
    updatedBy: ann.uid,
  });

beforeAll(async () => {
  [ann, bob] = await Promise.all([people.register('Ann'), people.register('Bob')]);
});

beforeEach(async () => {
  groupId = await createGroup(ann.fg, { title: 'Chess', visibility: 'private' });
});

describe('watchAccess', () => {
  test('emits each state once, including the end of the membership, and goes on', async () => {
    const access = watch(bob);
    await access.until(({ status }) => status === 'none');
    await requestToJoin(bob.fg, groupId);
    await access.until(({ status }) => status === 'pending_request');
    await approveRequest(ann.fg, groupId, bob.uid);
    await access.until(({ status }) => status === 'joined');
    // Muting changes the membership, but not the access.
    const own = memberRef(bob.fg, groupId, bob.uid);
    await updateDoc(own, { notify: 'none', updatedAt: serverTimestamp() });
    await changeBob({ role: 'admin' });
    await access.until(({ role }) => role === 'admin');
    await changeBob({ status: 'banned', role: 'member' });
    await access.until(({ status }) => status === 'banned');
    await deleteDoc(memberRef(ann.fg, groupId, bob.uid));
    await access.until(({ status }) => status === 'none');
    await inviteUser(ann.fg, groupId, bob.uid);
    await access.until(({ status }) => status === 'pending_invite');
    expect(access.states).toEqual([
      { status: 'none' },
      { status: 'pending_request' },
      { status: 'joined', role: 'member' },
      { status: 'joined', role: 'admin' },
      { status: 'banned' },
      { status: 'none' },
      { status: 'pending_invite' },
    ]);
    expect(access.errors).toEqual([]);
  });

  test('emits no new membership before the server has it', async () => {
    await inviteUser(ann.fg, groupId, bob.uid);
    const access = watch(bob);
    await access.until(({ status }) => status === 'pending_invite');
    let accepted!: Promise<void>;
    await whileOffline(bob, async () => {
      accepted = acceptInvite(bob.fg, groupId);
      const own = memberRef(bob.fg, groupId, bob.uid);
      await untilDocument(own, (member) => member?.status === 'joined');
      expect(access.states).toEqual([{ status: 'pending_invite' }]);
    });
    await accepted;
    await access.until(({ status }) => status === 'joined');
    expect(access.states).toHaveLength(2);
  });

  test('offline, emits the state in the device’s cache', async () => {
    const first = watch(ann);
    await first.until(({ status }) => status === 'joined');
    await whileOffline(ann, async () => {
      const offline = watch(ann);
      expect(await offline.until(() => true)).toEqual({ status: 'joined', role: 'creator' });
    });
  });

  test('offline, emits the cached state while a change of the membership is pending', async () => {
    const bobs = watch(bob);
    await inviteUser(ann.fg, groupId, bob.uid);
    await bobs.until(({ status }) => status === 'pending_invite');
    await acceptInvite(bob.fg, groupId);
    await bobs.until(({ status }) => status === 'joined');
    let saved!: Promise<void>;
    await whileOffline(bob, async () => {
      saved = setNotifyLevel(bob.fg, groupId, 'none');
      await untilDocument(
        memberRef(bob.fg, groupId, bob.uid),
        (member) => member?.notify === 'none',
      );
      const offline = watch(bob);
      expect(await offline.until(() => true)).toEqual({ status: 'joined', role: 'member' });
    });
    await saved;
  });

  test('emits nothing after it was stopped, or after a sign-out', async () => {
    const eve = await people.register('Eve');
    const [stopped, signedOut, witness] = [watch(eve), watch(eve), watch(bob)];
    await Promise.all([stopped.until(() => true), signedOut.until(() => true)]);
    stopped.stop();
    await inviteUser(ann.fg, groupId, eve.uid);
    await signedOut.until(({ status }) => status === 'pending_invite');
    expect(stopped.states).toEqual([{ status: 'none' }]);
    await signOut(eve.fg.auth);
    const invite = memberRef(ann.fg, groupId, eve.uid);
    // If a listener ends at that moment, the emulator may not answer. The SDK then sends the write again, which the rules refuse.
    await deleteDoc(invite).catch(() => {});
    await untilDocument(invite, (member) => member === undefined);
    await inviteUser(ann.fg, groupId, bob.uid);
    await witness.until(({ status }) => status === 'pending_invite');
    expect(signedOut.states).toHaveLength(2);
    expect([...stopped.errors, ...signedOut.errors]).toEqual([]);
  });

  test('throws for an invalid id, and if nobody is signed in', () => {
    const observer = { next: () => {} };
    expect(() => watchAccess(ann.fg, 'a/b', observer)).toThrow(/groupId/);
    expect(() => watchAccess(people.open().fg, groupId, observer)).toThrow(
      expect.objectContaining({ reason: 'unauthenticated' }),
    );
  });
});
