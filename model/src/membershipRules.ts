/**
 * The rows of the membership table, one constant an action, so that who needs one row carries no other. The table itself, and
 * what it answers, is in membership.ts.
 */
import type { JoinPolicy, MemberStatus, Role } from './documents.ts';

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
  /** T's role after; where absent it is unchanged, or `member` where there was none. */
  readonly toRole?: Role;
  /** The joinPolicy that the group must have. */
  readonly joinPolicy?: JoinPolicy;
  /** T must have a profile. */
  readonly needsProfile?: true;
}

export const createGroup: MembershipRule = {
  from: ['none'],
  to: 'joined',
  toRole: 'creator',
  by: 'self',
  needsProfile: true,
};

export const requestToJoin: MembershipRule = {
  from: ['none'],
  to: 'pending_request',
  by: 'self',
  joinPolicy: 'approval',
  needsProfile: true,
};

export const join: MembershipRule = {
  from: ['none'],
  to: 'joined',
  by: 'self',
  joinPolicy: 'open',
  needsProfile: true,
};

export const withdrawRequest: MembershipRule = {
  from: ['pending_request'],
  to: 'none',
  by: 'self',
};

export const approveRequest: MembershipRule = {
  from: ['pending_request'],
  to: 'joined',
  by: 'staff',
};

export const rejectRequest: MembershipRule = { from: ['pending_request'], to: 'none', by: 'staff' };

export const invite: MembershipRule = {
  from: ['none'],
  to: 'pending_invite',
  by: 'inviters',
  needsProfile: true,
};

export const acceptInvite: MembershipRule = {
  from: ['pending_invite'],
  to: 'joined',
  by: 'self',
};

export const declineInvite: MembershipRule = {
  from: ['pending_invite'],
  to: 'none',
  by: 'self',
};

export const revokeInvite: MembershipRule = {
  from: ['pending_invite'],
  to: 'none',
  by: 'inviter_or_staff',
};

export const leave: MembershipRule = {
  from: ['joined'],
  to: 'none',
  fromRoles: ['admin', 'member'],
  by: 'self',
};

export const remove: MembershipRule = { from: ['joined'], to: 'none', by: 'outranking' };

export const ban: MembershipRule = {
  from: ['none', 'pending_invite', 'pending_request', 'joined'],
  to: 'banned',
  toRole: 'member',
  by: 'outranking',
};

export const unban: MembershipRule = { from: ['banned'], to: 'none', by: 'staff' };

export const promote: MembershipRule = {
  from: ['joined'],
  to: 'joined',
  fromRoles: ['member'],
  toRole: 'admin',
  by: 'creator',
};

export const demote: MembershipRule = {
  from: ['joined'],
  to: 'joined',
  fromRoles: ['admin'],
  toRole: 'member',
  by: 'creator',
};

export const transferOwnership: MembershipRule = {
  from: ['joined'],
  to: 'joined',
  fromRoles: ['admin', 'member'],
  toRole: 'creator',
  by: 'creator',
};
