/**
 * Joining and leaving groups. Each function throws a FiregroupsError: `unauthenticated`, `invalid-argument`, and what its own
 * documentation names. Offline, functions that need a connection throw `unavailable`; the others wait until the server has
 * the write.
 */
import { getDocFromServer } from 'firebase/firestore';
import type { Group } from '../documents.ts';
import { isFiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef } from '../refs.ts';
import { becomeJoined, createMembership, endMembership, endOwnMembership } from './membership.ts';

/**
 * Invites a user.
 *
 * @throws `already-member`, `already-invited`, `banned`, `not-a-member`; `already-requested` if the user has asked to join and an
 * admin can approve it; `permission-denied` if only admins may invite; `not-found` if the user has no profile; `too-many` at
 * the limit of `LIMITS.actions.invites`, and for `LIMITS.cooldownMinutes` minutes after an invite of that user to this
 * group has ended.
 * @example
 * await inviteUser(fg, groupId, bobUid);
 */
export async function inviteUser(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await createMembership(fg, ['invite', groupId, uid], 'pending_invite', currentUid(fg));
}

/**
 * Revokes another user's pending invite. The user who sent it may do this as long as they are a member, and so may the creator and
 * admins. Needs a connection.
 *
 * @throws `not-found` if no invite is pending, `already-member` if it was accepted, `permission-denied`.
 * @example
 * await revokeInvite(fg, groupId, bobUid);
 */
export async function revokeInvite(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, ['revokeInvite', groupId, uid], 'pending_invite');
}

/**
 * Accepts the signed-in user's pending invite.
 *
 * @throws `not-found` if no invite is pending, `already-member`, `banned`.
 * @example
 * await acceptInvite(fg, groupId);
 */
export async function acceptInvite(fg: Firegroups, groupId: string): Promise<void> {
  await becomeJoined(fg, 'acceptInvite', groupId, currentUid(fg));
}

/**
 * Declines the signed-in user's pending invite. Needs a connection.
 *
 * @throws `not-found` if no invite is pending, `already-member`.
 * @example
 * await declineInvite(fg, groupId);
 */
export async function declineInvite(fg: Firegroups, groupId: string): Promise<void> {
  await endOwnMembership(fg, 'declineInvite', groupId, 'pending_invite');
}

/**
 * Asks to join a group. Returns `joined` if the group is open; otherwise `requested`. If you know the id of a private group, you
 * can ask to join it. Needs a connection.
 *
 * @throws `already-member`, `already-requested`, `banned`; `already-invited` if an invite is pending and the user can accept it;
 * `permission-denied` if the group takes members by invitation only, or the user has no profile; `not-found`; `too-many` at
 * the limit of `LIMITS.actions.requests`, and for `LIMITS.cooldownMinutes` minutes after a request of the user in this
 * group has ended.
 * @example
 * const outcome = await requestToJoin(fg, groupId);
 */
export async function requestToJoin(
  fg: Firegroups,
  groupId: string,
): Promise<'requested' | 'joined'> {
  const uid = currentUid(fg);
  const group = await readGroup(fg, groupId);
  if (group?.joinPolicy !== 'open') {
    try {
      await createMembership(fg, ['requestToJoin', groupId, uid], 'pending_request');
      return 'requested';
    } catch (error) {
      // The rules hide a private group and its policy. It may be open.
      if (group || !isFiregroupsError(error, 'not-found')) throw error;
    }
  }
  await createMembership(fg, ['join', groupId, uid], 'joined');
  return 'joined';
}

/** Reads a group; undefined if it does not exist, or the rules hide it. */
async function readGroup(fg: Firegroups, groupId: string): Promise<Group | undefined> {
  try {
    return (await getDocFromServer(groupRef(fg, groupId))).data();
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw toFiregroupsError(error);
  }
}

/**
 * Withdraws the signed-in user's pending request to join. Needs a connection.
 *
 * @throws `not-found` if no request is pending, `already-member` if it was approved.
 * @example
 * await withdrawRequest(fg, groupId);
 */
export async function withdrawRequest(fg: Firegroups, groupId: string): Promise<void> {
  await endOwnMembership(fg, 'withdrawRequest', groupId, 'pending_request');
}

/**
 * Approves a user's pending request to join. Only the creator and admins may do this.
 *
 * @throws `not-found` if no request is pending, `already-member`, `not-a-member`, `permission-denied`.
 * @example
 * await approveRequest(fg, groupId, carolUid);
 */
export async function approveRequest(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await becomeJoined(fg, 'approveRequest', groupId, uid);
}

/**
 * Rejects another user's pending request to join. Only the creator and admins may do this. Needs a connection.
 *
 * @throws `not-found` if no request is pending, `already-member`, `not-a-member`, `permission-denied`.
 * @example
 * await rejectRequest(fg, groupId, carolUid);
 */
export async function rejectRequest(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, ['rejectRequest', groupId, uid], 'pending_request');
}

/**
 * Leaves a group. Needs a connection.
 *
 * @throws `creator-must-transfer` for the creator, `not-a-member`.
 * @example
 * await leaveGroup(fg, groupId);
 */
export async function leaveGroup(fg: Firegroups, groupId: string): Promise<void> {
  await endOwnMembership(fg, 'leave', groupId, 'joined');
}
