/** The way into a group, by real clients, with the functions reacting in the emulator by themselves. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createUserWithEmailAndPassword, signInAnonymously } from 'firebase/auth';
import {
  deleteDoc,
  getDoc,
  getDocs,
  queryEqual,
  refEqual,
  serverTimestamp,
  updateDoc,
} from 'firebase/firestore';
import {
  acceptInvite,
  approveRequest,
  browseQuery,
  createGroup,
  declineInvite,
  getFiregroups,
  groupRef,
  inviteUser,
  isFiregroupsError,
  leaveGroup,
  markNotificationRead,
  memberRef,
  membersQuery,
  messagesQuery,
  myMembershipsQuery,
  notificationRef,
  notificationsQuery,
  peopleQuery,
  rejectRequest,
  requestToJoin,
  revokeInvite,
  saveProfile,
  userRef,
  withdrawRequest,
  type FiregroupsErrorReason,
  type NewGroup,
} from 'firegroups';
import type { Person } from '../../tools/src/clients/client.ts';
import { followQuery, untilDocument } from '../../tools/src/clients/listening.ts';
import { usePeople } from '../support/people.ts';

const people = usePeople();
let ann: Person, bob: Person, cat: Person;

beforeAll(async () => {
  [ann, bob, cat] = await Promise.all([
    people.register('Ann'),
    people.register('Bob'),
    people.register('Cat'),
  ]);
}, 30_000);

const newGroup = (fields: Partial<NewGroup> = {}) =>
  createGroup(ann.fg, { title: 'Chess club', ...fields });

async function expectReason(
  promise: Promise<unknown>,
  reason: FiregroupsErrorReason,
  message?: RegExp,
): Promise<void> {
  const error = await promise.then(
    () => 'no error',
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'FiregroupsError', code: `firegroups/${reason}` });
  if (message) expect((error as Error).message).toMatch(message);
}

async function join(groupId: string, person: Person): Promise<void> {
  await inviteUser(ann.fg, groupId, person.uid);
  await acceptInvite(person.fg, groupId);
}

const statusOf = async (groupId: string, person: Person) =>
  (await getDoc(memberRef(person.fg, groupId, person.uid))).data()?.status ?? 'none';

describe('getFiregroups', () => {
  test('gives the same handle for the same app', () => {
    expect(getFiregroups(ann.fg.app)).toBe(ann.fg);
    expect(getFiregroups(ann.fg.app, { auth: ann.fg.auth })).toBe(ann.fg);
  });

  test('refuses other instances than those of the first call', () => {
    expect(() => getFiregroups(ann.fg.app, { firestore: bob.fg.firestore })).toThrow(
      expect.objectContaining({ reason: 'invalid-argument' }),
    );
  });

  test('does nothing where nobody is signed in but say so', async () => {
    const { fg } = people.open();
    await expectReason(createGroup(fg, { title: 'A' }), 'unauthenticated', /sign in/i);
    expect(() => myMembershipsQuery(fg)).toThrow(/sign in/i);
  });

  test('tells a guest with an anonymous account to sign in', async () => {
    const { fg } = people.open();
    await signInAnonymously(fg.auth);
    await expectReason(requestToJoin(fg, await newGroup()), 'unauthenticated', /real account/);
  });
});

describe('saveProfile', () => {
  test('saves and saves again, and leaves alone what is not named', async () => {
    const dan = await people.register('Dan');
    await saveProfile(dan.fg, { displayName: ' Dan ', bio: 'Plays go', photoURL: 'https://a.b/c' });
    await saveProfile(dan.fg, { displayName: 'Daniel', photoURL: null });
    const profile = (await getDoc(userRef(ann.fg, dan.uid))).data()!;
    expect(profile).toMatchObject({
      id: dan.uid,
      displayName: 'Daniel',
      bio: 'Plays go',
      photoURL: null,
    });
    expect(profile.createdAt).toBeInstanceOf(Date);
  });

  test('saves the first one from two tabs at once', async () => {
    const { fg } = people.open();
    await createUserWithEmailAndPassword(fg.auth, `${Math.random()}@example.com`, 'secret');
    await Promise.all([
      saveProfile(fg, { displayName: 'Fay' }),
      saveProfile(fg, { displayName: 'Fay' }),
    ]);
    const profile = await getDoc(userRef(fg, fg.auth.currentUser!.uid));
    expect(profile.data()?.displayName).toBe('Fay');
  });

  test('names every fault at once', async () => {
    const faulty = saveProfile(ann.fg, {
      displayName: ' \u200b',
      photoURL: 'ftp://x',
      bio: 'x'.repeat(501),
    });
    await expect(faulty).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: {
        displayName: 'expected 1 to 50 characters, not only blanks',
        photoURL: expect.stringContaining('https'),
        bio: expect.stringContaining('500'),
      },
    });
  });
});

describe('createGroup', () => {
  test('makes the user its creator, and its counts and search name follow', async () => {
    const groupId = await newGroup({ title: ' Évas Club ', description: 'We play' });
    const group = await untilDocument(groupRef(bob.fg, groupId), (data) => data?.memberCount === 1);
    expect(group).toMatchObject({
      id: groupId,
      title: 'Évas Club',
      titleSearch: 'evas club',
      description: 'We play',
      visibility: 'public',
      joinPolicy: 'approval',
      invitePolicy: 'members',
      creatorId: ann.uid,
    });
    expect(group?.createdAt).toBeInstanceOf(Date);
    const member = (await getDoc(memberRef(ann.fg, groupId, ann.uid))).data();
    expect(member).toMatchObject({ role: 'creator', status: 'joined' });
  });

  test('reads a count that nobody has counted yet as 0', async () => {
    const counts = new Set<unknown>();
    const groupId = await newGroup();
    counts.add((await getDoc(groupRef(ann.fg, groupId))).data()?.memberCount);
    expect([0, 1]).toEqual(expect.arrayContaining([...counts]));
  });

  test('refuses what the model refuses', async () => {
    await expect(newGroup({ title: 'x'.repeat(101) })).rejects.toMatchObject({
      fields: { title: expect.stringContaining('100') },
    });
    await expect(newGroup({ joinPolicy: 'never' as 'open' })).rejects.toMatchObject({
      fields: { joinPolicy: 'expected one of approval, open, invite_only' },
    });
    await expect(newGroup({ colour: 'red' } as object)).rejects.toMatchObject({
      fields: { colour: 'expected no such field' },
    });
  });

  test('needs a profile, and says so', async () => {
    const { fg } = people.open();
    await createUserWithEmailAndPassword(fg.auth, `${Math.random()}@example.com`, 'secret');
    await expectReason(createGroup(fg, { title: 'A' }), 'permission-denied', /saveProfile/);
    await expectReason(requestToJoin(fg, await newGroup()), 'permission-denied', /saveProfile/);
  });
});

describe('an invite', () => {
  test('is told to the invited user, and accepted it lets them in', async () => {
    const groupId = await newGroup({ visibility: 'private' });
    const bell = followQuery(notificationsQuery(bob.fg, { unreadOnly: true }));
    await inviteUser(ann.fg, groupId, bob.uid);
    const told = await bell.until((all) => all.some((one) => one.groupId === groupId));
    expect(told.find((one) => one.groupId === groupId)).toMatchObject({
      type: 'group_invite',
      groupTitle: 'Chess club',
      actorName: 'Ann',
    });
    expect((await getDoc(groupRef(bob.fg, groupId))).data()?.title).toBe('Chess club');
    await acceptInvite(bob.fg, groupId);
    expect(await statusOf(groupId, bob)).toBe('joined');
    await bell.until((all) => !all.some((one) => one.groupId === groupId));
    bell.stop();
    await untilDocument(groupRef(bob.fg, groupId), (group) => group?.memberCount === 2);
    const members = await getDocs(membersQuery(bob.fg, groupId));
    expect(members.docs.map(({ id }) => id).sort()).toEqual([ann.uid, bob.uid].sort());
  });

  test('can be declined, revoked and made again', async () => {
    const groupId = await newGroup();
    await inviteUser(ann.fg, groupId, bob.uid);
    await declineInvite(bob.fg, groupId);
    expect(await statusOf(groupId, bob)).toBe('none');
    await inviteUser(ann.fg, groupId, bob.uid);
    await revokeInvite(ann.fg, groupId, bob.uid);
    expect(await statusOf(groupId, bob)).toBe('none');
    await expectReason(acceptInvite(bob.fg, groupId), 'not-found', /No invite is waiting/);
    await expectReason(declineInvite(bob.fg, groupId), 'not-found', /No invite is waiting/);
    await expectReason(revokeInvite(ann.fg, groupId, bob.uid), 'not-found', /No invite is waiting/);
  });

  test('is explained where it is refused', async () => {
    const groupId = await newGroup({ invitePolicy: 'admins' });
    await expectReason(inviteUser(cat.fg, groupId, bob.uid), 'not-a-member');
    await join(groupId, bob);
    await expectReason(inviteUser(ann.fg, groupId, bob.uid), 'already-member');
    await expectReason(inviteUser(ann.fg, groupId, ann.uid), 'already-member');
    await expectReason(inviteUser(bob.fg, groupId, cat.uid), 'permission-denied', /an admin can/);
    await expectReason(inviteUser(ann.fg, groupId, 'nobody'), 'not-found', /profile is needed/);
    await inviteUser(ann.fg, groupId, cat.uid);
    await expectReason(inviteUser(ann.fg, groupId, cat.uid), 'already-invited');
    await expectReason(inviteUser(ann.fg, groupId, 'a/b'), 'invalid-argument', /uid/);
  });

  test('that is accepted already can be neither declined nor revoked', async () => {
    const groupId = await newGroup();
    await join(groupId, bob);
    await expectReason(declineInvite(bob.fg, groupId), 'already-member');
    await expectReason(revokeInvite(ann.fg, groupId, bob.uid), 'already-member');
    await expectReason(acceptInvite(bob.fg, groupId), 'already-member');
    expect(await statusOf(groupId, bob)).toBe('joined');
  });
});

describe('a request to join', () => {
  test('is told to staff, and approved it lets the user in', async () => {
    const groupId = await newGroup();
    const bell = followQuery(notificationsQuery(ann.fg));
    expect(await requestToJoin(bob.fg, groupId)).toBe('requested');
    const all = await bell.until((shown) => shown.some((one) => one.groupId === groupId));
    const told = all.find((one) => one.groupId === groupId);
    expect(told).toMatchObject({ type: 'join_request', actorName: 'Bob', subjectId: bob.uid });
    await markNotificationRead(ann.fg, told!.id);
    await markNotificationRead(ann.fg, told!.id);
    expect((await getDoc(notificationRef(ann.fg, told!.id))).data()?.readAt).toBeInstanceOf(Date);
    await approveRequest(ann.fg, groupId, bob.uid);
    expect(await statusOf(groupId, bob)).toBe('joined');
    await bell.until((shown) => !shown.some((one) => one.groupId === groupId));
    bell.stop();
  });

  test('can be withdrawn, rejected and made again', async () => {
    const groupId = await newGroup();
    await requestToJoin(bob.fg, groupId);
    await expectReason(requestToJoin(bob.fg, groupId), 'already-requested');
    await withdrawRequest(bob.fg, groupId);
    await requestToJoin(bob.fg, groupId);
    await rejectRequest(ann.fg, groupId, bob.uid);
    expect(await statusOf(groupId, bob)).toBe('none');
    await expectReason(withdrawRequest(bob.fg, groupId), 'not-found', /No request is waiting/);
    await expectReason(
      approveRequest(ann.fg, groupId, bob.uid),
      'not-found',
      /No request is waiting/,
    );
    await expectReason(
      rejectRequest(ann.fg, groupId, bob.uid),
      'not-found',
      /No request is waiting/,
    );
  });

  test('to an open group joins at once, also where the group is private', async () => {
    const open = await newGroup({ joinPolicy: 'open' });
    expect(await requestToJoin(bob.fg, open)).toBe('joined');
    await expectReason(requestToJoin(bob.fg, open), 'already-member', /nothing is left/);
    const secret = await newGroup({ joinPolicy: 'open', visibility: 'private' });
    expect(await requestToJoin(bob.fg, secret)).toBe('joined');
  });

  test('to a private group can be made by who knows its id', async () => {
    const groupId = await newGroup({ visibility: 'private' });
    await expect(getDoc(groupRef(bob.fg, groupId))).rejects.toThrow();
    expect(await requestToJoin(bob.fg, groupId)).toBe('requested');
  });

  test('where an invite waits accepts it', async () => {
    const groupId = await newGroup({ joinPolicy: 'invite_only' });
    await inviteUser(ann.fg, groupId, bob.uid);
    expect(await requestToJoin(bob.fg, groupId)).toBe('joined');
  });

  test('that waits is approved by staff who invite, and told to a plain member who does', async () => {
    const groupId = await newGroup();
    await join(groupId, cat);
    await requestToJoin(bob.fg, groupId);
    await expectReason(inviteUser(cat.fg, groupId, bob.uid), 'already-requested', /approve/);
    await inviteUser(ann.fg, groupId, bob.uid);
    expect(await statusOf(groupId, bob)).toBe('joined');
  });

  test('to a group by invitation only is explained', async () => {
    const open = await newGroup({ joinPolicy: 'invite_only' });
    await expectReason(requestToJoin(bob.fg, open), 'permission-denied', /invitation only/);
    const secret = await newGroup({ joinPolicy: 'invite_only', visibility: 'private' });
    await expectReason(requestToJoin(bob.fg, secret), 'not-found', /needs an invite/);
    await expectReason(requestToJoin(bob.fg, 'missing'), 'not-found');
  });

  test('is nobody but staff’s to answer', async () => {
    const groupId = await newGroup();
    await join(groupId, cat);
    await requestToJoin(bob.fg, groupId);
    await expectReason(approveRequest(bob.fg, groupId, bob.uid), 'not-a-member');
    await expectReason(approveRequest(cat.fg, groupId, bob.uid), 'permission-denied');
    await expectReason(rejectRequest(cat.fg, groupId, bob.uid), 'permission-denied');
  });

  test('that somebody approved meanwhile does not end as a removal', async () => {
    const groupId = await newGroup();
    await requestToJoin(bob.fg, groupId);
    await approveRequest(ann.fg, groupId, bob.uid);
    await expectReason(rejectRequest(ann.fg, groupId, bob.uid), 'already-member');
    await expectReason(withdrawRequest(bob.fg, groupId), 'already-member');
    expect(await statusOf(groupId, bob)).toBe('joined');
  });
});

describe('a banned user', () => {
  test('is told so, and so is who invites them', async () => {
    const groupId = await newGroup();
    await Promise.all([join(groupId, bob), join(groupId, cat)]);
    await updateDoc(memberRef(ann.fg, groupId, bob.uid), {
      status: 'banned',
      role: 'member',
      updatedAt: serverTimestamp(),
    });
    await expectReason(requestToJoin(bob.fg, groupId), 'banned', /lift the ban/);
    await expectReason(acceptInvite(bob.fg, groupId), 'banned');
    await expectReason(inviteUser(ann.fg, groupId, bob.uid), 'banned', /lift the ban/);
    await expectReason(inviteUser(cat.fg, groupId, bob.uid), 'banned', /lift the ban/);
  });
});

describe('leaveGroup', () => {
  test('lets a member go, and the creator not', async () => {
    const groupId = await newGroup();
    await join(groupId, bob);
    await leaveGroup(bob.fg, groupId);
    expect(await statusOf(groupId, bob)).toBe('none');
    await expectReason(leaveGroup(bob.fg, groupId), 'not-a-member');
    await expectReason(leaveGroup(ann.fg, groupId), 'creator-must-transfer', /transfer/);
    await untilDocument(groupRef(ann.fg, groupId), (group) => group?.memberCount === 1);
  });
});

describe('queries', () => {
  test('browse by newest, by size, by title and by the beginning of a title', async () => {
    const mark = `q${Date.now()}`;
    const titles = [`${mark} Älpha`, `${mark} beta`, `${mark} Gamma`];
    const ids: string[] = [];
    for (const title of titles) ids.push(await newGroup({ title, joinPolicy: 'open' }));
    await newGroup({ title: `${mark} hidden`, visibility: 'private' });
    await requestToJoin(bob.fg, ids[1]!);
    for (const [i, id] of ids.entries()) {
      await untilDocument(
        groupRef(ann.fg, id),
        (group) => group?.memberCount === (i === 1 ? 2 : 1),
      );
    }
    const found = async (options: Parameters<typeof browseQuery>[1]) =>
      (await getDocs(browseQuery(cat.fg, options))).docs.map((group) => group.data().title);
    expect(await found({ search: mark.toUpperCase() })).toEqual(titles);
    expect(await found({ search: `${mark} al` })).toEqual([titles[0]]);
    expect(await found({ search: mark, limit: 2 })).toEqual(titles.slice(0, 2));
    const first = await getDocs(browseQuery(cat.fg, { search: mark, limit: 2 }));
    expect(await found({ search: mark, limit: 2, after: first.docs[1]! })).toEqual([titles[2]]);
    expect((await found({ limit: 50 })).filter((title) => title.startsWith(mark))).toEqual(
      titles.toReversed(),
    );
    const largest = (
      await getDocs(browseQuery(cat.fg, { orderBy: 'largest', limit: 50 }))
    ).docs.map((group) => group.data().memberCount);
    expect(largest).toEqual(largest.toSorted((a, b) => b - a));
    expect(() => browseQuery(cat.fg, { search: 'a', orderBy: 'newest' })).toThrow(
      /orderBy: expected one of title/,
    );
    expect(() => browseQuery(cat.fg, { limit: 51 })).toThrow(/1 to 50/);
  });

  test('find people by the beginning of their name', async () => {
    const name = `Zoë${Date.now()}`;
    const zoe = await people.register(name);
    await untilDocument(userRef(ann.fg, zoe.uid), (user) => user?.displayNameSearch !== undefined);
    const found = await getDocs(peopleQuery(ann.fg, { search: name.replace('ë', 'E') }));
    expect(found.docs.map(({ id }) => id)).toEqual([zoe.uid]);
    expect(() => peopleQuery(ann.fg, { search: ' ' })).toThrow(/search/);
    expect(() => peopleQuery(ann.fg, { search: '\u0301' })).toThrow(/search/);
    expect(() => browseQuery(ann.fg, { orderBy: 'best' as 'title' })).toThrow(/one of newest/);
  });

  test('list one’s own memberships, of any status', async () => {
    const eve = await people.register('Eve');
    const [invited, asked] = [await newGroup(), await newGroup()];
    await inviteUser(ann.fg, invited, eve.uid);
    await requestToJoin(eve.fg, asked);
    const mine = async (options?: Parameters<typeof myMembershipsQuery>[1]) =>
      (await getDocs(myMembershipsQuery(eve.fg, options))).docs.map(
        (member) => member.data().groupId,
      );
    expect((await mine()).sort()).toEqual([invited, asked].sort());
    expect(await mine({ status: 'pending_invite' })).toEqual([invited]);
  });

  test('are equal when made twice, so that hooks do not re-subscribe', () => {
    expect(queryEqual(messagesQuery(ann.fg, 'g1'), messagesQuery(ann.fg, 'g1'))).toBe(true);
    expect(queryEqual(browseQuery(ann.fg), browseQuery(ann.fg))).toBe(true);
    expect(queryEqual(browseQuery(ann.fg), browseQuery(ann.fg, { limit: 5 }))).toBe(false);
    expect(refEqual(groupRef(ann.fg, 'g1'), groupRef(ann.fg, 'g1'))).toBe(true);
  });
});

test('an error of another copy of the package is known by its name', () => {
  const foreign = Object.assign(new Error('x'), { name: 'FiregroupsError', reason: 'banned' });
  expect(isFiregroupsError(foreign)).toBe(true);
  expect(isFiregroupsError(foreign, 'banned')).toBe(true);
  expect(isFiregroupsError(foreign, 'not-found')).toBe(false);
  expect(isFiregroupsError(new Error('x'))).toBe(false);
});

test('a notification that is gone cannot be marked', async () => {
  await expectReason(markNotificationRead(ann.fg, 'missing'), 'not-found');
  await expect(deleteDoc(notificationRef(ann.fg, 'missing'))).resolves.toBeUndefined();
});
