/** The rows of the membership table; what it is for, and what it answers, is in membership.ts. */
import type { JoinPolicy, MemberStatus, Role } from './documents.ts';

/** `none`: there is no membership document. */
export type MembershipStatus = MemberStatus | 'none';

/**
 * Who may take an action:
 * - `self`: T alone.
 * - `inviters`: any joined member where the group's invitePolicy is `members`, staff where it is `admins`.
 * - `inviter_or_admins`: whoever invited T, while joined, and staff.
 * - `staff`: the creator and admins, joined.
 * - `outranking`: the creator anyone else; an admin those who are neither admin nor creator.
 * - `creator`: the creator, somebody else.
 */
export type MembershipAuthority =
  'self' | 'inviters' | 'inviter_or_admins' | 'staff' | 'outranking' | 'creator';

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

/** One row an action. */
const TABLE = {
  createGroup: {
    from: ['none'],
    to: 'joined',
    toRole: 'creator',
    by: 'self',
    needsProfile: true,
  },

  requestToJoin: {
    from: ['none'],
    to: 'pending_request',
    by: 'self',
    joinPolicy: 'approval',
    needsProfile: true,
  },

  join: {
    from: ['none'],
    to: 'joined',
    by: 'self',
    joinPolicy: 'open',
    needsProfile: true,
  },

  withdrawRequest: {
    from: ['pending_request'],
    to: 'none',
    by: 'self',
  },

  approveRequest: {
    from: ['pending_request'],
    to: 'joined',
    by: 'staff',
  },

  rejectRequest: { from: ['pending_request'], to: 'none', by: 'staff' },

  invite: {
    from: ['none'],
    to: 'pending_invite',
    by: 'inviters',
    needsProfile: true,
  },

  acceptInvite: {
    from: ['pending_invite'],
    to: 'joined',
    by: 'self',
  },

  declineInvite: {
    from: ['pending_invite'],
    to: 'none',
    by: 'self',
  },

  revokeInvite: {
    from: ['pending_invite'],
    to: 'none',
    by: 'inviter_or_admins',
  },

  leave: {
    from: ['joined'],
    to: 'none',
    fromRoles: ['admin', 'member'],
    by: 'self',
  },

  remove: { from: ['joined'], to: 'none', by: 'outranking' },

  ban: {
    from: ['none', 'pending_invite', 'pending_request', 'joined'],
    to: 'banned',
    toRole: 'member',
    by: 'outranking',
  },

  unban: { from: ['banned'], to: 'none', by: 'staff' },

  promote: {
    from: ['joined'],
    to: 'joined',
    fromRoles: ['member'],
    toRole: 'admin',
    by: 'creator',
  },

  demote: {
    from: ['joined'],
    to: 'joined',
    fromRoles: ['admin'],
    toRole: 'member',
    by: 'creator',
  },

  transferOwnership: {
    from: ['joined'],
    to: 'joined',
    fromRoles: ['admin', 'member'],
    toRole: 'creator',
    by: 'creator',
  },
} satisfies Record<string, MembershipRule>;

export type MembershipAction = keyof typeof TABLE;

/** The table. */
export const MEMBERSHIP_TABLE: Readonly<Record<MembershipAction, MembershipRule>> = TABLE;

export const MEMBERSHIP_ACTIONS = /* @__PURE__ */ Object.keys(TABLE) as readonly MembershipAction[];
