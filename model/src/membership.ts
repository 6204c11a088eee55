/**
 * Decides by the membership table who may change the membership of a user, from which state to which. The rules enforce
 * the table with conditions written by hand. The SDK explains refusals with it, the tests compare the rules with it
 * cell by cell, and `npm run generate` writes docs/reference/permissions.md from it.
 */
import type { Group, Member } from './documents.ts';
import type { ErrorReason } from './errors.ts';
import {
  MEMBERSHIP_TABLE,
  type MembershipAction,
  type MembershipRule,
  type MembershipStatus,
} from './membershipRules.ts';

/** The part of a membership that decides. `null` always stands for no membership. */
export type Membership = Pick<Member, 'role' | 'status' | 'invitedBy'>;

/** Everything that the decision depends on, except the action. */
export interface MembershipContext {
  actorId: string;
  /** The actor's own membership in the group. */
  actor: Membership | null;
  targetId: string;
  target: Membership | null;
  targetHasProfile: boolean;
  /** null if the group does not exist, for example before `createGroup`. */
  group: Pick<Group<unknown>, 'joinPolicy' | 'invitePolicy' | 'deletedAt'> | null;
}

export interface MembershipQuestion extends MembershipContext {
  action: MembershipAction;
}

/**
 * `becomes` is the target's membership afterwards. `actorBecomes` is set if the actor's membership changes too (a
 * transfer).
 */
export type MembershipDecision =
  | { allowed: true; becomes: Membership | null; actorBecomes?: Membership }
  | { allowed: false; reason: ErrorReason };

/**
 * Decides whether the actor may take the action on the target. Returns the memberships afterwards, or the reason for
 * the refusal: see {@link membershipErrorReason}.
 */
export function decideMembership(question: MembershipQuestion): MembershipDecision {
  const { action, actor, actorId, target, group } = question;
  const rule = MEMBERSHIP_TABLE[action];
  const groupExists = action === 'createGroup' && group !== null;
  const reason = groupExists ? 'permission-denied' : membershipErrorReason(rule, question);
  if (reason) return { allowed: false, reason };

  if (rule.to === 'none') return { allowed: true, becomes: null };
  const becomes: Membership = {
    status: rule.to,
    role: rule.toRole ?? target?.role ?? 'member',
    invitedBy: rule.to === 'pending_invite' ? actorId : (target?.invitedBy ?? null),
  };
  if (action === 'transferOwnership' && actor) {
    return { allowed: true, becomes, actorBecomes: { ...actor, role: 'admin' } };
  }
  return { allowed: true, becomes };
}

/** Returns true iff the membership is joined. No other status gives access to the group. */
export function isJoined(membership: Membership | null | undefined): membership is Membership {
  return membership?.status === 'joined';
}

/** Returns true iff the membership is joined and its role is creator or admin. */
export function isAdmin(membership: Membership | null | undefined): boolean {
  return isJoined(membership) && membership.role !== 'member';
}

/**
 * Returns true iff the action requires a group that exists and is not being deleted. Users who end or accept their own
 * membership need no group: this costs no read and stays allowed while the group is being deleted.
 */
export function needsGroup({ by, joinPolicy }: MembershipRule): boolean {
  return by !== 'self' || joinPolicy !== undefined;
}

/**
 * Returns why the actor may not do what a row of the table describes, or null if they may. If there are several
 * reasons, it returns the most useful one: first about the actor, then about the target, then about the group, then the
 * rest.
 */
export function membershipErrorReason(
  rule: MembershipRule,
  { actor, actorId, target, targetId, targetHasProfile, group }: MembershipContext,
): ErrorReason | null {
  const { by, from, fromRoles, toRole, joinPolicy, needsProfile } = rule;
  const isSelf = actorId === targetId;
  const isCreator = actor?.role === 'creator';
  const status = target?.status ?? 'none';

  if (by !== 'self' && !isJoined(actor)) return 'not-a-member';
  const mayAct =
    by === 'self'
      ? isSelf
      : isCreator ||
        (by !== 'creator' && isAdmin(actor)) ||
        (by === 'inviters' && group?.invitePolicy === 'members') ||
        (by === 'inviter_or_admins' && target?.invitedBy === actorId);
  if (!mayAct) return 'permission-denied';

  if (!from.includes(status)) {
    const mustBeJoined = from.includes('joined') && status !== 'banned';
    return mustBeJoined ? 'not-a-member' : REASON_OF_STATE[status];
  }
  if (needsProfile && !targetHasProfile) return isSelf ? 'permission-denied' : 'not-found';
  if (needsGroup(rule) && (!group || group.deletedAt)) return 'not-found';
  if (joinPolicy && joinPolicy !== group?.joinPolicy) return 'permission-denied';

  const isOutranked = by !== 'outranking' || target?.role === 'member' || (isCreator && !isSelf);
  if (!target || (isOutranked && (!fromRoles || fromRoles.includes(target.role)))) return null;
  const endsRule = target.role === 'creator' && toRole !== 'creator';
  return endsRule ? 'creator-must-transfer' : 'permission-denied';
}

/** The reason if the target's status is not one that the action expects. */
const REASON_OF_STATE = {
  none: 'not-found',
  pending_invite: 'already-invited',
  pending_request: 'already-requested',
  joined: 'already-member',
  banned: 'banned',
} as const satisfies Record<MembershipStatus, ErrorReason>;
