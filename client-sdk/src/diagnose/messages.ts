/** What to do after a refusal, where a reason's general sentence says too little. */
import type { ErrorReason, MembershipAction } from '@firegroups/model';

type Sentences = Partial<Record<ErrorReason, string>>;

export const NEEDS_PROFILE = 'A profile is needed first: see saveProfile.';

/** What the reasons say that only an explained refusal has. */
export const OF_REASON = {
  'already-member': 'Already a member: nothing is left to do.',
  'already-invited': 'Already invited: wait for the answer, or revoke the invite.',
  'already-requested': 'Already requested: ask an admin to approve or reject it.',
  banned: 'Banned: ask an admin to lift the ban.',
  'creator-must-transfer': 'The creator has to transfer the ownership first.',
  'event-over': 'The event has started or is cancelled: plan another one.',
} satisfies Sentences;

/** What the reason says, where {@link OF_REASON} has it: the others say it by themselves. */
export const sentenceOf = (reason: ErrorReason): string | undefined =>
  (OF_REASON as Sentences)[reason];

/** Who alone may do it: what to say to everybody else. */
export const ONLY = {
  creator: 'Only the creator can do this: ask them.',
  admins: 'Only the creator or an admin can do this: ask them.',
  author: 'Only its author can do this: ask them.',
  authorOrAdmins: 'Only its author or an admin can do this: ask them.',
  owner: 'Only the wall’s owner can do this: ask them.',
  authorOrOwner: 'Only its author or the wall’s owner can do this: ask them.',
};

/** On a wall, its owner may do what the admins may do in a group. */
export const ONLY_ON_WALL: typeof ONLY = {
  ...ONLY,
  admins: ONLY.owner,
  authorOrAdmins: ONLY.authorOrOwner,
};

const NO_INVITE: Sentences = { 'not-found': 'No invite is waiting: ask a member for one.' };
const NO_REQUEST: Sentences = {
  'not-found': 'No request is waiting: it was withdrawn or answered.',
};
const NO_WAY_IN: Sentences = {
  'already-invited': 'You are already invited: accept the invite with acceptInvite.',
  'already-requested': 'You have already asked: wait for the answer, or withdraw the request.',
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
