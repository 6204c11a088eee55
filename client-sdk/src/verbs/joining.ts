/**
 * How one gets into a group and out again. Each throws a FiregroupsError that says why where it is refused, for all
 * `unauthenticated` and `invalid-argument`; its own reasons stand with each. Offline, those that need a connection throw
 * `unavailable`; the others wait until the server has them.
 */
import { getDoc, type DocumentReference } from 'firebase/firestore';
import { isFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef, memberRef } from '../refs.ts';
import { attempt, loadDiagnose } from '../write.ts';
import { becomeJoined, createMembership, endMembership, endOwnMembership } from './membership.ts';

/**
 * Invites a user. Where their request to join waits, staff approve it by this.
 *
 * @throws `already-member`, `already-invited`, `already-requested` (to a plain member), `banned`, `not-a-member`,
 * `permission-denied` where only admins invite, `not-found` for a user without a profile.
 * @example
 * await inviteUser(fg, groupId, bobUid);
 */
export async function inviteUser(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  const invitedBy = currentUid(fg);
  try {
    await createMembership(fg, ['invite', groupId, uid], 'pending_invite', invitedBy);
  } catch (error) {
    if (!isFiregroupsError(error, 'already-requested')) throw error;
    const { isAdminNow } = await loadDiagnose(error);
    const byStaff = await attempt(() => isAdminNow(fg, groupId, invitedBy));
    if (!byStaff) throw error;
    await approveRequest(fg, groupId, uid);
  }
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
 * Asks to join, and says what came of it: `requested`, or `joined` where the group is open or an invite was waiting,
 * which this accepts. Needs a connection. A private group can be asked by who knows its id.
 *
 * @throws `already-member`, `already-requested`, `banned`; `permission-denied` where the group takes members by
 * invitation only, or the user has no profile; `not-found`.
 * @example
 * const outcome = await requestToJoin(fg, groupId);
 */
export async function requestToJoin(
  fg: Firegroups,
  groupId: string,
): Promise<'requested' | 'joined'> {
  const uid = currentUid(fg);
  // `getDoc`, that says at once where there is no connection.
  const read = <T>(ref: DocumentReference<T>) =>
    attempt(
      async () => (await getDoc(ref)).data(),
      () => undefined,
    );
  const [own, group] = await Promise.all([
    read(memberRef(fg, groupId, uid)),
    read(groupRef(fg, groupId)),
  ]);
  if (own?.status === 'pending_invite') {
    await acceptInvite(fg, groupId);
    return 'joined';
  }
  if (group?.joinPolicy !== 'open') {
    try {
      await createMembership(fg, ['requestToJoin', groupId, uid], 'pending_request');
      return 'requested';
    } catch (error) {
      // A private group does not show its policy: it may be open.
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
