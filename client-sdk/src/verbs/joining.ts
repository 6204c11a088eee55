/**
 * How one gets into a group and out again. Each throws a FiregroupsError that says why where it is refused, for all
 * `unauthenticated` and `invalid-argument`; its own reasons stand with each. Offline, those that need a connection throw
 * `unavailable`; the others wait until the server has them.
 */
import {
  doc,
  runTransaction,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import { MEMBERSHIP_TABLE, isStaff, memberPath, type MembershipStatus } from '@firegroups/model';
import { checkIds } from '../checks.ts';
import { isFiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { attempt, readStanding, refusalOf, type MembershipAttempt } from './membershipRefusal.ts';
import { newMember } from './newMember.ts';

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
  const invite = newMember(groupId, uid, { role: 'member', status: 'pending_invite', invitedBy });
  try {
    await setDoc(rawMemberRef(fg, groupId, uid), invite);
  } catch (error) {
    if (!isRefusal(error)) throw toFiregroupsError(error);
    const standing = await readStanding(fg, { action: 'invite', groupId, uid });
    if (standing.target?.status === 'pending_request' && isStaff(standing.actor)) {
      return approveRequest(fg, groupId, uid);
    }
    throw refusalOf(standing, error);
  }
}

/**
 * Takes an invite back: the inviter's right while joined, and staff's. Needs a connection.
 *
 * @throws `not-found` where no invite waits, `already-member` where it was accepted, `permission-denied`.
 * @example
 * await revokeInvite(fg, groupId, bobUid);
 */
export async function revokeInvite(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, { action: 'revokeInvite', groupId, uid });
}

/**
 * Accepts the invite that waits for the signed-in user.
 *
 * @throws `not-found` where none waits, `already-member`, `banned`.
 * @example
 * await acceptInvite(fg, groupId);
 */
export async function acceptInvite(fg: Firegroups, groupId: string): Promise<void> {
  await becomeJoined(fg, { action: 'acceptInvite', groupId, uid: currentUid(fg) });
}

/**
 * Declines the invite that waits for the signed-in user. Needs a connection.
 *
 * @throws `not-found` where none waits, `already-member`.
 * @example
 * await declineInvite(fg, groupId);
 */
export async function declineInvite(fg: Firegroups, groupId: string): Promise<void> {
  await endMembership(fg, { action: 'declineInvite', groupId, uid: currentUid(fg) });
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
  const standing = await readStanding(fg, { action: 'requestToJoin', groupId, uid });
  const { target, targetHasProfile, group } = standing;
  if (target?.status === 'pending_invite') {
    await acceptInvite(fg, groupId);
    return 'joined';
  }
  if (target || !targetHasProfile) throw refusalOf(standing);

  const enter = (action: 'requestToJoin' | 'join') =>
    attempt(fg, { action, groupId, uid }, () =>
      setDoc(
        rawMemberRef(fg, groupId, uid),
        newMember(groupId, uid, {
          role: 'member',
          status: MEMBERSHIP_TABLE[action].to as 'joined' | 'pending_request',
          invitedBy: null,
        }),
      ),
    );
  if (group?.joinPolicy === 'open') {
    await enter('join');
    return 'joined';
  }
  try {
    await enter('requestToJoin');
    return 'requested';
  } catch (error) {
    // A private group does not show its policy: it may be open.
    if (group || !isFiregroupsError(error, 'not-found')) throw error;
    await enter('join');
    return 'joined';
  }
}

/**
 * Takes the signed-in user's own request back. Needs a connection.
 *
 * @throws `not-found` where none waits, `already-member` where it was approved.
 * @example
 * await withdrawRequest(fg, groupId);
 */
export async function withdrawRequest(fg: Firegroups, groupId: string): Promise<void> {
  await endMembership(fg, { action: 'withdrawRequest', groupId, uid: currentUid(fg) });
}

/**
 * Lets in who asked to join: staff's right.
 *
 * @throws `not-found` where no request waits, `already-member`, `not-a-member`, `permission-denied`.
 * @example
 * await approveRequest(fg, groupId, carolUid);
 */
export async function approveRequest(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await becomeJoined(fg, { action: 'approveRequest', groupId, uid });
}

/**
 * Turns down who asked to join: staff's right. Needs a connection.
 *
 * @throws `not-found` where no request waits, `already-member`, `not-a-member`, `permission-denied`.
 * @example
 * await rejectRequest(fg, groupId, carolUid);
 */
export async function rejectRequest(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, { action: 'rejectRequest', groupId, uid });
}

/**
 * Leaves a group. Needs a connection.
 *
 * @throws `creator-must-transfer` for the creator, `not-a-member`.
 * @example
 * await leaveGroup(fg, groupId);
 */
export async function leaveGroup(fg: Firegroups, groupId: string): Promise<void> {
  await endMembership(fg, { action: 'leave', groupId, uid: currentUid(fg) });
}

function rawMemberRef(fg: Firegroups, groupId: string, uid: string): DocumentReference {
  checkIds({ groupId, uid });
  return doc(fg.firestore, memberPath(groupId, uid));
}

async function becomeJoined(fg: Firegroups, what: MembershipAttempt): Promise<void> {
  currentUid(fg);
  const member = rawMemberRef(fg, what.groupId, what.uid);
  const change = { status: 'joined', joinedAt: serverTimestamp(), updatedAt: serverTimestamp() };
  await attempt(fg, what, () => updateDoc(member, change));
}

/**
 * Deletes a membership in a transaction that looks at its state first: the rules let one who may reject a request also
 * remove a member, so a request that somebody else approved meanwhile must not end as a removal.
 */
async function endMembership(fg: Firegroups, what: MembershipAttempt): Promise<void> {
  currentUid(fg);
  const member = rawMemberRef(fg, what.groupId, what.uid);
  const fits = await attempt(fg, what, () =>
    runTransaction(fg.firestore, async (transaction) => {
      const snapshot = await transaction.get(member);
      const status = (snapshot.get('status') as MembershipStatus | undefined) ?? 'none';
      const isAsExpected = MEMBERSHIP_TABLE[what.action].from.includes(status);
      if (isAsExpected) transaction.delete(member);
      return isAsExpected;
    }),
  );
  if (!fits) throw refusalOf(await readStanding(fg, what));
}
