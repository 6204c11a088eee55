/** What to do after a refusal, where a reason's general sentence says too little. */
import type { ErrorReason, MembershipAction } from '@firegroups/model';

type Sentences = Partial<Record<ErrorReason, string>>;

export const NEEDS_PROFILE = 'A profile is needed first: see saveProfile.';

/** Who alone may do it: what to say to everybody else. */
export const ONLY = {
  creator: 'Only the creator can do this: ask them.',
  staff: 'Only the creator or an admin can do this: ask them.',
  author: 'Only its author can do this: ask them.',
  authorOrOwner: 'Only its author or the wall’s owner can do this: ask them.',
};

const NO_INVITE: Sentences = { 'not-found': 'No invite is waiting: ask a member for one.' };
const NO_REQUEST: Sentences = {
  'not-found': 'No request is waiting: it was withdrawn or answered.',
};
const NO_WAY_IN: Sentences = {
  'not-found': 'There is no such group, or it needs an invite: ask for one.',
  'permission-denied': 'Members come by invitation only: ask one for an invite.',
};

/** What an action says of a reason in its own words. */
export const OF_ACTION: Partial<Record<MembershipAction, Sentences>> = {
  requestToJoin: NO_WAY_IN,
  join: NO_WAY_IN,
  acceptInvite: NO_INVITE,
  declineInvite: NO_INVITE,
  revokeInvite: NO_INVITE,
  withdrawRequest: NO_REQUEST,
  approveRequest: NO_REQUEST,
  rejectRequest: NO_REQUEST,
  unban: { 'not-found': 'They are not banned: nothing is left to do.' },
};
