/** The rows of the membership table. membership.ts says what the table is for and evaluates it. */
import type { JoinPolicy, MemberStatus, Role } from './documents.ts';

/** `none`: there is no membership document. */
export type MembershipStatus = MemberStatus | 'none';

/**
 * Who may take an action on the membership of T:
 * - `self`: only T.
 * - `inviters`: any joined member if the group's invitePolicy is `members`; admins if it is `admins`.
 * - `inviter_or_admins`: the user who invited T, while joined, and admins.
 * - `admins`: the creator and the admins, while joined.
 * - `outranking`: the creator on anyone else; an admin on members who are neither admin nor creator.
 * - `creator`: the creator on anyone else.
 */
export type MembershipAuthority =
  'self' | 'inviters' | 'inviter_or_admins' | 'admins' | 'outranking' | 'creator';

/** One row of the table. */
export interface MembershipRule {
  readonly from: readonly MembershipStatus[];
  readonly to: MembershipStatus;
  readonly by: MembershipAuthority;
  /** The roles that T may have before. Absent: any. */
  readonly fromRoles?: readonly Role[];
  /** T's role after. Absent: unchanged, or `member` if there was no membership. */
  readonly toRole?: Role;
  /** The joinPolicy that the group must have. */
  readonly joinPolicy?: JoinPolicy;
  /** T must have a profile. */
  readonly needsProfile?: true;
}

/** One row per action. */
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
    by: 'admins',
  },

  rejectRequest: { from: ['pending_request'], to: 'none', by: 'admins' },

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

  unban: { from: ['banned'], to: 'none', by: 'admins' },

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
