/** Why the rules refused to change a membership: what the model's table says of the documents that the user can read now. */
import { doc, type DocumentReference, type Timestamp } from 'firebase/firestore';
import {
  MEMBERSHIP_TABLE,
  cooldownPath,
  groupPath,
  isJoined,
  isAdmin,
  memberPath,
  membershipErrorReason,
  userPath,
  withPrefix,
  type Cooldown,
  type ErrorReason,
  type Group,
  type Member,
  type Membership,
} from '@firegroups/model';
import type { Firegroups } from '../firegroups.ts';
import { diagnoseCooldown, resolveCount } from './count.ts';
import type { Count, Diagnosis, MembershipChange } from './diagnosis.ts';
import { NEEDS_PROFILE, OF_ACTION, ONLY, messageOf } from './messages.ts';
import { readVisible } from './readVisible.ts';

/** The membership of a banned user. The rules hide it, and only it, from members who are not admins. */
const BANNED: Membership = { status: 'banned', role: 'member', invitedBy: null };

/**
 * Returns why a change of a membership was refused; null if it has succeeded. After a broken connection, Firestore sends a
 * write again that may have arrived, and the rules refuse the second one: if the membership is newer than the call and has the
 * intended content, the first one has arrived. A document that the user cannot read counts as missing.
 */
export async function diagnoseMembership(
  { firestore, prefix }: Firegroups,
  { membership, count }: { membership: MembershipChange; count?: Count },
  actorId: string,
  startedAt: Date,
): Promise<Diagnosis | null> {
  const [action, groupId, uid] = membership;
  const rule = MEMBERSHIP_TABLE[action];
  const read = <T>(path: string) =>
    readVisible(doc(firestore, withPrefix(prefix, path)) as DocumentReference<T>);
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
  const reason = membershipErrorReason(rule, {
    actorId,
    actor,
    targetId: uid,
    target: target ?? (target === undefined && isJoined(actor) ? BANNED : null),
    targetHasProfile: Boolean(profile),
    group,
  });
  // If the table allows the change, the count or a cooldown forbids it. They can also forbid it in a group that is hidden.
  if (count && (!reason || (reason === 'not-found' && !group))) {
    const counted = await resolveCount(count);
    if (counted !== undefined) return counted;
    const cooldown = await read<Cooldown<Timestamp>>(cooldownPath(groupId, uid));
    const coolingDown = diagnoseCooldown(cooldown, count.action);
    if (coolingDown && (!reason || coolingDown.retryAt! > new Date())) return coolingDown;
  }
  // Without a reason, the documents have changed since the refusal.
  return reason ? { reason, message: messageFor(reason) } : { reason: 'unavailable' };

  function messageFor(reason: ErrorReason): string | undefined {
    if (rule.needsProfile && !profile) {
      if (reason === 'not-found') return 'This user has no profile yet. Ask them to create one.';
      if (reason === 'permission-denied' && uid === actorId) return NEEDS_PROFILE;
    }
    if (reason === 'not-a-member' && isJoined(actor)) {
      return 'This user is not a member of the group. Choose one who is.';
    }
    const specific = OF_ACTION[action]?.[reason] ?? messageOf(reason);
    if (specific || reason !== 'permission-denied') return specific;
    return rule.by === 'creator' || isAdmin(actor) ? ONLY.creator : ONLY.admins;
  }
}
