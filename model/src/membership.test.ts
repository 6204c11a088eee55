import { describe, expect, test } from '@jest/globals';
import {
  decideMembership,
  type Membership,
  type MembershipDecision,
  type MembershipQuestion,
} from './membership.ts';
import { MEMBERSHIP_ACTIONS, type MembershipAction } from './membershipRules.ts';

const ACTOR = 'actor';

/** Every state of a membership. */
const MEMBERSHIP_STATES = {
  none: null,
  invited: { status: 'pending_invite', role: 'member', invitedBy: 'inviter' },
  'invited by the actor': { status: 'pending_invite', role: 'member', invitedBy: ACTOR },
  waiting: { status: 'pending_request', role: 'member', invitedBy: null },
  member: { status: 'joined', role: 'member', invitedBy: null },
  admin: { status: 'joined', role: 'admin', invitedBy: null },
  creator: { status: 'joined', role: 'creator', invitedBy: null },
  banned: { status: 'banned', role: 'member', invitedBy: null },
} as const satisfies Record<string, Membership | null>;
type MembershipState = keyof typeof MEMBERSHIP_STATES;
const ALL = Object.keys(MEMBERSHIP_STATES) as MembershipState[];

/**
 * The contract, written a second time by hand. For each action: the states in which users may take it on themselves,
 * and for each state of the actor, the states of other users on whom they may take it. The group exists, is not being
 * deleted, and has the policies that allow the most.
 */
const ALLOWED: Record<
  MembershipAction,
  { self?: MembershipState[]; other?: Partial<Record<MembershipState, MembershipState[]>> }
> = {
  createGroup: { self: ['none'] },
  requestToJoin: { self: ['none'] },
  join: { self: ['none'] },
  withdrawRequest: { self: ['waiting'] },
  approveRequest: { other: { admin: ['waiting'], creator: ['waiting'] } },
  rejectRequest: { other: { admin: ['waiting'], creator: ['waiting'] } },
  invite: { other: { member: ['none'], admin: ['none'], creator: ['none'] } },
  acceptInvite: { self: ['invited', 'invited by the actor'] },
  declineInvite: { self: ['invited', 'invited by the actor'] },
  revokeInvite: {
    other: {
      member: ['invited by the actor'],
      admin: ['invited', 'invited by the actor'],
      creator: ['invited', 'invited by the actor'],
    },
  },
  leave: { self: ['member', 'admin'] },
  remove: { other: { admin: ['member'], creator: ['member', 'admin', 'creator'] } },
  ban: {
    other: {
      admin: ['none', 'invited', 'invited by the actor', 'waiting', 'member'],
      creator: [
        'none',
        'invited',
        'invited by the actor',
        'waiting',
        'member',
        'admin',
        // A group never has two creators. If it had, "anyone else" would include the other one.
        'creator',
      ],
    },
  },
  unban: { other: { admin: ['banned'], creator: ['banned'] } },
  promote: { other: { creator: ['member'] } },
  demote: { other: { creator: ['admin'] } },
  transferOwnership: { other: { creator: ['member', 'admin'] } },
};

const GROUP = { joinPolicy: 'approval', invitePolicy: 'members' } as const;

function question(
  action: MembershipAction,
  actor: MembershipState,
  target: MembershipState | 'self',
  change: Partial<MembershipQuestion> = {},
): MembershipQuestion {
  const onSelf = target === 'self';
  return {
    action,
    actorId: ACTOR,
    actor: MEMBERSHIP_STATES[actor],
    targetId: onSelf ? ACTOR : 'target',
    target: onSelf ? MEMBERSHIP_STATES[actor] : MEMBERSHIP_STATES[target],
    targetHasProfile: true,
    group:
      action === 'createGroup'
        ? null
        : { ...GROUP, ...(action === 'join' && { joinPolicy: 'open' }) },
    ...change,
  };
}

function reasonOf(decision: MembershipDecision): string {
  return decision.allowed ? 'allowed' : decision.reason;
}

