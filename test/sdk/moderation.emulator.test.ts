/** What the creator and admins do with other members, with real clients and the functions. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { getDoc, getDocs } from 'firebase/firestore';
import {
  approveRequest,
  banUser,
  groupRef,
  inviteUser,
  leaveGroup,
  memberRef,
  membersQuery,
  setNotifyLevel,
  notificationsQuery,
  removeMember,
  requestToJoin,
  setRole,
  transferOwnership,
  unbanUser,
  updateGroup,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { letIn, createClub, statusOf, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { showList } from '../../testing/src/clients/shown.ts';

/** Cleo is the creator, Ada and Abe are admins, Mia and Max members; Ivy is invited, Rex has asked to join, Bea is banned. */
const users = registerUsers(
  usePeople(),
  ...(['cleo', 'ada', 'abe', 'mia', 'max', 'ivy', 'rex', 'bea', 'sid'] as const),
);
type Name = keyof typeof users;

async function createFullClub(): Promise<string> {
  const { cleo, ada, abe, mia, max, ivy, rex, bea } = users;
  const groupId = await createClub(cleo, { admins: [ada, abe], members: [mia, max, bea] });
  await Promise.all([
    inviteUser(cleo.fg, groupId, ivy.uid),
    requestToJoin(rex.fg, groupId),
    banUser(cleo.fg, groupId, bea.uid),
  ]);
  return groupId;
}

const roleOf = async (groupId: string, { fg, uid }: Person) =>
  (await getDoc(memberRef(fg, groupId, uid))).data()?.role;

describe('removeMember', () => {
  test('ends the membership: the user reads nothing more, and may join again', async () => {
    const { cleo, ada, mia, max } = users;
    const groupId = await createClub(cleo, { admins: [ada], members: [mia, max] });
    const shown = await showList(membersQuery(max.fg, groupId));
    await shown.until((all) => all.length === 4);
    await removeMember(ada.fg, groupId, mia.uid);
    await shown.until((all) => all.length === 3);
    shown.stop();
    expect(await statusOf(groupId, mia)).toBe('none');
    await expect(getDocs(membersQuery(mia.fg, groupId))).rejects.toMatchObject({
      code: 'permission-denied',
    });
    await untilDocument(groupRef(mia.fg, groupId), (group) => group?.memberCount === 3);
    await letIn(max, groupId, mia);
    expect(await statusOf(groupId, mia)).toBe('joined');
  });

  test('the creator may also remove admins', async () => {
    const { cleo, ada } = users;
    const groupId = await createClub(cleo, { admins: [ada] });
    await removeMember(cleo.fg, groupId, ada.uid);
    expect(await statusOf(groupId, ada)).toBe('none');
  });
});

describe('banUser and unbanUser', () => {
  let groupId: string;
  beforeAll(async () => {
    groupId = await createFullClub();
  });

  test.each([
    ['a member', 'max', 'ada'],
    ['an admin', 'abe', 'cleo'],
    ['an invited user', 'ivy', 'ada'],
    ['a user who has asked to join', 'rex', 'ada'],
    ['a non-member', 'sid', 'ada'],
  ] as const)(
    'ban %s, who may ask to join after the ban is lifted',
    async (_who, banned, actor) => {
      const [{ fg, uid }, by, mia] = [users[banned], users[actor], users.mia];
      await banUser(by.fg, groupId, uid);
      expect((await getDoc(memberRef(fg, groupId, uid))).data()).toMatchObject({
        status: 'banned',
        role: 'member',
      });
      await expectReason(requestToJoin(fg, groupId), 'banned', /lift the ban/);
      await expectReason(inviteUser(mia.fg, groupId, uid), 'banned', /lift the ban/);
      const listed = await getDocs(membersQuery(by.fg, groupId, { status: 'banned' }));
      expect(listed.docs.map(({ id }) => id)).toContain(uid);
      await unbanUser(by.fg, groupId, uid);
      expect(await statusOf(groupId, users[banned])).toBe('none');
      expect(await requestToJoin(fg, groupId)).toBe('requested');
    },
  );
});

