/**
 * What staff do with other members. Each throws a FiregroupsError that says why where it is refused: all of them
 * `not-a-member`, `permission-denied`, `creator-must-transfer` where it would end the creator's rule, `unauthenticated` and
 * `invalid-argument`; its own reasons stand with each.
 */
import { serverTimestamp, updateDoc, writeBatch, type DocumentReference } from 'firebase/firestore';
import { checkValue, oneOf } from '../checks.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef, memberRef } from '../refs.ts';
import { checkOther, endMembership, transitionMembership, writeMembership } from './membership.ts';
import { newMember } from './newMember.ts';

/**
 * Removes another member, who may join again: the creator anyone, an admin plain members. Needs a connection.
 *
 * @throws `banned` where they are; `not-a-member` also where they are invited or wait.
 * @example
 * await removeMember(fg, groupId, bobUid);
 */
export async function removeMember(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, ['remove', groupId, uid], 'joined');
}

/**
 * Bans a user, member or not, until the ban is lifted: the creator anyone, an admin all but other admins. They can neither
 * ask to join, nor be invited. Needs a connection.
 *
 * @throws `banned` where they are already.
 * @example
 * await banUser(fg, groupId, bobUid);
 */
export async function banUser(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  const ban = newMember(groupId, uid, 'banned');
  await transitionMembership(fg, ['ban', groupId, uid], NOT_BANNED, (transaction, membership) => {
    const { role, status, updatedAt } = ban;
    if (membership.exists()) transaction.update(membership.ref, { role, status, updatedAt });
    else transaction.set(membership.ref, ban);
  });
}

/**
 * Lifts a ban: staff's right. They are no member then, and may ask to join. Needs a connection.
 *
 * @throws `not-found` where they are not banned.
 * @example
 * await unbanUser(fg, groupId, bobUid);
 */
export async function unbanUser(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, ['unban', groupId, uid], 'banned');
}

/**
 * Makes a member an admin, or an admin a plain member: the creator's right.
 *
 * @example
 * await setRole(fg, groupId, bobUid, 'admin');
 */
export async function setRole(
  fg: Firegroups,
  groupId: string,
  uid: string,
  role: 'admin' | 'member',
): Promise<void> {
  checkValue('role', role, oneOf(['admin', 'member']));
  const action = role === 'admin' ? 'promote' : 'demote';
  await writeMembership(fg, [action, groupId, uid], (member) =>
    updateDoc(member, { role, updatedAt: serverTimestamp() }),
  );
}

/**
 * Makes another member the group's creator; the one who was becomes an admin. The creator's right.
 *
 * @example
 * await transferOwnership(fg, groupId, bobUid);
 */
export async function transferOwnership(
  fg: Firegroups,
  groupId: string,
  uid: string,
): Promise<void> {
  checkOther(fg, uid);
  const own = memberRef(fg, groupId, currentUid(fg)) as DocumentReference;
  const updatedAt = serverTimestamp();
  await writeMembership(fg, ['transferOwnership', groupId, uid], (heir) =>
    writeBatch(fg.firestore)
      .update(groupRef(fg, groupId) as DocumentReference, { creatorId: uid, updatedAt })
      .update(heir, { role: 'creator', updatedAt })
      .update(own, { role: 'admin', updatedAt })
      .commit(),
  );
}

const NOT_BANNED = ['none', 'pending_invite', 'pending_request', 'joined'] as const;