describe.each(MEMBERSHIP_ACTIONS)('%s', (action) => {
  test.each(ALL)('on yourself, as %s', (actor) => {
    const allowed = ALLOWED[action].self?.includes(actor) ?? false;
    expect(decideMembership(question(action, actor, 'self')).allowed).toBe(allowed);
  });

  test.each(ALL.flatMap((actor) => ALL.map((target) => [actor, target] as const)))(
    'by a user who is %s, on another user who is %s',
    (actor, target) => {
      const allowed = ALLOWED[action].other?.[actor]?.includes(target) ?? false;
      expect(decideMembership(question(action, actor, target)).allowed).toBe(allowed);
    },
  );
});

describe('the membership after an action', () => {
  test.each([
    ['requestToJoin', 'none', 'self', 'pending_request', 'member', null],
    ['join', 'none', 'self', 'joined', 'member', null],
    ['createGroup', 'none', 'self', 'joined', 'creator', null],
    ['invite', 'member', 'none', 'pending_invite', 'member', ACTOR],
    ['acceptInvite', 'invited', 'self', 'joined', 'member', 'inviter'],
    ['approveRequest', 'admin', 'waiting', 'joined', 'member', null],
    ['ban', 'creator', 'admin', 'banned', 'member', null],
    ['ban', 'creator', 'invited', 'banned', 'member', 'inviter'],
    ['promote', 'creator', 'member', 'joined', 'admin', null],
    ['demote', 'creator', 'admin', 'joined', 'member', null],
  ] as const)(
    '%s by %s on %s changes the membership',
    (action, actor, target, status, role, invitedBy) => {
      expect(decideMembership(question(action, actor, target))).toEqual({
        allowed: true,
        becomes: { status, role, invitedBy },
      });
    },
  );

  test.each([
    ['withdrawRequest', 'waiting', 'self'],
    ['declineInvite', 'invited', 'self'],
    ['leave', 'member', 'self'],
    ['rejectRequest', 'admin', 'waiting'],
    ['revokeInvite', 'admin', 'invited'],
    ['remove', 'admin', 'member'],
    ['unban', 'admin', 'banned'],
  ] as const)('%s leaves no membership', (action, actor, target) => {
    expect(decideMembership(question(action, actor, target))).toEqual({
      allowed: true,
      becomes: null,
    });
  });

  test('a transfer makes the target the creator and the creator an admin', () => {
    expect(decideMembership(question('transferOwnership', 'creator', 'member'))).toEqual({
      allowed: true,
      becomes: { status: 'joined', role: 'creator', invitedBy: null },
      actorBecomes: { status: 'joined', role: 'admin', invitedBy: null },
    });
  });
});

