/** Changes of a membership: each is a row of the model's table, and what it writes is here. */
import { FirebaseError } from 'firebase/app';
import {
  runTransaction,
  serverTimestamp,
  setDoc,
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
import { attemptExplained } from '../write.ts';
import { newMember } from './newMember.ts';

/**
 * Writes a membership; where the rules refuse it, throws the error that says why. After a broken connection Firestore sends again
 * what may have arrived, and the rules refuse it the second time: what is there since and is what was to be made is no error.
 */
export async function writeMembership(
  fg: Firegroups,
  change: MembershipChange,
  write: (member: DocumentReference) => Promise<void>,
): Promise<void> {
  const [, groupId, uid] = change;
  const actorId = currentUid(fg);
  const member = memberRef(fg, groupId, uid) as DocumentReference;
  const startedAt = new Date();
  await attemptExplained(
    () => write(member),
    ({ diagnoseMembership }) => diagnoseMembership(fg, change, actorId, startedAt),
  );
}

/** Makes a membership where there is none. */
export async function createMembership(
  fg: Firegroups,
  change: MembershipChange,
  status: MemberStatus,
  invitedBy: string | null = null,
): Promise<void> {
  const [, groupId, uid] = change;
  await writeMembership(fg, change, (member) =>
    setDoc(member, newMember(groupId, uid, status, { invitedBy })),
  );
}

/** Lets somebody in who was invited or waits. */
export async function becomeJoined(fg: Firegroups, ...change: MembershipChange): Promise<void> {
  const now = serverTimestamp();
  await writeMembership(fg, change, (member) =>
    updateDoc(member, { status: 'joined', joinedAt: now, updatedAt: now }),
  );
}

/** Refuses what is for other users: to the rules it is one and the same write that ends one's own membership, or another's. */
export function checkOther(fg: Firegroups, uid: string): void {
  if (uid === currentUid(fg)) throw invalidArgument({ uid: NOT_ONESELF });
}

/** Deletes the membership of another user that is `from`, as {@link transitionMembership} does. */
export async function endMembership(
  fg: Firegroups,
  change: MembershipChange,
  from: MemberStatus,
): Promise<void> {
  const [, , uid] = change;
  checkOther(fg, uid);
  await transitionMembership(fg, change, [from], (transaction, { ref }) => transaction.delete(ref));
}

/** Deletes the signed-in user's own membership that is `from`, as {@link transitionMembership} does. */
export async function endOwnMembership(
  fg: Firegroups,
  action: MembershipAction,
  groupId: string,
  from: MemberStatus,
): Promise<void> {
  const change: MembershipChange = [action, groupId, currentUid(fg)];
  await transitionMembership(fg, change, [from], (transaction, { ref }) => transaction.delete(ref));
}

/**
 * Changes a membership in a transaction that looks at its state first: the rules let one who may reject a request also
 * remove a member, so a request that somebody else approved meanwhile must not end as a removal.
 */
export async function transitionMembership(
  fg: Firegroups,
  change: MembershipChange,
  from: readonly MembershipStatus[],
  turn: (transaction: Transaction, membership: DocumentSnapshot) => void,
): Promise<void> {
  await writeMembership(fg, change, (member) =>
    runTransaction(fg.firestore, async (transaction) => {
      const membership = await transaction.get(member);
      const status = (membership.get('status') as MembershipStatus | undefined) ?? 'none';
      if (!from.includes(status)) throw new FirebaseError('not-found', `It is ${status}.`);
      turn(transaction, membership);
    }),
  );
}

const NOT_ONESELF =
  'expected another user; for oneself there are leaveGroup, withdrawRequest, declineInvite';
