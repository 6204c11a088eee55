/** Changes of a membership, and why the rules refused one: the model's table, asked about what can be read afterwards. */
import {
  runTransaction,
  serverTimestamp,
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
  type MembershipStanding,
  type MembershipStatus,
} from '@firegroups/model';
import { FiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef, memberRef, userRef } from '../refs.ts';
import { CREATOR_ONLY, NEEDS_PROFILE, STAFF_ONLY, attempt, readVisible } from './attempt.ts';

/**
 * A change of a membership that is tried: the row of the table, the group, whose membership it is, and what to say where
 * there is nothing to change.
 */
export type MembershipChange = [
  rule: MembershipRule,
  groupId: string,
  uid: string,
  notFound?: string,
];

/** Writes a membership; where the rules refuse it, throws the error that says why. */
export async function writeMembership<T>(
  fg: Firegroups,
  change: MembershipChange,
  write: (member: DocumentReference) => Promise<T>,
): Promise<T> {
  currentUid(fg);
  const [, groupId, uid] = change;
  const member = memberRef(fg, groupId, uid).withConverter(null);
  return attempt(
    () => write(member),
    async (cause) => {
      throw refusalOf(change, await readStanding(fg, groupId, uid), cause);
    },
  );
}

/** Lets somebody in who was invited or waits. */
export async function becomeJoined(fg: Firegroups, ...change: MembershipChange): Promise<void> {
  const now = serverTimestamp();
  await writeMembership(fg, change, (member) =>
    updateDoc(member, { status: 'joined', joinedAt: now, updatedAt: now }),
  );
}

/** Deletes a membership, as {@link turnMembership} does. */
export async function endMembership(fg: Firegroups, ...change: MembershipChange): Promise<void> {
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
  const [rule, groupId, uid] = change;
  const isAsExpected = await writeMembership(fg, change, (member) =>
    runTransaction(fg.firestore, async (transaction) => {
      const membership = await transaction.get(member);
      const status = (membership.get('status') as MembershipStatus | undefined) ?? 'none';
      const fits = rule.from.includes(status);
      if (fits) turn(transaction, membership);
      return fits;
    }),
  );
  if (!isAsExpected) throw refusalOf(change, await readStanding(fg, groupId, uid));
}

/** A membership that a joined member may not see: only banned ones are hidden from them. */
const BANNED: Membership = { status: 'banned', role: 'member', invitedBy: null };

/** What is known of everybody concerned; what the reader may not see counts as absent. */
export async function readStanding(
  fg: Firegroups,
  groupId: string,
  uid: string,
): Promise<MembershipStanding> {
  const actorId = currentUid(fg);
  const [actor = null, target, profile, group] = await Promise.all([
    readVisible(memberRef(fg, groupId, actorId)),
    readVisible(memberRef(fg, groupId, uid)),
    readVisible(userRef(fg, uid)),
    readVisible(groupRef(fg, groupId)),
  ]);
  return {
    actorId,
    actor,
    targetId: uid,
    target: target ?? (target === undefined && isJoined(actor) ? BANNED : null),
    targetHasProfile: Boolean(profile),
    group: group ? { ...group, isBeingErased: Boolean(group.deletedAt) } : null,
  };
}

/** The error for a change that was refused, from what {@link readStanding} found. */
export function refusalOf(
  [rule, , , notFound]: MembershipChange,
  standing: MembershipStanding,
  cause?: unknown,
): FiregroupsError {
  // What would be allowed by now has changed meanwhile.
  const reason = refuseMembership(rule, standing) ?? 'unavailable';
  return new FiregroupsError(reason, sentenceFor(), { cause });

  function sentenceFor(): string | undefined {
    const { actor, targetHasProfile } = standing;
    if (rule.needsProfile && !targetHasProfile) return NEEDS_PROFILE;
    if (reason === 'not-found') return notFound;
    if (reason === 'not-a-member' && isJoined(actor))
      return 'They are not a member: choose one who is.';
    if (reason !== 'permission-denied') return undefined;
    if (rule.joinPolicy) return 'Members come by invitation only: ask one for an invite.';
    if (actor?.role === 'creator') return 'You are the creator already: choose another member.';
    return rule.by === 'creator' || isStaff(actor) ? CREATOR_ONLY : STAFF_ONLY;
  }
}
