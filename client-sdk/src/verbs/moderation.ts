/**
 * What the creator and admins do with other members. Each function throws a FiregroupsError: `not-a-member`, `permission-denied`,
 * `creator-must-transfer` if the member is the creator, `unauthenticated`, `invalid-argument`, and what its own documentation
 * names.
 */
import { serverTimestamp, updateDoc, writeBatch, type DocumentReference } from 'firebase/firestore';
import { checkValue, oneOf } from '../checks.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef, memberRef } from '../refs.ts';
import { write } from '../write.ts';
import { checkOther, endMembership, transitionMembership } from './membership.ts';
import { newMember } from './newMember.ts';

/**
 * Removes a member, who may join again. The creator may remove everyone, an admin only plain members. Needs a connection.
 *
 * @throws `banned` if the user is banned; `not-a-member` also if the user is only invited or has only asked to join.
 * @example
 * await removeMember(fg, groupId, bobUid);
 */
export async function removeMember(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, ['remove', groupId, uid], 'joined');
}

/**
 * Bans a user, member or not, until you lift the ban. The creator may ban everyone, an admin everyone except other admins. A
 * banned user can neither ask to join nor be invited. Needs a connection.
 *
 * @throws `banned` if the user is already banned.
 * @example
 * await banUser(fg, groupId, bobUid);
 */
export async function banUser(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  const ban = newMember(groupId, uid, 'banned');
  const updatedBy = currentUid(fg);
  await transitionMembership(fg, ['ban', groupId, uid], NOT_BANNED, (transaction, membership) => {
    const { role, status, updatedAt } = ban;
    if (membership.exists())
      transaction.update(membership.ref, { role, status, updatedAt, updatedBy });
    else transaction.set(membership.ref, ban);
  });
}

/**
 * Lifts a ban. Only the creator and admins may do this. The user is then no member, and may ask to join. Needs a connection.
 *
 * @throws `not-found` if the user is not banned.
 * @example
 * await unbanUser(fg, groupId, bobUid);
 */
export async function unbanUser(fg: Firegroups, groupId: string, uid: string): Promise<void> {
  await endMembership(fg, ['unban', groupId, uid], 'banned');
}

/**
 * Makes a member an admin, or an admin a plain member. Only the creator may do this.
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
  const member = memberRef(fg, groupId, uid);
  const updatedBy = currentUid(fg);
  const send = () => updateDoc(member, { role, updatedAt: serverTimestamp(), updatedBy });
  await write(fg, send, { membership: [action, groupId, uid] });
}

/**
 * Makes another member the group's creator. The former creator becomes an admin. Only the creator may do this.
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
  const group = groupRef(fg, groupId) as DocumentReference;
  const updatedBy = currentUid(fg);
  const own = memberRef(fg, groupId, updatedBy) as DocumentReference;
  const successor = memberRef(fg, groupId, uid) as DocumentReference;
  const updatedAt = serverTimestamp();
  const send = () =>
    writeBatch(fg.firestore)
      .update(group, { creatorId: uid, updatedAt })
      .update(successor, { role: 'creator', updatedAt, updatedBy })
      .update(own, { role: 'admin', updatedAt })
      .commit();
  await write(fg, send, { membership: ['transferOwnership', groupId, uid] });
}

const NOT_BANNED = ['none', 'pending_invite', 'pending_request', 'joined'] as const;
