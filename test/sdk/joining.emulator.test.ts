/** Joining and leaving groups, with real clients and the functions. */
import { describe, expect, test } from '@jest/globals';
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
import { usePast } from '../../testing/src/fixtures/past.ts';
import { letIn, statusOf, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { signUp } from '../../testing/src/clients/client.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { BANNED, type Refusal } from '../../testing/src/clients/refusals.ts';
import { showList } from '../../testing/src/clients/shown.ts';

const people = usePeople();
const past = usePast();
const users = registerUsers(people, 'ann', 'bob', 'cat');

const NO_INVITE: Refusal = ['not-found', /No invite is pending/];
const NO_REQUEST: Refusal = ['not-found', /No request is pending/];

const newGroup = (fields: Partial<NewGroup> = {}) =>
  createGroup(users.ann.fg, { title: 'Chess club', ...fields });

describe('an invite', () => {
  test('notifies the invited user, who becomes a member by accepting it', async () => {
    const groupId = await newGroup({ visibility: 'private' });
    const bell = await showList(notificationsQuery(users.bob.fg, { unreadOnly: true }));
    await inviteUser(users.ann.fg, groupId, users.bob.uid);
    const all = await bell.until((shown) => shown.some((one) => one.groupId === groupId));
    expect(all.find((one) => one.groupId === groupId)).toMatchObject({
      type: 'group_invite',
      groupTitle: 'Chess club',
      actorName: 'Ann',
    });
    expect((await getDoc(groupRef(users.bob.fg, groupId))).data()?.title).toBe('Chess club');
    await acceptInvite(users.bob.fg, groupId);
    expect(await statusOf(groupId, users.bob)).toBe('joined');
    await bell.until((all) => !all.some((one) => one.groupId === groupId));
    bell.stop();
    await untilDocument(groupRef(users.bob.fg, groupId), (group) => group?.memberCount === 2);
    const members = await getDocs(membersQuery(users.bob.fg, groupId));
    expect(members.docs.map(({ id }) => id).sort()).toEqual([users.ann.uid, users.bob.uid].sort());
  });

  test('can be declined or revoked, and sent again', async () => {
    const groupId = await newGroup();
    await inviteUser(users.ann.fg, groupId, users.bob.uid);
    await declineInvite(users.bob.fg, groupId);
    expect(await statusOf(groupId, users.bob)).toBe('none');
    await past.endCooldown(groupId, users.bob.uid);
    await inviteUser(users.ann.fg, groupId, users.bob.uid);
    await revokeInvite(users.ann.fg, groupId, users.bob.uid);
    expect(await statusOf(groupId, users.bob)).toBe('none');
    await expectReason(acceptInvite(users.bob.fg, groupId), ...NO_INVITE);
    await expectReason(declineInvite(users.bob.fg, groupId), ...NO_INVITE);
    await expectReason(revokeInvite(users.ann.fg, groupId, users.bob.uid), ...NO_INVITE);
  });

  test('is refused with the reason', async () => {
    const groupId = await newGroup({ invitePolicy: 'admins' });
    await expectReason(inviteUser(users.cat.fg, groupId, users.bob.uid), 'not-a-member');
    await letIn(users.ann, groupId, users.bob);
    await expectReason(inviteUser(users.ann.fg, groupId, users.bob.uid), 'already-member');
    await expectReason(inviteUser(users.ann.fg, groupId, users.ann.uid), 'already-member');
    await expectReason(
      inviteUser(users.bob.fg, groupId, users.cat.uid),
      'permission-denied',
      /an admin can/,
    );
    await expectReason(
      inviteUser(users.ann.fg, groupId, 'nobody'),
      'not-found',
      /^This user has no profile yet. Ask them/,
    );
    await inviteUser(users.ann.fg, groupId, users.cat.uid);
    await expectReason(inviteUser(users.ann.fg, groupId, users.cat.uid), 'already-invited');
    await expectReason(inviteUser(users.ann.fg, groupId, 'a/b'), 'invalid-argument', /uid/);
  });

  test('that was accepted can be neither declined nor revoked', async () => {
    const groupId = await newGroup();
    await letIn(users.ann, groupId, users.bob);
    await expectReason(declineInvite(users.bob.fg, groupId), 'already-member');
    await expectReason(revokeInvite(users.ann.fg, groupId, users.bob.uid), 'already-member');
    await expectReason(acceptInvite(users.bob.fg, groupId), 'already-member');
    expect(await statusOf(groupId, users.bob)).toBe('joined');
  });
});

describe('a request to join', () => {
  test('notifies the admins, who make the user a member by approving it', async () => {
    const groupId = await newGroup();
    const bell = await showList(notificationsQuery(users.ann.fg));
    expect(await requestToJoin(users.bob.fg, groupId)).toBe('requested');
    const all = await bell.until((shown) => shown.some((one) => one.groupId === groupId));
    const notification = all.find((one) => one.groupId === groupId);
    expect(notification).toMatchObject({
      type: 'join_request',
      actorName: 'Bob',
      subjectId: users.bob.uid,
    });
    await approveRequest(users.ann.fg, groupId, users.bob.uid);
    expect(await statusOf(groupId, users.bob)).toBe('joined');
    await bell.until((shown) => !shown.some((one) => one.groupId === groupId));
    bell.stop();
  });

  test('can be withdrawn or rejected, and sent again', async () => {
    const groupId = await newGroup();
    await requestToJoin(users.bob.fg, groupId);
    await expectReason(requestToJoin(users.bob.fg, groupId), 'already-requested');
    await withdrawRequest(users.bob.fg, groupId);
    await past.endCooldown(groupId, users.bob.uid);
    await requestToJoin(users.bob.fg, groupId);
    await rejectRequest(users.ann.fg, groupId, users.bob.uid);
    expect(await statusOf(groupId, users.bob)).toBe('none');
    await expectReason(withdrawRequest(users.bob.fg, groupId), ...NO_REQUEST);
    await expectReason(approveRequest(users.ann.fg, groupId, users.bob.uid), ...NO_REQUEST);
    await expectReason(rejectRequest(users.ann.fg, groupId, users.bob.uid), ...NO_REQUEST);
  });

  test('to an open group joins at once, even if the group is private', async () => {
    const open = await newGroup({ joinPolicy: 'open' });
    expect(await requestToJoin(users.bob.fg, open)).toBe('joined');
    await expectReason(requestToJoin(users.bob.fg, open), 'already-member', /No action is needed/);
    const secret = await newGroup({ joinPolicy: 'open', visibility: 'private' });
    expect(await requestToJoin(users.bob.fg, secret)).toBe('joined');
  });

  test('to a private group is open to every user who knows its id', async () => {
    const groupId = await newGroup({ visibility: 'private' });
    await expect(getDoc(groupRef(users.bob.fg, groupId))).rejects.toThrow();
    expect(await requestToJoin(users.bob.fg, groupId)).toBe('requested');
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
    await inviteUser(users.ann.fg, groupId, users.bob.uid);
    await expectReason(
      requestToJoin(users.bob.fg, groupId),
      'already-invited',
      /^You are already invited.*acceptInvite/,
    );
    expect(await statusOf(groupId, users.bob)).toBe('pending_invite');
  });

  test('is not approved by an invite, neither a member’s nor an admin’s', async () => {
    const groupId = await newGroup();
    await letIn(users.ann, groupId, users.cat);
    await requestToJoin(users.bob.fg, groupId);
    for (const { fg } of [users.cat, users.ann]) {
      await expectReason(inviteUser(fg, groupId, users.bob.uid), 'already-requested', /approve/);
    }
    expect(await statusOf(groupId, users.bob)).toBe('pending_request');
  });

  test('to an invite-only group is refused with the reason', async () => {
    const open = await newGroup({ joinPolicy: 'invite_only' });
    await expectReason(requestToJoin(users.bob.fg, open), 'permission-denied', /invitation only/);
    const secret = await newGroup({ joinPolicy: 'invite_only', visibility: 'private' });
    await expectReason(requestToJoin(users.bob.fg, secret), 'not-found', /needs an invite/);
    await expectReason(requestToJoin(users.bob.fg, 'missing'), 'not-found');
  });

  test('can be approved and rejected only by admins', async () => {
    const groupId = await newGroup();
    await letIn(users.ann, groupId, users.cat);
    await requestToJoin(users.bob.fg, groupId);
    await expectReason(approveRequest(users.bob.fg, groupId, users.bob.uid), 'not-a-member');
    await expectReason(approveRequest(users.cat.fg, groupId, users.bob.uid), 'permission-denied');
    await expectReason(rejectRequest(users.cat.fg, groupId, users.bob.uid), 'permission-denied');
  });

  test('that was approved meanwhile can be neither rejected nor withdrawn', async () => {
    const groupId = await newGroup();
    await requestToJoin(users.bob.fg, groupId);
    await approveRequest(users.ann.fg, groupId, users.bob.uid);
    await expectReason(rejectRequest(users.ann.fg, groupId, users.bob.uid), 'already-member');
    await expectReason(withdrawRequest(users.bob.fg, groupId), 'already-member');
    expect(await statusOf(groupId, users.bob)).toBe('joined');
  });
});

describe('a user without a profile', () => {
  test('is refused with a message that says so, unless they are banned', async () => {
    const groupId = await newGroup();
    const { fg } = people.open();
    const { user } = await signUp(fg.auth);
    await expectReason(requestToJoin(fg, groupId), 'permission-denied', /You have no profile yet/);
    await banUser(users.ann.fg, groupId, user.uid);
    await expectReason(requestToJoin(fg, groupId), ...BANNED);
    await expectReason(inviteUser(users.ann.fg, groupId, user.uid), ...BANNED);
    await expectReason(inviteUser(users.cat.fg, groupId, user.uid), 'not-a-member', /Join it/);
  });
});

describe('a banned user', () => {
  test('cannot join or be invited, and the reason says so', async () => {
    const groupId = await newGroup();
    await Promise.all([letIn(users.ann, groupId, users.bob), letIn(users.ann, groupId, users.cat)]);
    await banUser(users.ann.fg, groupId, users.bob.uid);
    await expectReason(requestToJoin(users.bob.fg, groupId), ...BANNED);
    await expectReason(acceptInvite(users.bob.fg, groupId), 'banned');
    await expectReason(inviteUser(users.ann.fg, groupId, users.bob.uid), ...BANNED);
    await expectReason(inviteUser(users.cat.fg, groupId, users.bob.uid), ...BANNED);
  });
});

describe('revokeInvite and rejectRequest', () => {
  test('refuse the user’s own uid, and name the functions to call instead', async () => {
    const groupId = await newGroup();
    await inviteUser(users.ann.fg, groupId, users.bob.uid);
    await requestToJoin(users.cat.fg, groupId);
    const [bob, cat] = [users.bob, users.cat];
    const revoking = revokeInvite(bob.fg, groupId, bob.uid);
    await expectReason(revoking, 'invalid-argument', /uid: expected another user.*declineInvite/);
    const rejecting = rejectRequest(cat.fg, groupId, cat.uid);
    await expectReason(rejecting, 'invalid-argument', /another user.*withdrawRequest/);
    expect(await statusOf(groupId, bob)).toBe('pending_invite');
    expect(await statusOf(groupId, cat)).toBe('pending_request');
  });
});

describe('leaveGroup', () => {
  test('ends the membership of a member, but not of the creator', async () => {
    const groupId = await newGroup();
    await letIn(users.ann, groupId, users.bob);
    await leaveGroup(users.bob.fg, groupId);
    expect(await statusOf(groupId, users.bob)).toBe('none');
    await expectReason(leaveGroup(users.bob.fg, groupId), 'not-a-member');
    await expectReason(leaveGroup(users.ann.fg, groupId), 'creator-must-transfer', /transfer/);
    await untilDocument(groupRef(users.ann.fg, groupId), (group) => group?.memberCount === 1);
  });
});
