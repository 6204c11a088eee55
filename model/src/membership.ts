/**
 * The membership table: who may change the membership of user T, from which state to which. The rules enforce it by
 * hand-written conditions, the SDK explains refusals with it, the tests walk it cell by cell, and docs/reference/permissions.md
 * is printed from it.
 */
import type { Group, Member } from './documents.ts';
import type { ErrorReason } from './errors.ts';
import {
  MEMBERSHIP_TABLE,
  type MembershipAction,
  type MembershipRule,
  type MembershipStatus,
} from './membershipRules.ts';

/** What of a membership decides about it. `null` everywhere means: there is none. */
export type Membership = Pick<Member, 'role' | 'status' | 'invitedBy'>;

/** Everything that the answer depends on, but for the action. */
export interface MembershipContext {
  actorId: string;
  /** The actor's own membership in the group. */
  actor: Membership | null;
  targetId: string;
  target: Membership | null;
  targetHasProfile: boolean;
  /** null where the group does not exist (as before `createGroup`). */
  group: Pick<Group<unknown>, 'joinPolicy' | 'invitePolicy' | 'deletedAt'> | null;
}

export interface MembershipQuestion extends MembershipContext {
  action: MembershipAction;
}

/** `becomes` is T's membership afterwards; `actorBecomes` is there where the actor's own changes too (a transfer). */
export type MembershipDecision =
  | { allowed: true; becomes: Membership | null; actorBecomes?: Membership }
  | { allowed: false; reason: ErrorReason };

/**
 * Says whether the actor may take the action on the target, and what it makes of the target's membership, or why not:
 * {@link membershipErrorReason}.
 */
export function decideMembership(question: MembershipQuestion): MembershipDecision {
  const { action, actor, actorId, target, group } = question;
  const rule = MEMBERSHIP_TABLE[action];
  const isTaken = action === 'createGroup' && group !== null;
  const reason = isTaken ? 'permission-denied' : membershipErrorReason(rule, question);
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

/** Returns true iff the membership is joined: the one state that lets a user in. */
export function isJoined(membership: Membership | null | undefined): membership is Membership {
  return membership?.status === 'joined';
}

/** Returns true iff the membership is that of a joined creator or admin. */
export function isAdmin(membership: Membership | null | undefined): boolean {
  return isJoined(membership) && membership.role !== 'member';
}

/**
 * Returns true iff the group has to be there, and not be on its way out. Who answers for themselves what asks nothing of the
 * group needs none: it costs no read, and stays allowed while the group is being erased.
 */
export function needsGroup({ by, joinPolicy }: MembershipRule): boolean {
  return by !== 'self' || joinPolicy !== undefined;
}

/**
 * Says why the actor may not do to the target what a row of the table allows; null where they may. The reason is the most
 * useful one to the actor: first what they are, then what the target's state is, then what the group is, then the rest.
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
    const isMissed = from.includes('joined') && status !== 'banned';
    return isMissed ? 'not-a-member' : REASON_OF_STATE[status];
  }
  if (needsProfile && !targetHasProfile) return isSelf ? 'permission-denied' : 'not-found';
  if (needsGroup(rule) && (!group || group.deletedAt)) return 'not-found';
  if (joinPolicy && joinPolicy !== group?.joinPolicy) return 'permission-denied';

  const isOutranked = by !== 'outranking' || target?.role === 'member' || (isCreator && !isSelf);
  if (!target || (isOutranked && (!fromRoles || fromRoles.includes(target.role)))) return null;
  const endsRule = target.role === 'creator' && toRole !== 'creator';
  return endsRule ? 'creator-must-transfer' : 'permission-denied';
}

/** What the target's state means to who expected another. */
const REASON_OF_STATE = {
  none: 'not-found',
  pending_invite: 'already-invited',
  pending_request: 'already-requested',
  joined: 'already-member',
  banned: 'banned',
} as const satisfies Record<MembershipStatus, ErrorReason>;
