/** Why the rules refused to change a membership: the model's table, asked about what can be read afterwards. */
import { doc, type DocumentReference, type Timestamp } from 'firebase/firestore';
import {
  MEMBERSHIP_TABLE,
  groupPath,
  isJoined,
  isAdmin,
  memberPath,
  membershipErrorReason,
  userPath,
  type Group,
  type Member,
  type Membership,
} from '@firegroups/model';
import type { Firegroups } from '../firegroups.ts';
import type { MembershipChange, Diagnosis } from './diagnosis.ts';
import { NEEDS_PROFILE, OF_ACTION, ONLY, sentenceOf } from './messages.ts';
import { readVisible } from './readVisible.ts';

/** A membership that a joined member may not see: only banned ones are hidden from them. */
const BANNED: Membership = { status: 'banned', role: 'member', invitedBy: null };

/**
 * Says why a change was refused; null where it is made nevertheless: after a broken connection Firestore sends again what may have
 * arrived, and the rules refuse it the second time. What the user may not see of who is concerned counts as absent.
 */
export async function diagnoseMembership(
  { firestore }: Firegroups,
  [action, groupId, uid]: MembershipChange,
  actorId: string,
  startedAt: Date,
): Promise<Diagnosis | null> {
  const rule = MEMBERSHIP_TABLE[action];
  const read = <T>(path: string) => readVisible(doc(firestore, path) as DocumentReference<T>);
  const [actor = null, target, profile, group = null] = await Promise.all([
    read<Member<Timestamp>>(memberPath(groupId, actorId)),
    read<Member<Timestamp>>(memberPath(groupId, uid)),
    read(userPath(uid)),
    read<Group<Timestamp>>(groupPath(groupId)),
  ]);
  const { to, toRole } = rule;
  const isDone =
    target?.status === to &&
    target.updatedAt.toDate() > startedAt &&
    (!toRole || target.role === toRole) &&
    (to !== 'pending_invite' || target.invitedBy === actorId);
  if (isDone) return null;
  const reason =
    membershipErrorReason(rule, {
      actorId,
      actor,
      targetId: uid,
      target: target ?? (target === undefined && isJoined(actor) ? BANNED : null),
      targetHasProfile: Boolean(profile),
      group,
      // What would be allowed by now has changed meanwhile.
    }) ?? 'unavailable';
  return { reason, message: sentence() };

  function sentence(): string | undefined {
    if (rule.needsProfile && !profile) {
      if (reason === 'not-found') return 'They have no profile yet: ask them.';
      if (reason === 'permission-denied' && uid === actorId) return NEEDS_PROFILE;
    }
    if (reason === 'not-a-member' && isJoined(actor)) {
      return 'They are not a member: choose one who is.';
    }
    const own = OF_ACTION[action]?.[reason] ?? sentenceOf(reason);
    if (own || reason !== 'permission-denied') return own;
    return rule.by === 'creator' || isAdmin(actor) ? ONLY.creator : ONLY.admins;
  }
}
