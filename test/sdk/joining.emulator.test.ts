/** The way into a group and out again, by real clients, with the functions reacting in the emulator by themselves. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createUserWithEmailAndPassword } from 'firebase/auth';
import { getDoc, getDocs } from 'firebase/firestore';
import {
  acceptInvite,
  approveRequest,
  banUser,
  createGroup,
  declineInvite,
  groupRef,
  inviteUser,
  leaveGroup,
  membersQuery,
  notificationsQuery,
  rejectRequest,
  requestToJoin,
  revokeInvite,
  withdrawRequest,
  type NewGroup,
} from 'firegroups';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { letIn, statusOf, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/refusal.ts';
import { showList } from '../../testing/src/clients/shown.ts';

const people = usePeople();
const cast = registerUsers(people, 'ann', 'bob', 'cat');

const newGroup = (fields: Partial<NewGroup> = {}) =>
  createGroup(cast.ann.fg, { title: 'Chess club', ...fields });

describe('an invite', () => {
  test('is told to the invited user, and accepted it lets them in', async () => {
    const groupId = await newGroup({ visibility: 'private' });
    const bell = await showList(notificationsQuery(cast.bob.fg, { unreadOnly: true }));
    await inviteUser(cast.ann.fg, groupId, cast.bob.uid);
    const told = await bell.until((all) => all.some((one) => one.groupId === groupId));
    expect(told.find((one) => one.groupId === groupId)).toMatchObject({
      type: 'group_invite',
      groupTitle: 'Chess club',
      actorName: 'Ann',
    });
    expect((await getDoc(groupRef(cast.bob.fg, groupId))).data()?.title).toBe('Chess club');
    await acceptInvite(cast.bob.fg, groupId);
    expect(await statusOf(groupId, cast.bob)).toBe('joined');
    await bell.until((all) => !all.some((one) => one.groupId === groupId));
    bell.stop();
    await untilDocument(groupRef(cast.bob.fg, groupId), (group) => group?.memberCount === 2);
    const members = await getDocs(membersQuery(cast.bob.fg, groupId));
    expect(members.docs.map(({ id }) => id).sort()).toEqual([cast.ann.uid, cast.bob.uid].sort());
  });

  test('can be declined, revoked and made again', async () => {
    const groupId = await newGroup();
    await inviteUser(cast.ann.fg, groupId, cast.bob.uid);
    await declineInvite(cast.bob.fg, groupId);
    expect(await statusOf(groupId, cast.bob)).toBe('none');
    await inviteUser(cast.ann.fg, groupId, cast.bob.uid);
    await revokeInvite(cast.ann.fg, groupId, cast.bob.uid);
    expect(await statusOf(groupId, cast.bob)).toBe('none');
    await expectReason(acceptInvite(cast.bob.fg, groupId), 'not-found', /No invite is waiting/);
    await expectReason(declineInvite(cast.bob.fg, groupId), 'not-found', /No invite is waiting/);
    await expectReason(
      revokeInvite(cast.ann.fg, groupId, cast.bob.uid),
      'not-found',
      /No invite is waiting/,
    );
  });

  test('is explained where it is refused', async () => {
    const groupId = await newGroup({ invitePolicy: 'admins' });
    await expectReason(inviteUser(cast.cat.fg, groupId, cast.bob.uid), 'not-a-member');
    await letIn(cast.ann, groupId, cast.bob);
    await expectReason(inviteUser(cast.ann.fg, groupId, cast.bob.uid), 'already-member');
    await expectReason(inviteUser(cast.ann.fg, groupId, cast.ann.uid), 'already-member');
    await expectReason(
      inviteUser(cast.bob.fg, groupId, cast.cat.uid),
      'permission-denied',
      /an admin can/,
    );
    await expectReason(
      inviteUser(cast.ann.fg, groupId, 'nobody'),
      'not-found',
      /^They have no profile yet: ask them/,
    );
    await inviteUser(cast.ann.fg, groupId, cast.cat.uid);
    await expectReason(inviteUser(cast.ann.fg, groupId, cast.cat.uid), 'already-invited');
    await expectReason(inviteUser(cast.ann.fg, groupId, 'a/b'), 'invalid-argument', /uid/);
  });

  test('that is accepted already can be neither declined nor revoked', async () => {
    const groupId = await newGroup();
    await letIn(cast.ann, groupId, cast.bob);
    await expectReason(declineInvite(cast.bob.fg, groupId), 'already-member');
    await expectReason(revokeInvite(cast.ann.fg, groupId, cast.bob.uid), 'already-member');
    await expectReason(acceptInvite(cast.bob.fg, groupId), 'already-member');
    expect(await statusOf(groupId, cast.bob)).toBe('joined');
  });
});

describe('a request to join', () => {
  test('is told to staff, and approved it lets the user in', async () => {
    const groupId = await newGroup();
    const bell = await showList(notificationsQuery(cast.ann.fg));
    expect(await requestToJoin(cast.bob.fg, groupId)).toBe('requested');
    const all = await bell.until((shown) => shown.some((one) => one.groupId === groupId));
    const told = all.find((one) => one.groupId === groupId);
    expect(told).toMatchObject({ type: 'join_request', actorName: 'Bob', subjectId: cast.bob.uid });
    await approveRequest(cast.ann.fg, groupId, cast.bob.uid);
    expect(await statusOf(groupId, cast.bob)).toBe('joined');
    await bell.until((shown) => !shown.some((one) => one.groupId === groupId));
    bell.stop();
  });

  test('can be withdrawn, rejected and made again', async () => {
    const groupId = await newGroup();
    await requestToJoin(cast.bob.fg, groupId);
    await expectReason(requestToJoin(cast.bob.fg, groupId), 'already-requested');
    await withdrawRequest(cast.bob.fg, groupId);
    await requestToJoin(cast.bob.fg, groupId);
    await rejectRequest(cast.ann.fg, groupId, cast.bob.uid);
    expect(await statusOf(groupId, cast.bob)).toBe('none');
    await expectReason(withdrawRequest(cast.bob.fg, groupId), 'not-found', /No request is waiting/);
    await expectReason(
      approveRequest(cast.ann.fg, groupId, cast.bob.uid),
      'not-found',
      /No request is waiting/,
    );
    await expectReason(
      rejectRequest(cast.ann.fg, groupId, cast.bob.uid),
      'not-found',
      /No request is waiting/,
    );
  });

  test('to an open group joins at once, also where the group is private', async () => {
    const open = await newGroup({ joinPolicy: 'open' });
    expect(await requestToJoin(cast.bob.fg, open)).toBe('joined');
    await expectReason(requestToJoin(cast.bob.fg, open), 'already-member', /nothing is left/);
    const secret = await newGroup({ joinPolicy: 'open', visibility: 'private' });
    expect(await requestToJoin(cast.bob.fg, secret)).toBe('joined');
  });

  test('to a private group can be made by who knows its id', async () => {
    const groupId = await newGroup({ visibility: 'private' });
    await expect(getDoc(groupRef(cast.bob.fg, groupId))).rejects.toThrow();
    expect(await requestToJoin(cast.bob.fg, groupId)).toBe('requested');
  });

  test.each<Partial<NewGroup>>([
    { joinPolicy: 'approval' },
    { joinPolicy: 'open' },
    { joinPolicy: 'invite_only' },
    { joinPolicy: 'approval', visibility: 'private' },
    { joinPolicy: 'open', visibility: 'private' },
    { joinPolicy: 'invite_only', visibility: 'private' },
  ])('does not accept a pending invite: %j', async (fields) => {
    const groupId = await newGroup(fields);
    await inviteUser(cast.ann.fg, groupId, cast.bob.uid);
    await expectReason(
      requestToJoin(cast.bob.fg, groupId),
      'already-invited',
      /^You are already invited.*acceptInvite/,
    );
    expect(await statusOf(groupId, cast.bob)).toBe('pending_invite');
  });

  test('is not approved by an invite, neither a member’s nor an admin’s', async () => {
    const groupId = await newGroup();
    await letIn(cast.ann, groupId, cast.cat);
    await requestToJoin(cast.bob.fg, groupId);
    for (const { fg } of [cast.cat, cast.ann]) {
      await expectReason(inviteUser(fg, groupId, cast.bob.uid), 'already-requested', /approve/);
    }
    expect(await statusOf(groupId, cast.bob)).toBe('pending_request');
  });

  test('to a group by invitation only is explained', async () => {
    const open = await newGroup({ joinPolicy: 'invite_only' });
    await expectReason(requestToJoin(cast.bob.fg, open), 'permission-denied', /invitation only/);
    const secret = await newGroup({ joinPolicy: 'invite_only', visibility: 'private' });
    await expectReason(requestToJoin(cast.bob.fg, secret), 'not-found', /needs an invite/);
    await expectReason(requestToJoin(cast.bob.fg, 'missing'), 'not-found');
  });

  test('is nobody but staff’s to answer', async () => {
    const groupId = await newGroup();
    await letIn(cast.ann, groupId, cast.cat);
    await requestToJoin(cast.bob.fg, groupId);
    await expectReason(approveRequest(cast.bob.fg, groupId, cast.bob.uid), 'not-a-member');
    await expectReason(approveRequest(cast.cat.fg, groupId, cast.bob.uid), 'permission-denied');
    await expectReason(rejectRequest(cast.cat.fg, groupId, cast.bob.uid), 'permission-denied');
  });

  test('that somebody approved meanwhile does not end as a removal', async () => {
    const groupId = await newGroup();
    await requestToJoin(cast.bob.fg, groupId);
    await approveRequest(cast.ann.fg, groupId, cast.bob.uid);
    await expectReason(rejectRequest(cast.ann.fg, groupId, cast.bob.uid), 'already-member');
    await expectReason(withdrawRequest(cast.bob.fg, groupId), 'already-member');
    expect(await statusOf(groupId, cast.bob)).toBe('joined');
  });
});

describe('who has no profile', () => {
  test('is told that one is needed, but of a ban first', async () => {
    const groupId = await newGroup();
    const { fg } = people.open();
    const email = `${randomUUID()}@example.com`;
    const { user } = await createUserWithEmailAndPassword(fg.auth, email, 'secret');
    await expectReason(requestToJoin(fg, groupId), 'permission-denied', /profile is needed first/);
    await banUser(cast.ann.fg, groupId, user.uid);
    await expectReason(requestToJoin(fg, groupId), 'banned', /lift the ban/);
    await expectReason(inviteUser(cast.ann.fg, groupId, user.uid), 'banned', /lift the ban/);
    await expectReason(inviteUser(cast.cat.fg, groupId, user.uid), 'not-a-member', /join the/);
  });
});

describe('a banned user', () => {
  test('is told so, and so is who invites them', async () => {
    const groupId = await newGroup();
    await Promise.all([letIn(cast.ann, groupId, cast.bob), letIn(cast.ann, groupId, cast.cat)]);
    await banUser(cast.ann.fg, groupId, cast.bob.uid);
    await expectReason(requestToJoin(cast.bob.fg, groupId), 'banned', /lift the ban/);
    await expectReason(acceptInvite(cast.bob.fg, groupId), 'banned');
    await expectReason(inviteUser(cast.ann.fg, groupId, cast.bob.uid), 'banned', /lift the ban/);
    await expectReason(inviteUser(cast.cat.fg, groupId, cast.bob.uid), 'banned', /lift the ban/);
  });
});

describe('what answers another user', () => {
  test('says what to call for oneself, and does nothing', async () => {
    const groupId = await newGroup();
    await inviteUser(cast.ann.fg, groupId, cast.bob.uid);
    await requestToJoin(cast.cat.fg, groupId);
    const [bob, cat] = [cast.bob, cast.cat];
    const revoking = revokeInvite(bob.fg, groupId, bob.uid);
    await expectReason(revoking, 'invalid-argument', /uid: expected another user.*declineInvite/);
    const rejecting = rejectRequest(cat.fg, groupId, cat.uid);
    await expectReason(rejecting, 'invalid-argument', /another user.*withdrawRequest/);
    expect(await statusOf(groupId, bob)).toBe('pending_invite');
    expect(await statusOf(groupId, cat)).toBe('pending_request');
  });
});

describe('leaveGroup', () => {
  test('lets a member go, and the creator not', async () => {
    const groupId = await newGroup();
    await letIn(cast.ann, groupId, cast.bob);
    await leaveGroup(cast.bob.fg, groupId);
    expect(await statusOf(groupId, cast.bob)).toBe('none');
    await expectReason(leaveGroup(cast.bob.fg, groupId), 'not-a-member');
    await expectReason(leaveGroup(cast.ann.fg, groupId), 'creator-must-transfer', /transfer/);
    await untilDocument(groupRef(cast.ann.fg, groupId), (group) => group?.memberCount === 1);
  });
});
