/** Messages that only a diagnosed refusal has. */
import type { ErrorReason, MembershipAction } from '@firegroups/model';

type Messages = Partial<Record<ErrorReason, string>>;

export const NEEDS_PROFILE = 'You have no profile yet. Call saveProfile first.';

/** The general messages of the reasons that only a diagnosis finds. */
export const OF_REASON = {
  'already-member': 'Already a member. No action is needed.',
  'already-invited': 'Already invited. Wait for the answer, or revoke the invite.',
  'already-requested': 'Already requested. Ask an admin to approve or reject the request.',
  banned: 'Banned from this group. Ask an admin to lift the ban.',
  'creator-must-transfer': 'The creator must transfer the ownership first.',
  'event-over': 'The event has started or is canceled. Create another one.',
  'too-many': 'You did this too often. Wait, then try again.',
} satisfies Messages;

/** Returns the message of a reason if {@link OF_REASON} has it. Each other reason has a message in `errors.ts`. */
export const messageOf = (reason: ErrorReason): string | undefined =>
  (OF_REASON as Messages)[reason];

/** The messages of `permission-denied` in a group, by who may do it. */
export const ONLY = {
  creator: 'Only the creator can do this. Ask the creator.',
  admins: 'Only the creator or an admin can do this. Ask one of them.',
  author: 'Only the author can do this. Ask the author.',
  authorOrAdmins: 'Only the author or an admin can do this. Ask one of them.',
  // Every member may do what only the owner may do on a wall.
  owner: undefined,
};

const ONLY_THE_OWNER = 'Only the owner of the wall can do this. Ask the owner.';

/** The same on a wall. Its owner may do what admins may do in a group. */
export const ONLY_ON_WALL = {
  ...ONLY,
  admins: ONLY_THE_OWNER,
  authorOrAdmins: 'Only the author or the owner of the wall can do this. Ask one of them.',
  owner: ONLY_THE_OWNER,
};

const NO_INVITE: Messages = { 'not-found': 'No invite is pending. Ask a member for one.' };
const NO_REQUEST: Messages = {
  'not-found': 'No request is pending. It was withdrawn or answered.',
};
const CANNOT_JOIN: Messages = {
  'already-invited': 'You are already invited. Accept the invite with acceptInvite.',
  'already-requested':
    'You have already asked to join. Wait for the answer, or withdraw the request.',
  'not-found': 'The group does not exist, or it needs an invite. Ask for one.',
  'permission-denied': 'This group takes members by invitation only. Ask a member for an invite.',
};

/** Messages that depend on the action. */
export const OF_ACTION: Partial<Record<MembershipAction, Messages>> = {
  requestToJoin: CANNOT_JOIN,
  join: CANNOT_JOIN,
  acceptInvite: NO_INVITE,
  declineInvite: NO_INVITE,
  revokeInvite: NO_INVITE,
  withdrawRequest: NO_REQUEST,
  approveRequest: NO_REQUEST,
  rejectRequest: NO_REQUEST,
  unban: { 'not-found': 'This user is not banned. No action is needed.' },
};
