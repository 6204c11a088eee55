/** Changes of a membership, and why the rules refused one: the model's table, asked about what can be read afterwards. */
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
import {
  isJoined,
  isStaff,
  refuseMembership,
  type Membership,
  type MembershipRule,
  type MembershipStatus,
} from '@firegroups/model';
import { FiregroupsError, invalidArgument, type FiregroupsErrorReason } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef, memberRef, userRef } from '../refs.ts';
import { CREATOR_ONLY, NEEDS_PROFILE, STAFF_ONLY, attempt, readVisible } from './attempt.ts';
import { newMember } from './newMember.ts';

/**
 * A change that is tried: a row of the table, the group, whose membership it is, and what to say of a reason in place of its
 * general sentence.
 */
export type MembershipChange = [
  rule: MembershipRule,
  groupId: string,
  uid: string,
  sentences?: Partial<Record<FiregroupsErrorReason, string>>,
];

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
  const member = memberRef(fg, groupId, uid);
  const startedAt = new Date();
  await attempt(
    () => write(member as DocumentReference),
    async (cause) => {
      const refusal = await refusalOf(fg, change, actorId, startedAt, cause);
      if (refusal) throw refusal;
    },
  );
}

/** Makes a membership where there is none. */
export async function createMembership(
  fg: Firegroups,
  change: MembershipChange,
  invitedBy?: string,
): Promise<void> {
  await writeMembership(fg, change, (member) => setDoc(member, newMember(change, invitedBy)));
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

/** Deletes a membership, as {@link turnMembership} does. */
export async function endMembership(fg: Firegroups, ...change: MembershipChange): Promise<void> {
  const [{ by }, , uid] = change;
  if (by !== 'self') checkOther(fg, uid);
  await turnMembership(fg, change, (transaction, { ref }) => transaction.delete(ref));
}

/**
 * Changes a membership in a transaction that looks at its state first: the rules let one who may reject a request also
 * remove a member, so a request that somebody else approved meanwhile must not end as a removal.
 */
export async function turnMembership(
  fg: Firegroups,
  change: MembershipChange,
  turn: (transaction: Transaction, membership: DocumentSnapshot) => void,
): Promise<void> {
  const [{ from }] = change;
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
const NOT_IN = 'They are not a member: choose one who is.';

/** A membership that a joined member may not see: only banned ones are hidden from them. */
const BANNED: Membership = { status: 'banned', role: 'member', invitedBy: null };

/**
 * The error for a change that was refused; none where it is made nevertheless. What the user may not see of who is concerned counts
 * as absent.
 */
async function refusalOf(
  fg: Firegroups,
  [rule, groupId, uid, sentences = {}]: MembershipChange,
  actorId: string,
  startedAt: Date,
  cause: unknown,
): Promise<FiregroupsError | undefined> {
  const [actor = null, target, profile, group = null] = await Promise.all([
    readVisible(memberRef(fg, groupId, actorId)),
    readVisible(memberRef(fg, groupId, uid)),
    readVisible(userRef(fg, uid)),
    readVisible(groupRef(fg, groupId)),
  ]);
  const { to, toRole } = rule;
  const isDone =
    target?.status === to &&
    target.updatedAt > startedAt &&
    (!toRole || target.role === toRole) &&
    (to !== 'pending_invite' || target.invitedBy === actorId);
  if (isDone) return undefined;
  const reason =
    refuseMembership(rule, {
      actorId,
      actor,
      targetId: uid,
      target: target ?? (target === undefined && isJoined(actor) ? BANNED : null),
      targetHasProfile: Boolean(profile),
      group,
      // What would be allowed by now has changed meanwhile.
    }) ?? 'unavailable';
  return new FiregroupsError(reason, sentence(), { cause });

  function sentence(): string | undefined {
    if (rule.needsProfile && !profile) {
      if (reason === 'not-found') return 'They have no profile yet: ask them.';
      if (reason === 'permission-denied' && uid === actorId) return NEEDS_PROFILE;
    }
    if (reason === 'not-a-member' && isJoined(actor)) return NOT_IN;
    if (sentences[reason] || reason !== 'permission-denied') return sentences[reason];
    return rule.by === 'creator' || isStaff(actor) ? CREATOR_ONLY : STAFF_ONLY;
  }
}
