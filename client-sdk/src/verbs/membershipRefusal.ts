/** Why the rules refused a change of a membership: the model's table, asked about what can be read afterwards. */
import {
  decideMembership,
  isJoined,
  type ErrorReason,
  type Membership,
  type MembershipAction,
  type MembershipQuestion,
} from '@firegroups/model';
import { FiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef, memberRef, userRef } from '../refs.ts';
import { HIDDEN, readVisible } from './readVisible.ts';

export interface MembershipAttempt {
  action: MembershipAction;
  groupId: string;
  /** Whose membership it is. */
  uid: string;
}

/** A membership that a joined member may not see: only banned ones are hidden from them. */
const BANNED: Membership = { status: 'banned', role: 'member', invitedBy: null };

/** What is known of everybody concerned; what the reader may not see counts as absent. */
export async function readStanding(
  fg: Firegroups,
  { action, groupId, uid }: MembershipAttempt,
): Promise<MembershipQuestion> {
  const actorId = currentUid(fg);
  const own = readVisible(memberRef(fg, groupId, actorId));
  const [actor, seen, profile, group] = await Promise.all([
    own.then(orNull),
    uid === actorId ? own : readVisible(memberRef(fg, groupId, uid)),
    readVisible(userRef(fg, uid)).then(orNull),
    readVisible(groupRef(fg, groupId)).then(orNull),
  ]);
  const target = seen === HIDDEN && isJoined(actor) ? BANNED : orNull(seen);
  return {
    action,
    actorId,
    actor,
    targetId: uid,
    target,
    targetHasProfile: profile !== null,
    group: group && { ...group, isBeingErased: group.deletedAt !== undefined },
  };
}

/** The error for an attempt that was refused, from what {@link readStanding} found. */
export function refusalOf(standing: MembershipQuestion, cause?: unknown): FiregroupsError {
  const decision = decideMembership(standing);
  if (decision.allowed) {
    const message =
      'It was refused, and would be allowed by now: something changed meanwhile, try again.';
    return new FiregroupsError('permission-denied', message, { cause });
  }
  const { reason } = decision;
  return new FiregroupsError(reason, messageFor(standing, reason), { cause });
}

/** Runs a write and gives back what it does; where the rules refuse it, throws the error that says why. */
export async function attempt<T>(
  fg: Firegroups,
  what: MembershipAttempt,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isRefusal(error)) throw toFiregroupsError(error);
    throw refusalOf(await readStanding(fg, what), error);
  }
}

function orNull<T>(seen: T | typeof HIDDEN): T | null {
  return seen === HIDDEN ? null : seen;
}

/** Where the general message of a reason would leave the caller guessing. */
function messageFor(standing: MembershipQuestion, reason: ErrorReason): string | undefined {
  const { action, targetHasProfile } = standing;
  if (action === 'acceptInvite' || action === 'declineInvite' || action === 'revokeInvite') {
    if (reason === 'not-found') return 'No invite is waiting: ask a member for a new one.';
    if (reason === 'already-member') return 'The invite was accepted already.';
  }
  if (action === 'requestToJoin' || action === 'join') {
    if (!targetHasProfile) return 'Only users with a profile can join: call saveProfile first.';
    if (reason === 'not-found') {
      return 'There is no such group, or it takes members by invitation only: ask for an invite.';
    }
    if (reason === 'permission-denied') {
      return 'This group takes members by invitation only: ask a member for an invite.';
    }
    if (reason === 'already-member') return 'You are a member already: open the group.';
    if (reason === 'banned')
      return 'You are banned from this group: only its admins can lift that.';
  }
  if (action === 'invite') {
    if (reason === 'not-found' && !targetHasProfile) {
      return 'There is no such user: they have to save a profile first.';
    }
    if (reason === 'permission-denied') return 'Only admins invite to this group: ask one of them.';
  }
  if (reason === 'not-found' && (action === 'approveRequest' || action === 'rejectRequest')) {
    return 'No request is waiting: it was withdrawn or answered already.';
  }
  if (reason === 'not-found' && action === 'withdrawRequest') {
    return 'You have no request waiting: there is nothing to withdraw.';
  }
  return undefined;
}
