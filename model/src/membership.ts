/**
 * The membership table: who may change the membership of user T, from which state to which. The rules enforce it by
 * hand-written conditions, the SDK explains refusals with it, the tests walk it cell by cell, and docs/permissions.md
 * is printed from it.
 */
import type { Group, Member } from './documents.ts';
import type { ErrorReason } from './errors.ts';
import * as rules from './membershipRules.ts';
import type { MembershipRule, MembershipStatus } from './membershipRules.ts';

/** What of a membership decides about it. `null` everywhere means: there is none. */
export type Membership = Pick<Member, 'role' | 'status' | 'invitedBy'>;

export type MembershipAction = keyof typeof rules;

export const MEMBERSHIP_ACTIONS = [
  'createGroup',
  'requestToJoin',
  'join',
  'withdrawRequest',
  'approveRequest',
  'rejectRequest',
  'invite',
  'acceptInvite',
  'declineInvite',
  'revokeInvite',
  'leave',
  'remove',
  'ban',
  'unban',
  'promote',
  'demote',
  'transferOwnership',
] as const satisfies MembershipAction[];

/** The table: one row an action. */
export const MEMBERSHIP_TABLE: Readonly<Record<MembershipAction, MembershipRule>> = rules;

/** Everything that the answer depends on, but for the action. */
export interface MembershipStanding {
  actorId: string;
  /** The actor's own membership in the group. */
  actor: Membership | null;
  targetId: string;
  target: Membership | null;
  targetHasProfile: boolean;
  /** null where the group does not exist (as before `createGroup`). */
  group: (Pick<Group, 'joinPolicy' | 'invitePolicy'> & { isBeingErased: boolean }) | null;
}

export interface MembershipQuestion extends MembershipStanding {
  action: MembershipAction;
}

/** `becomes` is T's membership afterwards; `actorBecomes` is there where the actor's own changes too (a transfer). */
export type MembershipDecision =
  | { allowed: true; becomes: Membership | null; actorBecomes?: Membership }
  | { allowed: false; reason: ErrorReason };

/**
 * Says whether the actor may take the action on the target, and what it makes of the target's membership, or why not:
 * {@link refuseMembership}.
 */
export function decideMembership(question: MembershipQuestion): MembershipDecision {
  const { action, actor, actorId, target, group } = question;
  const rule = MEMBERSHIP_TABLE[action];
  const isTaken = action === 'createGroup' && group !== null;
  const reason = isTaken ? 'permission-denied' : refuseMembership(rule, question);
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
export function isJoined(membership: Membership | null): membership is Membership {
  return membership?.status === 'joined';
}

/** Returns true iff the membership is that of a joined creator or admin. */
export function isStaff(membership: Membership | null): boolean {
  return isJoined(membership) && membership.role !== 'member';
}

/**
 * Says why the actor may not do to the target what a row of the table allows; null where they may. The reason is the most
 * useful one to the actor: first what they are, then what the target's state is, then what the group is, then the rest.
 */
export function refuseMembership(
  rule: MembershipRule,
  { actor, actorId, target, targetId, targetHasProfile, group }: MembershipStanding,
): ErrorReason | null {
  const isSelf = actorId === targetId;
  const status = target?.status ?? 'none';

  if (rule.by === 'self') {
    if (!isSelf || (rule.needsProfile && !targetHasProfile)) return 'permission-denied';
  } else {
    if (!isJoined(actor)) return 'not-a-member';
    if (isSelf) {
      if (rule.by === 'inviters') return 'already-member';
      const endsRule = rule.from.includes('joined') && rule.toRole !== 'creator';
      return endsRule && actor.role === 'creator' ? 'creator-must-transfer' : 'permission-denied';
    }
    const mayAct =
      rule.by === 'creator'
        ? actor.role === 'creator'
        : isStaff(actor) ||
          (rule.by === 'inviters' && group?.invitePolicy === 'members') ||
          (rule.by === 'inviter_or_staff' && target?.invitedBy === actorId);
    if (!mayAct) return 'permission-denied';
  }

  if (!rule.from.includes(status)) {
    if (status !== 'joined' && status !== 'banned' && rule.from.includes('joined')) {
      return 'not-a-member';
    }
    return REASON_OF_STATE[status];
  }

  if (!rule.whileErased && (!group || group.isBeingErased)) return 'not-found';
  if (rule.joinPolicy && rule.joinPolicy !== group?.joinPolicy) return 'permission-denied';
  if (rule.needsProfile && !targetHasProfile) return 'not-found';
  if (!target) return null;
  const isOutranked =
    rule.by !== 'outranking' || actor?.role === 'creator' || target.role === 'member';
  if (isOutranked && (rule.fromRoles?.includes(target.role) ?? true)) return null;
  return target.role === 'creator' ? 'creator-must-transfer' : 'permission-denied';
}

/** What the target's state means to who expected another. */
const REASON_OF_STATE = {
  none: 'not-found',
  pending_invite: 'already-invited',
  pending_request: 'already-requested',
  joined: 'already-member',
  banned: 'banned',
} as const satisfies Record<MembershipStatus, ErrorReason>;
