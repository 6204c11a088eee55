/** Every standing that a person can have towards a group. */
import type { Membership } from '@firegroups/model';

export const ACTOR = 'actor';
export const TARGET = 'target';
/** A joined member who is nobody of the question; the creator where neither actor nor target is. */
export const FOUNDER = 'founder';

export const STANDINGS = {
  none: null,
  invited: { status: 'pending_invite', role: 'member', invitedBy: FOUNDER },
  'invited by the actor': { status: 'pending_invite', role: 'member', invitedBy: ACTOR },
  waiting: { status: 'pending_request', role: 'member', invitedBy: null },
  member: { status: 'joined', role: 'member', invitedBy: null },
  admin: { status: 'joined', role: 'admin', invitedBy: null },
  creator: { status: 'joined', role: 'creator', invitedBy: null },
  banned: { status: 'banned', role: 'member', invitedBy: null },
} as const satisfies Record<string, Membership | null>;

export type Standing = keyof typeof STANDINGS;
export const ALL_STANDINGS = Object.keys(STANDINGS) as Standing[];
