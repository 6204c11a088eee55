/**
 * The membership table: who may change the membership of user T, from which state to which. The rules enforce it by
 * hand-written conditions, the SDK explains refusals with it, the tests walk it cell by cell, and docs/permissions.md
 * is printed from it.
 */
import type { Group, JoinPolicy, Member, MemberStatus, Role } from './documents.ts';
import type { ErrorReason } from './errors.ts';

/** What of a membership decides about it. `null` everywhere means: there is none. */
export type Membership = Pick<Member, 'role' | 'status' | 'invitedBy'>;

/** `none`: there is no membership document. */
export type MembershipStatus = MemberStatus | 'none';

/**
 * Who may take an action:
 * - `self`: T alone.
 * - `inviters`: any joined member where the group's invitePolicy is `members`, staff where it is `admins`.
 * - `inviter_or_staff`: whoever invited T, while joined, and staff.
 * - `staff`: the creator and admins, joined.
 * - `outranking`: the creator anyone else; an admin those who are neither admin nor creator.
 * - `creator`: the creator, somebody else.
 */
export type MembershipAuthority =
  'self' | 'inviters' | 'inviter_or_staff' | 'staff' | 'outranking' | 'creator';

/** One row of the table. */
export interface MembershipRule {
  readonly from: readonly MembershipStatus[];
  readonly to: MembershipStatus;
  readonly by: MembershipAuthority;
  /** The roles that T may have before; any where absent. */
  readonly fromRoles?: readonly Role[];
  /** T's role after; unchanged where absent. */
  readonly toRole?: Role;
  /** The joinPolicy that the group must have. */
  readonly joinPolicy?: JoinPolicy;
  /** T must have a profile. */
  readonly needsProfile?: true;
  /** False where a group that is being erased still allows it: the answers that cost no read. */
  readonly needsLiveGroup: boolean;
}

const rules = {
  createGroup: {
    from: ['none'],
    to: 'joined',
    toRole: 'creator',
    by: 'self',
    needsProfile: true,
    needsLiveGroup: false,
  },
  requestToJoin: {
    from: ['none'],
    to: 'pending_request',
    toRole: 'member',
    by: 'self',
    joinPolicy: 'approval',
    needsProfile: true,
    needsLiveGroup: true,
  },
  join: {
    from: ['none'],
    to: 'joined',
    toRole: 'member',
    by: 'self',
    joinPolicy: 'open',
    needsProfile: true,
    needsLiveGroup: true,
  },
  withdrawRequest: { from: ['pending_request'], to: 'none', by: 'self', needsLiveGroup: false },
  approveRequest: { from: ['pending_request'], to: 'joined', by: 'staff', needsLiveGroup: true },
  rejectRequest: { from: ['pending_request'], to: 'none', by: 'staff', needsLiveGroup: true },
  invite: {
    from: ['none'],
    to: 'pending_invite',
    toRole: 'member',
    by: 'inviters',
    needsProfile: true,
    needsLiveGroup: true,
  },
  acceptInvite: { from: ['pending_invite'], to: 'joined', by: 'self', needsLiveGroup: false },
  declineInvite: { from: ['pending_invite'], to: 'none', by: 'self', needsLiveGroup: false },
  revokeInvite: {
    from: ['pending_invite'],
    to: 'none',
    by: 'inviter_or_staff',
    needsLiveGroup: true,
  },
  leave: {
    from: ['joined'],
    to: 'none',
    fromRoles: ['admin', 'member'],
    by: 'self',
    needsLiveGroup: false,
  },
  remove: { from: ['joined'], to: 'none', by: 'outranking', needsLiveGroup: true },
  ban: {
    from: ['none', 'pending_invite', 'pending_request', 'joined'],
    to: 'banned',
    toRole: 'member',
    by: 'outranking',
    needsLiveGroup: true,
  },
  unban: { from: ['banned'], to: 'none', by: 'staff', needsLiveGroup: true },
  promote: {
    from: ['joined'],
    to: 'joined',
    fromRoles: ['member'],
    toRole: 'admin',
    by: 'creator',
    needsLiveGroup: true,
  },
  demote: {
    from: ['joined'],
    to: 'joined',
    fromRoles: ['admin'],
    toRole: 'member',
    by: 'creator',
    needsLiveGroup: true,
  },
  transferOwnership: {
    from: ['joined'],
    to: 'joined',
    fromRoles: ['admin', 'member'],
    toRole: 'creator',
    by: 'creator',
    needsLiveGroup: true,
  },
} as const satisfies Record<string, MembershipRule>;

export type MembershipAction = keyof typeof rules;

/** The table: one row an action. */
export const MEMBERSHIP_TABLE: Readonly<Record<MembershipAction, MembershipRule>> = rules;

