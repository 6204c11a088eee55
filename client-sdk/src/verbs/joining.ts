/**
 * How one gets into a group and out again. Each throws a FiregroupsError that says why where it is refused, for all
 * `unauthenticated` and `invalid-argument`; its own reasons stand with each. Offline, those that need a connection throw
 * `unavailable`; the others wait until the server has them.
 */
import { getDocFromServer } from 'firebase/firestore';
import { isFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef } from '../refs.ts';
import { attempt } from '../write.ts';
import { becomeJoined, createMembership, endMembership, endOwnMembership } from './membership.ts';

/**
 * Invites a user.
 *
 * @throws `already-member`, `already-invited`, `banned`, `not-a-member`; `already-requested` if the user has asked to join,
 * for an admin to approve; `permission-denied` if only admins may invite; `not-found` if the user has no profile.
 * @example
 * await inviteUser(fg, groupId, bobUid);
 */
export async function inviteUser(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await createMembership(fg, ['invite', groupId, uid], 'pending_invite', currentUid(fg));
}

/**
 * Takes another user's invite back: the inviter's right while joined, and staff's. Needs a connection.
 *
 * @throws `not-found` where no invite waits, `already-member` where it was accepted, `permission-denied`.
 * @example
 * await revokeInvite(fg, groupId, bobUid);
 */
export async function revokeInvite(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, ['revokeInvite', groupId, uid], 'pending_invite');
}

/**
 * Accepts the invite that waits for the signed-in user.
 *
 * @throws `not-found` where none waits, `already-member`, `banned`.
 * @example
 * await acceptInvite(fg, groupId);
 */
export async function acceptInvite(fg: Firegroups, groupId: string): Promise<void> {
  await becomeJoined(fg, 'acceptInvite', groupId, currentUid(fg));
}

/**
 * Declines the invite that waits for the signed-in user. Needs a connection.
 *
 * @throws `not-found` where none waits, `already-member`.
 * @example
 * await declineInvite(fg, groupId);
 */
export async function declineInvite(fg: Firegroups, groupId: string): Promise<void> {
  await endOwnMembership(fg, 'declineInvite', groupId, 'pending_invite');
}

/**
 * Asks to join a group. Returns `joined` if the group is open; otherwise `requested`. Needs a connection. You can ask to join
 * a private group if you know its id.
 *
 * @throws `already-member`, `already-requested`, `banned`; `already-invited` if an invite is pending, for the user to accept;
 * `permission-denied` if the group takes members by invitation only, or the user has no profile; `not-found`.
 * @example
 * const outcome = await requestToJoin(fg, groupId);
 */
export async function requestToJoin(
  fg: Firegroups,
  groupId: string,
): Promise<'requested' | 'joined'> {
  const uid = currentUid(fg);
  const ref = groupRef(fg, groupId);
  const group = await attempt(
    async () => (await getDocFromServer(ref)).data(),
    () => undefined,
  );
  if (group?.joinPolicy !== 'open') {
    try {
      await createMembership(fg, ['requestToJoin', groupId, uid], 'pending_request');
      return 'requested';
    } catch (error) {
      // The rules hide the policy of a private group: it may be open.
      if (group || !isFiregroupsError(error, 'not-found')) throw error;
    }
  }
  await createMembership(fg, ['join', groupId, uid], 'joined');
  return 'joined';
}

/**
 * Takes the signed-in user's own request back. Needs a connection.
 *
 * @throws `not-found` where none waits, `already-member` where it was approved.
 * @example
 * await withdrawRequest(fg, groupId);
 */
export async function withdrawRequest(fg: Firegroups, groupId: string): Promise<void> {
  await endOwnMembership(fg, 'withdrawRequest', groupId, 'pending_request');
}

/**
 * Lets in who asked to join: staff's right.
 *
 * @throws `not-found` where no request waits, `already-member`, `not-a-member`, `permission-denied`.
 * @example
 * await approveRequest(fg, groupId, carolUid);
 */
export async function approveRequest(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await becomeJoined(fg, 'approveRequest', groupId, uid);
}

/**
 * Turns down another user who asked to join: staff's right. Needs a connection.
 *
 * @throws `not-found` where no request waits, `already-member`, `not-a-member`, `permission-denied`.
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
