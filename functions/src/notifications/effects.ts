/**
 * Decides what has to follow a change of a membership; doing it is for others. An event may come twice, late or out of
 * order, so an effect names what to bring in line with the present state, never what to add to it.
 */
import { isJoined, type MemberStatus } from '@firegroups/model';
import type { StoredMember } from './audiences.ts';

export type MembershipEffect =
  | { kind: 'recount' | 'scheduleRecount' }
  | { kind: 'tell'; type: MembershipNotificationType; membership: StoredMember }
  | { kind: 'clearInvite' | 'clearRequest'; membership: StoredMember };

/** The notifications that a change of a membership alone brings. */
export type MembershipNotificationType =
  'group_invite' | 'join_request' | 'join_approved' | 'invite_accepted' | 'role_changed';

/** What follows from `before` having become `after`; null stands for no document. */
export function membershipEffects(
  before: StoredMember | null,
  after: StoredMember | null,
): MembershipEffect[] {
  const effects: MembershipEffect[] = [];
  // The founder is counted with the group's own creation, which saves a write.
  const founds = before === null && after?.role === 'creator';
  if (!isJoined(before) && isJoined(after) && !founds) effects.push({ kind: 'recount' });
  if (isJoined(before) && !isJoined(after)) effects.push({ kind: 'scheduleRecount' });

  if (before && ends('pending_invite', before, after)) {
    effects.push({ kind: 'clearInvite', membership: before });
  }
  if (before && ends('pending_request', before, after)) {
    effects.push({ kind: 'clearRequest', membership: before });
  }
  const type = after && notificationTypeOf(before, after);
  if (type) effects.push({ kind: 'tell', type, membership: after });
  return effects;
}

function ends(status: MemberStatus, before: StoredMember, after: StoredMember | null): boolean {
  return before.status === status && after?.status !== status;
}

function notificationTypeOf(
  before: StoredMember | null,
  after: StoredMember,
): MembershipNotificationType | null {
  if (before?.status !== after.status) {
    switch (after.status) {
      case 'pending_invite':
        return 'group_invite';
      case 'pending_request':
        return 'join_request';
      case 'joined':
        if (before?.status === 'pending_request') return 'join_approved';
        return before?.status === 'pending_invite' && after.invitedBy ? 'invite_accepted' : null;
      case 'banned':
        return null;
    }
  }
  // A transfer is told with the change of the group, which knows who did it.
  const isPromotedOrDemoted =
    before.role !== after.role && before.role !== 'creator' && after.role !== 'creator';
  return isJoined(after) && isPromotedOrDemoted ? 'role_changed' : null;
}