export const MEMBERSHIP_ACTIONS = Object.keys(rules) as MembershipAction[];

/** Everything that the answer depends on. */
export interface MembershipQuestion {
  action: MembershipAction;
  actorId: string;
  /** The actor's own membership in the group. */
  actor: Membership | null;
  targetId: string;
  target: Membership | null;
  targetHasProfile: boolean;
  /** null where the group does not exist (as before `createGroup`). */
  group: (Pick<Group, 'joinPolicy' | 'invitePolicy'> & { isBeingErased: boolean }) | null;
}

/** `becomes` is T's membership afterwards; `actorBecomes` is there where the actor's own changes too (a transfer). */
export type MembershipDecision =
  | { allowed: true; becomes: Membership | null; actorBecomes?: Membership }
  | { allowed: false; reason: ErrorReason };

/**
 * Says whether the actor may take the action on the target, what it makes of the target's membership, or why not. The
 * reason is the most useful one to the actor: first what they are, then what the group is, then what the target is.
 */
export function decideMembership(question: MembershipQuestion): MembershipDecision {
  const rule = MEMBERSHIP_TABLE[question.action];
  const reason =
    refusalOfActor(question, rule) ??
    refusalOfState(question, rule) ??
    refusalOfGroup(question, rule) ??
    refusalOfTarget(question, rule);
  if (reason) return { allowed: false, reason };

  const { actor, actorId, target } = question;
  if (rule.to === 'none') return { allowed: true, becomes: null };
  const becomes: Membership = {
    status: rule.to,
    role: rule.toRole ?? target?.role ?? 'member',
    invitedBy: rule.to === 'pending_invite' ? actorId : (target?.invitedBy ?? null),
  };
  if (question.action === 'transferOwnership' && actor) {
    return { allowed: true, becomes, actorBecomes: { ...actor, role: 'admin' } };
  }
  return { allowed: true, becomes };
}

/** Returns true iff the membership is joined: the one state that lets a user in. */
export function isJoined(membership: Membership | null): membership is Membership {
  return membership?.status === 'joined';
}

/** Returns true iff the membership is that of a joined creator or admin. */
export function isStaff(membership: Membership | null): boolean {
  return isJoined(membership) && membership.role !== 'member';
}

function refusalOfActor(question: MembershipQuestion, rule: MembershipRule): ErrorReason | null {
  const { actor, actorId, target, targetId, group } = question;
  const onSelf = actorId === targetId;
  if (rule.by === 'self') {
    const mayAct = onSelf && (!rule.needsProfile || question.targetHasProfile);
    return mayAct ? null : 'permission-denied';
  }
  if (!isJoined(actor)) return 'not-a-member';
  if (onSelf) {
    if (rule.by === 'inviters') return 'already-member';
    return actor.role === 'creator' && rule.to !== 'joined'
      ? 'creator-must-transfer'
      : 'permission-denied';
  }
  const allowed = {
    inviters: isStaff(actor) || group?.invitePolicy === 'members',
    inviter_or_staff: isStaff(actor) || target?.invitedBy === actorId,
    staff: isStaff(actor),
    outranking: isStaff(actor),
    creator: actor.role === 'creator',
  }[rule.by];
  return allowed ? null : 'permission-denied';
}

function refusalOfState({ target }: MembershipQuestion, rule: MembershipRule): ErrorReason | null {
  const status = target?.status ?? 'none';
  if (rule.from.includes(status)) return null;
  switch (status) {
    case 'banned':
      return 'banned';
    case 'joined':
      return 'already-member';
    case 'none':
      return rule.from.includes('joined') ? 'not-a-member' : 'not-found';
    case 'pending_invite':
      return rule.from.includes('joined') ? 'not-a-member' : 'already-invited';
    case 'pending_request':
      return rule.from.includes('joined') ? 'not-a-member' : 'already-requested';
  }
}

function refusalOfGroup(question: MembershipQuestion, rule: MembershipRule): ErrorReason | null {
  const { action, group } = question;
  if (action === 'createGroup') return group ? 'permission-denied' : null;
  if (rule.needsLiveGroup && (!group || group.isBeingErased)) return 'not-found';
  if (rule.joinPolicy && rule.joinPolicy !== group?.joinPolicy) return 'permission-denied';
  return null;
}

function refusalOfTarget(question: MembershipQuestion, rule: MembershipRule): ErrorReason | null {
  const { actor, target, targetHasProfile } = question;
  if (rule.needsProfile && !targetHasProfile) return 'not-found';
  if (rule.fromRoles && target && !rule.fromRoles.includes(target.role)) {
    return target.role === 'creator' ? 'creator-must-transfer' : 'permission-denied';
  }
  if (rule.by === 'outranking' && actor?.role === 'admin' && target && target.role !== 'member') {
    return 'permission-denied';
  }
  return null;
}
