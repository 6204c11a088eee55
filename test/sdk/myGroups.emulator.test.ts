/** watchMyGroups, with real clients and the functions. */
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { signOut } from 'firebase/auth';
import { deleteDoc, serverTimestamp, updateDoc } from 'firebase/firestore';
import {
  acceptInvite,
  createGroup,
  groupRef,
  inviteUser,
  leaveGroup,
  memberRef,
  setNotifyLevel,
  requestToJoin,
  watchMyGroups,
  type MyGroup,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { usePeople, whileOffline } from '../../testing/src/clients/people.ts';
import { useWatches } from '../../testing/src/clients/watches.ts';
import { usePast } from '../../testing/src/fixtures/past.ts';

const people = usePeople();
const past = usePast();
const follow = useWatches();
let ann: Person, bob: Person;

const watch = (person: Person) =>
  follow<MyGroup[]>((observer) => watchMyGroups(person.fg, observer));
const titlesOf = (groups: MyGroup[]) => groups.map(({ group }) => group.title);
const statusesOf = (groups: MyGroup[]) => groups.map(({ membership }) => membership.status);
/** Counts the listeners that are opened from now on and still open. */
function countListeners(): () => number {
  // `firebase/firestore` only re-exports this module, by getters.
  const firestore = jest.requireActual<typeof import('firebase/firestore')>('@firebase/firestore');
  const real = firestore.onSnapshot as (...args: unknown[]) => () => void;
  const open = new Set<object>();
  jest.spyOn(firestore, 'onSnapshot').mockImplementation((...args: unknown[]) => {
    const close = real(...args);
    open.add(close);
    return () => {
      open.delete(close);
      close();
    };
  });
  return () => open.size;
}

const lists =
  (...titles: string[]) =>
  (groups: MyGroup[]) =>
    titlesOf(groups).join() === titles.join();

/** Creates a private group of Ann's with Bob as a member. */
async function groupWithBob(title: string): Promise<string> {
  const groupId = await createGroup(ann.fg, { title, visibility: 'private' });
  await inviteUser(ann.fg, groupId, bob.uid);
  await acceptInvite(bob.fg, groupId);
  return groupId;
}

const changeBob = (groupId: string, change: object) =>
  updateDoc(memberRef(ann.fg, groupId, bob.uid), {
    ...change,
    updatedAt: serverTimestamp(),
    updatedBy: ann.uid,
  });

beforeAll(async () => {
  ann = await people.register('Ann');
});

beforeEach(async () => {
  bob = await people.register('Bob');
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('watchMyGroups', () => {
  test('emits an empty list to a user without groups', async () => {
    const groups = watch(bob);
    expect(await groups.until(() => true)).toEqual([]);
  });

  test('lists joined, invited and requested groups in the order of the memberships, all at once', async () => {
    await groupWithBob('Z');
    await inviteUser(ann.fg, await createGroup(ann.fg, { title: 'M' }), bob.uid);
    await requestToJoin(bob.fg, await createGroup(ann.fg, { title: 'A', visibility: 'private' }));
    const groups = watch(bob);
    const all = await groups.until(() => true);
    expect(titlesOf(all)).toEqual(['Z', 'M', 'A']);
    expect(statusesOf(all)).toEqual(['joined', 'pending_invite', 'pending_request']);
    expect(all[0]?.membership).toMatchObject({ userId: bob.uid, role: 'member' });
  });

  test('shows each change in its place, and keeps the objects of unchanged entries', async () => {
    const [first, second] = [await groupWithBob('One'), await groupWithBob('Two')];
    // The functions set the count and the search title a moment later.
    const counted = (groups: MyGroup[]) => groups.every(({ group }) => group.memberCount === 2);
    const folded = (groups: MyGroup[]) =>
      groups.every(({ group }) => group.titleSearch === group.title.toLowerCase());
    const groups = watch(bob);
    const before = await groups.until((all) => all.length === 2 && counted(all) && folded(all));
    await updateDoc(groupRef(ann.fg, first), { title: 'Zero', updatedAt: serverTimestamp() });
    const renamed = await groups.until((all) => lists('Zero', 'Two')(all) && folded(all));
    expect(renamed[1]).toBe(before[1]);
    await changeBob(second, { role: 'admin' });
    const promoted = await groups.until((all) => all[1]?.membership.role === 'admin');
    expect(promoted[0]).toBe(renamed[0]);
    await groupWithBob('Three');
    const grown = await groups.until((all) => all[2]?.membership.status === 'joined');
    expect(titlesOf(grown)).toEqual(['Zero', 'Two', 'Three']);
    expect(grown.slice(0, 2)).toEqual(promoted);
    expect(grown[0]).toBe(promoted[0]);
  });

  test("shows the user's new group, and keeps showing it", async () => {
    const groups = watch(bob);
    await groups.until(() => true);
    await createGroup(bob.fg, { title: 'Mine', visibility: 'private' });
    await groups.until((all) => all[0]?.group.memberCount === 1);
    const shown = groups.states.map((all) => all.length).join('');
    expect(shown).toMatch(/^01+$/);
  });

  test('leaves out a group that is hidden, deleted or being deleted, and goes on', async () => {
    const banning = await groupWithBob('Banning');
    const removing = await groupWithBob('Removing');
    const deleted = await groupWithBob('Deleted');
    await groupWithBob('Staying');
    const groups = watch(bob);
    await groups.until((all) => all.length === 4);
    await changeBob(banning, { status: 'banned', role: 'member' });
    await groups.until(lists('Removing', 'Deleted', 'Staying'));
    await deleteDoc(memberRef(ann.fg, removing, bob.uid));
    await groups.until(lists('Deleted', 'Staying'));
    await updateDoc(groupRef(ann.fg, deleted), {
      deletedAt: serverTimestamp(),
      visibility: 'private',
      updatedAt: serverTimestamp(),
    });
    await groups.until(lists('Staying'));
    await inviteUser(ann.fg, removing, bob.uid);
    const back = await groups.until(lists('Staying', 'Removing'));
    expect(back[1]?.membership.status).toBe('pending_invite');
    expect(groups.errors).toEqual([]);
  });

  test('leaves out memberships of other collections named `members`', async () => {
    const groupId = await groupWithBob('Chess');
    const membership = { userId: bob.uid, status: 'joined', role: 'member', createdAt: new Date() };
    await past.put(`projects/p1/members/${bob.uid}`, { ...membership, groupId });
    await past.put(`projects/p2/members/${bob.uid}`, membership);
    const groups = watch(bob);
    await groups.until(lists('Chess'));
    await past.put(`projects/p1/members/${bob.uid}`, { ...membership, groupId, status: 'banned' });
    await past.put(`projects/p3/members/${bob.uid}`, membership);
    await setNotifyLevel(bob.fg, groupId, 'none');
    await groups.until(([mine]) => mine?.membership.notify === 'none');
    expect(groups.states.every(lists('Chess'))).toBe(true);
    expect(groups.errors).toEqual([]);
  });

  test('opens one listener for the memberships and one for each group, and closes all at the end', async () => {
    const leaving = await groupWithBob('Leaving');
    await groupWithBob('Staying');
    const listeners = countListeners();
    const groups = watch(bob);
    await groups.until((all) => all.length === 2);
    expect(listeners()).toBe(3);
    await leaveGroup(bob.fg, leaving);
    await groups.until(lists('Staying'));
    expect(listeners()).toBe(2);
    await inviteUser(ann.fg, leaving, bob.uid);
    await groups.until((all) => all.length === 2);
    await changeBob(leaving, { status: 'banned', role: 'member' });
    await groups.until(lists('Staying'));
    expect(listeners()).toBe(2);
    groups.stop();
    expect(listeners()).toBe(0);
  });

  test('offline, shows the groups in the device’s cache', async () => {
    const groupId = await groupWithBob('Known');
    const groups = watch(bob);
    await groups.until(lists('Known'));
    let offline!: ReturnType<typeof watch>;
    let saved!: Promise<void>;
    await whileOffline(bob, async () => {
      saved = setNotifyLevel(bob.fg, groupId, 'none');
      await groups.until(([known]) => known?.membership.notify === 'none');
      offline = watch(bob);
      expect(titlesOf(await offline.until(() => true))).toEqual(['Known']);
    });
    await saved;
    await groupWithBob('New');
    await offline.until(lists('Known', 'New'));
  });

  test('emits nothing after it was stopped, or after a sign-out', async () => {
    const groupId = await groupWithBob('Old');
    const [stopped, signedOut, witness] = [watch(bob), watch(bob), watch(ann)];
    const isRenamed = (all: MyGroup[]) => all.some(({ group }) => group.title === 'Newest');
    await Promise.all([stopped.until(lists('Old')), signedOut.until(lists('Old'))]);
    stopped.stop();
    const rename = (title: string) =>
      updateDoc(groupRef(ann.fg, groupId), { title, updatedAt: serverTimestamp() });
    await rename('New');
    await signedOut.until(lists('New'));
    expect(stopped.states.some(lists('New'))).toBe(false);
    await signOut(bob.fg.auth);
    const emitted = signedOut.states.length;
    await rename('Newest');
    await witness.until(isRenamed);
    expect(signedOut.states).toHaveLength(emitted);
    expect([...stopped.errors, ...signedOut.errors]).toEqual([]);
  });

  test('throws if nobody is signed in', () => {
    expect(() => watchMyGroups(people.open().fg, { next: () => {} })).toThrow(
      expect.objectContaining({ reason: 'unauthenticated' }),
    );
  });
});