describe('setRole', () => {
  test('makes a member an admin, who is notified and may act as one, and makes them a member again', async () => {
    const { cleo, mia, sid } = users;
    const groupId = await createClub(cleo, { members: [mia] });
    const own = memberRef(mia.fg, groupId, mia.uid);
    const bell = await showList(notificationsQuery(mia.fg));
    await setRole(cleo.fg, groupId, mia.uid, 'admin');
    await untilDocument(own, (member) => member?.role === 'admin');
    await bell.until((all) =>
      all.some((one) => one.type === 'role_changed' && one.groupId === groupId),
    );
    bell.stop();
    await requestToJoin(sid.fg, groupId);
    await approveRequest(mia.fg, groupId, sid.uid);
    await setRole(cleo.fg, groupId, mia.uid, 'admin');
    await setRole(cleo.fg, groupId, mia.uid, 'member');
    await untilDocument(own, (member) => member?.role === 'member');
    await expectReason(removeMember(mia.fg, groupId, sid.uid), 'permission-denied', /an admin can/);
  });

  test('accepts only admin and member', async () => {
    const { cleo, mia } = users;
    await expect(setRole(cleo.fg, 'any', mia.uid, 'creator' as 'admin')).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { role: 'expected one of admin, member' },
    });
  });
});

describe('transferOwnership', () => {
  test('makes another member the creator, and the former creator an admin, who may leave', async () => {
    const { cleo, ada, mia } = users;
    const groupId = await createClub(cleo, { admins: [ada], members: [mia] });
    await transferOwnership(cleo.fg, groupId, mia.uid);
    await untilDocument(groupRef(ada.fg, groupId), (group) => group?.creatorId === mia.uid);
    expect(await roleOf(groupId, mia)).toBe('creator');
    expect(await roleOf(groupId, cleo)).toBe('admin');
    await expectReason(leaveGroup(mia.fg, groupId), 'creator-must-transfer', /transfer/);
    await leaveGroup(cleo.fg, groupId);
    await setRole(mia.fg, groupId, ada.uid, 'member');
    await expectReason(updateGroup(cleo.fg, groupId, { title: 'Mine' }), 'not-a-member');
  });
});

describe('updatedBy', () => {
  test('names who last changed the membership of another user', async () => {
    const { cleo, ada, mia, rex } = users;
    const groupId = await createClub(cleo, { admins: [ada], members: [mia] });
    const updatedBy = async ({ uid }: Person) =>
      (await getDoc(memberRef(cleo.fg, groupId, uid))).data()?.updatedBy;
    expect(await updatedBy(ada)).toBe(cleo.uid);
    await requestToJoin(rex.fg, groupId);
    expect(await updatedBy(rex)).toBeUndefined();
    await approveRequest(ada.fg, groupId, rex.uid);
    expect(await updatedBy(rex)).toBe(ada.uid);
    await setNotifyLevel(rex.fg, groupId, 'none');
    expect(await updatedBy(rex)).toBe(ada.uid);
    await transferOwnership(cleo.fg, groupId, rex.uid);
    expect([await updatedBy(rex), await updatedBy(cleo)]).toEqual([cleo.uid, undefined]);
    await banUser(ada.fg, groupId, mia.uid);
    expect(await updatedBy(mia)).toBe(ada.uid);
  });
});

