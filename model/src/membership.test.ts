import { describe, expect, test } from '@jest/globals';
import {
  decideMembership,
  type Membership,
  type MembershipDecision,
  type MembershipQuestion,
} from './membership.ts';
import { MEMBERSHIP_ACTIONS, type MembershipAction } from './membershipRules.ts';

const ACTOR = 'actor';

/** Every standing that a person can have towards a group. */
const MEMBERSHIP_STATES = {
  none: null,
  invited: { status: 'pending_invite', role: 'member', invitedBy: 'somebody' },
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
 * The contract, written out a second time by hand: for each action the standings in which the actor may take it on
 * themselves, and for each standing of the actor those of another person that they may take it on. In a group that is
 * alive, with the policies that favour it.
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
        // Two creators do not occur; were there two, "anyone else" would hold.
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
  test.each(ALL)('on oneself, being %s', (actor) => {
    const allowed = ALLOWED[action].self?.includes(actor) ?? false;
    expect(decideMembership(question(action, actor, 'self')).allowed).toBe(allowed);
  });

  test.each(ALL.flatMap((actor) => ALL.map((target) => [actor, target] as const)))(
    'by one who is %s, on another who is %s',
    (actor, target) => {
      const allowed = ALLOWED[action].other?.[actor]?.includes(target) ?? false;
      expect(decideMembership(question(action, actor, target)).allowed).toBe(allowed);
    },
  );
});

describe('what a membership becomes', () => {
  test.each([
    ['requestToJoin', 'none', 'self', 'pending_request', 'member', null],
    ['join', 'none', 'self', 'joined', 'member', null],
    ['createGroup', 'none', 'self', 'joined', 'creator', null],
    ['invite', 'member', 'none', 'pending_invite', 'member', ACTOR],
    ['acceptInvite', 'invited', 'self', 'joined', 'member', 'somebody'],
    ['approveRequest', 'admin', 'waiting', 'joined', 'member', null],
    ['ban', 'creator', 'admin', 'banned', 'member', null],
    ['ban', 'creator', 'invited', 'banned', 'member', 'somebody'],
    ['promote', 'creator', 'member', 'joined', 'admin', null],
    ['demote', 'creator', 'admin', 'joined', 'member', null],
  ] as const)('%s by %s on %s', (action, actor, target, status, role, invitedBy) => {
    expect(decideMembership(question(action, actor, target))).toEqual({
      allowed: true,
      becomes: { status, role, invitedBy },
    });
  });

  test.each([
    ['withdrawRequest', 'waiting', 'self'],
    ['declineInvite', 'invited', 'self'],
    ['leave', 'member', 'self'],
    ['rejectRequest', 'admin', 'waiting'],
    ['revokeInvite', 'admin', 'invited'],
    ['remove', 'admin', 'member'],
    ['unban', 'admin', 'banned'],
  ] as const)('%s leaves nothing', (action, actor, target) => {
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

describe('why not', () => {
  test.each([
    ['the creator cannot leave', 'leave', 'creator', 'self', 'creator-must-transfer'],
    ['the creator cannot ban themselves', 'ban', 'creator', 'self', 'creator-must-transfer'],
    [
      'an admin cannot remove themselves: they leave',
      'remove',
      'admin',
      'self',
      'permission-denied',
    ],
    ['an admin cannot remove the creator', 'remove', 'admin', 'creator', 'creator-must-transfer'],
    ['an admin cannot ban the creator', 'ban', 'admin', 'creator', 'creator-must-transfer'],
    ['an admin cannot remove an admin', 'remove', 'admin', 'admin', 'permission-denied'],
    ['the creator cannot demote themselves', 'demote', 'creator', 'self', 'creator-must-transfer'],
    ['the creator is the creator', 'transferOwnership', 'creator', 'self', 'permission-denied'],
    ['a banned user cannot ask', 'requestToJoin', 'banned', 'self', 'banned'],
    ['a banned user cannot join', 'join', 'banned', 'self', 'banned'],
    ['a banned user cannot be invited', 'invite', 'member', 'banned', 'banned'],
    ['a member cannot be invited again', 'invite', 'member', 'admin', 'already-member'],
    ['an invite is not doubled', 'invite', 'member', 'invited', 'already-invited'],
    ['who waits is not invited', 'invite', 'member', 'waiting', 'already-requested'],
    ['a request is not doubled', 'requestToJoin', 'waiting', 'self', 'already-requested'],
    ['nobody invites themselves', 'invite', 'member', 'self', 'already-member'],
    ['a stranger invites nobody', 'invite', 'none', 'none', 'not-a-member'],
    ['no invite, nothing to accept', 'acceptInvite', 'none', 'self', 'not-found'],
    ['nobody approves their own request', 'approveRequest', 'waiting', 'self', 'not-a-member'],
    ['a plain member approves nobody', 'approveRequest', 'member', 'waiting', 'permission-denied'],
    ['who is not in cannot leave', 'leave', 'waiting', 'self', 'not-a-member'],
    ['ownership goes to no stranger', 'transferOwnership', 'creator', 'none', 'not-a-member'],
  ] as const)('%s', (_sentence, action, actor, target, reason) => {
    expect(reasonOf(decideMembership(question(action, actor, target)))).toBe(reason);
  });

  test.each([
    ['requestToJoin', 'open'],
    ['requestToJoin', 'invite_only'],
    ['join', 'approval'],
    ['join', 'invite_only'],
  ] as const)('%s is refused where the joinPolicy is %s', (action, joinPolicy) => {
    const asked = question(action, 'none', 'self', { group: { ...GROUP, joinPolicy } });
    expect(reasonOf(decideMembership(asked))).toBe('permission-denied');
  });

  test.each([
    ['member', 'permission-denied'],
    ['admin', 'allowed'],
    ['creator', 'allowed'],
  ] as const)('where admins invite, a joined %s gets: %s', (actor, expected) => {
    const group = { ...GROUP, invitePolicy: 'admins' } as const;
    expect(reasonOf(decideMembership(question('invite', actor, 'none', { group })))).toBe(expected);
  });

  test.each([
    ['createGroup', 'none', 'self', 'permission-denied'],
    ['requestToJoin', 'none', 'self', 'permission-denied'],
    ['join', 'none', 'self', 'permission-denied'],
    ['invite', 'member', 'none', 'not-found'],
    ['ban', 'creator', 'none', 'allowed'],
  ] as const)('%s where the target has no profile', (action, actor, target, expected) => {
    const asked = question(action, actor, target, { targetHasProfile: false });
    expect(reasonOf(decideMembership(asked))).toBe(expected);
  });

  const inErasedGroup = { group: { ...GROUP, deletedAt: new Date() } } as const;
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
  ] as const)('%s in a group that is being erased', (action, actor, target, expected) => {
    expect(reasonOf(decideMembership(question(action, actor, target, inErasedGroup)))).toBe(
      expected,
    );
  });

  test('a group that exists is not founded again', () => {
    const asked = question('createGroup', 'none', 'self', { group: GROUP });
    expect(reasonOf(decideMembership(asked))).toBe('permission-denied');
  });
});
