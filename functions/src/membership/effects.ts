/**
 * Decides what follows from a change of a membership. An event can arrive twice, late or out of order, so an effect
 * says what to reconcile with the present state, never what to add to it.
 */
import {
  answeredNotifications,
  isJoined,
  notificationsOf,
  type AnsweredNotification,
  type NotificationOccurrence,
} from '@firegroups/model';
import { changesTargets } from '../devices/targets.ts';
import type { StoredMember } from '../firestore/documents.ts';

export type MembershipEffect =
  | { kind: 'recount' }
  | { kind: 'scheduleRecount' }
  | { kind: 'startCooldown'; membership: StoredMember }
  | { kind: 'withdrawVotes'; membership: StoredMember }
  | { kind: 'updatePushTargets'; uid: string }
  | { kind: 'notify'; occurrence: NotificationOccurrence }
  | { kind: 'deleteAnswered'; answered: AnsweredNotification; membership: StoredMember };

/** Returns what follows from a change of a membership. Null stands for no document. */
export function membershipEffects(
  before: StoredMember | null,
  after: StoredMember | null,
): MembershipEffect[] {
  const effects: MembershipEffect[] = [];
  // The trigger of the new group counts its creator, which saves a write.
  const isNewGroup = before === null && after?.role === 'creator';
  if (!isJoined(before) && isJoined(after) && !isNewGroup) effects.push({ kind: 'recount' });
  if (isJoined(before) && !isJoined(after)) {
    effects.push({ kind: 'scheduleRecount' }, { kind: 'withdrawVotes', membership: before });
  }
  if (changesTargets(before, after)) {
    effects.push({ kind: 'updatePushTargets', uid: (after ?? before!).userId });
  }
  // Nothing shows who deleted it, so a withdrawn request and a revoked invite start a cooldown, too.
  if (before?.status.startsWith('pending_') && !after) {
    effects.push({ kind: 'startCooldown', membership: before });
  }
  for (const answered of answeredNotifications(before, after)) {
    effects.push({ kind: 'deleteAnswered', answered, membership: before! });
  }
  if (after) {
    for (const occurrence of notificationsOf('member', after.groupId, { before, after })) {
      effects.push({ kind: 'notify', occurrence });
    }
  }
  return effects;
}
