/** The writes that change a membership. Each is a row of the model's membership table. */
import { FirebaseError } from 'firebase/app';
import {
  runTransaction,
  serverTimestamp,
  updateDoc,
  type DocumentReference,
  type DocumentSnapshot,
  type Transaction,
} from 'firebase/firestore';
import type { MemberStatus, MembershipAction, MembershipStatus } from '@firegroups/model';
import { invalidArgument } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { memberRef } from '../refs.ts';
import type { MembershipChange } from '../diagnose/diagnosis.ts';
import { write } from '../write.ts';
import { createCounted } from './counted.ts';
import { newMember } from './newMember.ts';

/** Creates a membership: an invite, or the signed-in user's own. Counts it. */
export async function createMembership(
  fg: Firegroups,
  membership: MembershipChange,
  status: MemberStatus,
  invitedBy: string | null = null,
): Promise<void> {
  const [, groupId, uid] = membership;
  const member = memberRef(fg, groupId, uid) as DocumentReference;
  const created = [[member, newMember(groupId, uid, status, { invitedBy })] as const];
  await (invitedBy
    ? createCounted(fg, 'invites', member, created, { membership })
    : createCounted(fg, 'requests', member.parent.parent!, created, { membership }));
}

/** Makes an invited user, or one who has asked to join, a member. */
export async function becomeJoined(fg: Firegroups, ...membership: MembershipChange): Promise<void> {
  const [, groupId, uid] = membership;
  const member = memberRef(fg, groupId, uid);
  const now = serverTimestamp();
  const by = currentUid(fg);
  // A user's own change names nobody.
  const update = {
    status: 'joined',
    joinedAt: now,
    updatedAt: now,
    ...(uid !== by && { updatedBy: by }),
  };
  const send = () => updateDoc(member as DocumentReference, update);
  await write(fg, send, { membership });
}

/** Refuses the user's own uid. To the rules, ending the user's own membership and ending another user's are the same write. */
export function checkOther(fg: Firegroups, uid: string): void {
  if (uid === currentUid(fg)) throw invalidArgument({ uid: OTHER_USER });
}

/** Deletes another user's membership if its status is `from`, as {@link transitionMembership} does. */
export async function endMembership(
  fg: Firegroups,
  membership: MembershipChange,
  from: MemberStatus,
): Promise<void> {
  const [, , uid] = membership;
  checkOther(fg, uid);
  await transitionMembership(fg, membership, [from], deleteMembership);
}

/** Deletes the signed-in user's membership if its status is `from`, as {@link transitionMembership} does. */
export async function endOwnMembership(
  fg: Firegroups,
  action: MembershipAction,
  groupId: string,
  from: MemberStatus,
): Promise<void> {
  await transitionMembership(fg, [action, groupId, currentUid(fg)], [from], deleteMembership);
}

/**
 * Changes a membership in a transaction that first checks its status. A user who may reject a request may also remove a member,
 * so without the check, rejecting a request that another admin has just approved would remove the new member.
 */
export async function transitionMembership(
  fg: Firegroups,
  membership: MembershipChange,
  from: readonly MembershipStatus[],
  change: (transaction: Transaction, member: DocumentSnapshot) => void,
): Promise<void> {
  const [, groupId, uid] = membership;
  const ref = memberRef(fg, groupId, uid) as DocumentReference;
  const send = () =>
    runTransaction(fg.firestore, async (transaction) => {
      const member = await transaction.get(ref);
      const status = (member.get('status') as MembershipStatus | undefined) ?? 'none';
      if (!from.includes(status)) throw new FirebaseError('not-found', `The status is ${status}.`);
      change(transaction, member);
    });
  await write(fg, send, { membership });
}

const deleteMembership = (transaction: Transaction, { ref }: DocumentSnapshot) => {
  transaction.delete(ref);
};

const OTHER_USER =
  'expected another user; for yourself, call leaveGroup, withdrawRequest or declineInvite';