describe('a refused change', () => {
  let groupId: string;
  beforeAll(async () => {
    groupId = await createFullClub();
  });

  const promote = (fg: Person['fg'], id: string, uid: string) => setRole(fg, id, uid, 'admin');
  const demote = (fg: Person['fg'], id: string, uid: string) => setRole(fg, id, uid, 'member');
  const verbs = { removeMember, banUser, unbanUser, promote, demote, transferOwnership };
  const join = /Join it first/;
  const notAMember = /not a member of the group. Choose one who is/;
  const onlyAdmins = /^Only the creator or an admin can do this. Ask/;
  const onlyCreator = /^Only the creator can do this. Ask the creator/;
  const transfer = /transfer the ownership first/;
  const lift = /lift the ban/;

  test.each<[keyof typeof verbs, Name, Name, Parameters<typeof expectReason>[1], RegExp]>([
    ['removeMember', 'sid', 'mia', 'not-a-member', join],
    ['removeMember', 'ivy', 'mia', 'not-a-member', join],
    ['removeMember', 'mia', 'max', 'permission-denied', onlyAdmins],
    ['removeMember', 'mia', 'cleo', 'permission-denied', onlyAdmins],
    ['removeMember', 'ada', 'abe', 'permission-denied', onlyCreator],
    ['removeMember', 'ada', 'cleo', 'creator-must-transfer', transfer],
    ['removeMember', 'cleo', 'cleo', 'invalid-argument', /uid: expected another user.*leaveGroup/],
    ['removeMember', 'mia', 'mia', 'invalid-argument', /another user.*leaveGroup/],
    ['removeMember', 'ada', 'sid', 'not-a-member', notAMember],
    ['removeMember', 'ada', 'ivy', 'not-a-member', notAMember],
    ['removeMember', 'ada', 'rex', 'not-a-member', notAMember],
    ['removeMember', 'ada', 'bea', 'banned', lift],
    ['banUser', 'sid', 'mia', 'not-a-member', join],
    ['banUser', 'mia', 'max', 'permission-denied', onlyAdmins],
    ['banUser', 'mia', 'sid', 'permission-denied', onlyAdmins],
    ['banUser', 'mia', 'bea', 'permission-denied', onlyAdmins],
    ['banUser', 'ada', 'abe', 'permission-denied', onlyCreator],
    ['banUser', 'ada', 'cleo', 'creator-must-transfer', transfer],
    ['banUser', 'cleo', 'cleo', 'creator-must-transfer', transfer],
    ['banUser', 'ada', 'bea', 'banned', lift],
    ['unbanUser', 'sid', 'bea', 'not-a-member', join],
    ['unbanUser', 'mia', 'bea', 'permission-denied', onlyAdmins],
    ['unbanUser', 'ada', 'sid', 'not-found', /not banned. No action/],
    ['unbanUser', 'ada', 'mia', 'already-member', /No action is needed/],
    ['unbanUser', 'ada', 'ivy', 'already-invited', /revoke the invite/],
    ['unbanUser', 'ada', 'rex', 'already-requested', /approve or reject/],
    ['promote', 'sid', 'mia', 'not-a-member', join],
    ['promote', 'mia', 'max', 'permission-denied', onlyCreator],
    ['promote', 'ada', 'mia', 'permission-denied', onlyCreator],
    ['promote', 'cleo', 'sid', 'not-a-member', notAMember],
    ['promote', 'cleo', 'ivy', 'not-a-member', notAMember],
    ['promote', 'cleo', 'bea', 'banned', lift],
    ['promote', 'cleo', 'cleo', 'creator-must-transfer', transfer],
    ['demote', 'ada', 'abe', 'permission-denied', onlyCreator],
    ['demote', 'cleo', 'cleo', 'creator-must-transfer', transfer],
    ['unbanUser', 'cleo', 'cleo', 'invalid-argument', /uid: expected another user/],
    ['transferOwnership', 'sid', 'mia', 'not-a-member', join],
    ['transferOwnership', 'ada', 'mia', 'permission-denied', onlyCreator],
    ['transferOwnership', 'cleo', 'sid', 'not-a-member', notAMember],
    ['transferOwnership', 'cleo', 'rex', 'not-a-member', notAMember],
    ['transferOwnership', 'cleo', 'bea', 'banned', lift],
    ['transferOwnership', 'cleo', 'cleo', 'invalid-argument', /uid: expected another user/],
    ['transferOwnership', 'ada', 'ada', 'invalid-argument', /uid: expected another user/],
  ])('%s by %s on %s: %s', async (verb, actor, target, reason, message) => {
    const { fg, uid } = users[target];
    const membership = async () => (await getDoc(memberRef(fg, groupId, uid))).data();
    const before = await membership();
    await expectReason(verbs[verb](users[actor].fg, groupId, uid), reason, message);
    expect(await membership()).toEqual(before);
  });
});