describe('the reason for a refusal', () => {
  test.each([
    ['the creator cannot leave', 'leave', 'creator', 'self', 'creator-must-transfer'],
    ['the creator cannot ban themselves', 'ban', 'creator', 'self', 'creator-must-transfer'],
    ['an admin cannot remove themselves', 'remove', 'admin', 'self', 'permission-denied'],
    ['an admin cannot remove the creator', 'remove', 'admin', 'creator', 'creator-must-transfer'],
    ['an admin cannot ban the creator', 'ban', 'admin', 'creator', 'creator-must-transfer'],
    ['an admin cannot remove an admin', 'remove', 'admin', 'admin', 'permission-denied'],
    ['the creator cannot demote themselves', 'demote', 'creator', 'self', 'creator-must-transfer'],
    [
      'the creator cannot transfer to themselves',
      'transferOwnership',
      'creator',
      'self',
      'permission-denied',
    ],
    ['a banned user cannot request to join', 'requestToJoin', 'banned', 'self', 'banned'],
    ['a banned user cannot join', 'join', 'banned', 'self', 'banned'],
    ['a banned user cannot be invited', 'invite', 'member', 'banned', 'banned'],
    ['a member cannot be invited again', 'invite', 'member', 'admin', 'already-member'],
    ['an invited user cannot be invited again', 'invite', 'member', 'invited', 'already-invited'],
    [
      'a user who requested to join cannot be invited',
      'invite',
      'member',
      'waiting',
      'already-requested',
    ],
    [
      'a user cannot request to join twice',
      'requestToJoin',
      'waiting',
      'self',
      'already-requested',
    ],
    ['a member cannot invite themselves', 'invite', 'member', 'self', 'already-member'],
    ['a non-member cannot invite', 'invite', 'none', 'none', 'not-a-member'],
    ['a user without an invite cannot accept one', 'acceptInvite', 'none', 'self', 'not-found'],
    [
      'a user cannot approve their own request',
      'approveRequest',
      'waiting',
      'self',
      'not-a-member',
    ],
    [
      'a member cannot approve a request',
      'approveRequest',
      'member',
      'waiting',
      'permission-denied',
    ],
    ['a user who is not joined cannot leave', 'leave', 'waiting', 'self', 'not-a-member'],
    ['ownership cannot go to a non-member', 'transferOwnership', 'creator', 'none', 'not-a-member'],
  ] as const)('%s', (_sentence, action, actor, target, reason) => {
    expect(reasonOf(decideMembership(question(action, actor, target)))).toBe(reason);
  });

  test.each([
    ['requestToJoin', 'open'],
    ['requestToJoin', 'invite_only'],
    ['join', 'approval'],
    ['join', 'invite_only'],
  ] as const)('%s is refused if the joinPolicy is %s', (action, joinPolicy) => {
    const asked = question(action, 'none', 'self', { group: { ...GROUP, joinPolicy } });
    expect(reasonOf(decideMembership(asked))).toBe('permission-denied');
  });

  test.each([
    ['member', 'permission-denied'],
    ['admin', 'allowed'],
    ['creator', 'allowed'],
  ] as const)('if only admins invite, the invite by a joined %s gets: %s', (actor, expected) => {
    const group = { ...GROUP, invitePolicy: 'admins' } as const;
    expect(reasonOf(decideMembership(question('invite', actor, 'none', { group })))).toBe(expected);
  });

  test.each([
    ['createGroup', 'none', 'self', 'permission-denied'],
    ['requestToJoin', 'none', 'self', 'permission-denied'],
    ['join', 'none', 'self', 'permission-denied'],
    ['invite', 'member', 'none', 'not-found'],
    ['ban', 'creator', 'none', 'allowed'],
  ] as const)('%s if the target has no profile', (action, actor, target, expected) => {
    const asked = question(action, actor, target, { targetHasProfile: false });
    expect(reasonOf(decideMembership(asked))).toBe(expected);
  });

  const inDeletedGroup = { group: { ...GROUP, deletedAt: new Date() } } as const;
  test.each([
    ['requestToJoin', 'none', 'self', 'not-found'],
    ['invite', 'creator', 'none', 'not-found'],
    ['approveRequest', 'creator', 'waiting', 'not-found'],
    ['rejectRequest', 'creator', 'waiting', 'not-found'],
    ['revokeInvite', 'creator', 'invited', 'not-found'],
    ['remove', 'creator', 'member', 'not-found'],
    ['ban', 'creator', 'member', 'not-found'],
    ['unban', 'creator', 'banned', 'not-found'],
    ['promote', 'creator', 'member', 'not-found'],
    ['demote', 'creator', 'admin', 'not-found'],
    ['transferOwnership', 'creator', 'member', 'not-found'],
    ['acceptInvite', 'invited', 'self', 'allowed'],
    ['declineInvite', 'invited', 'self', 'allowed'],
    ['withdrawRequest', 'waiting', 'self', 'allowed'],
    ['leave', 'member', 'self', 'allowed'],
  ] as const)('%s in a group that is being deleted', (action, actor, target, expected) => {
    expect(reasonOf(decideMembership(question(action, actor, target, inDeletedGroup)))).toBe(
      expected,
    );
  });

  test('a group that exists cannot be created again', () => {
    const asked = question('createGroup', 'none', 'self', { group: GROUP });
    expect(reasonOf(decideMembership(asked))).toBe('permission-denied');
  });
});
