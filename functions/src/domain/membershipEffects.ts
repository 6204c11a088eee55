/**
 * Decides what has to follow a change of a membership; doing it is the store's. An event may come twice, late or out of
 * order, so an effect names what to bring in line with the present state, never what to add to it.
 */
import { isJoined, type MemberStatus } from '@firegroups/model';
import type { StoredMember } from '../store/membership.ts';

export type MembershipEffect =
  | { kind: 'recountMembers' }
  | { kind: 'tellInvited' | 'tellStaffOfRequest'; membership: StoredMember }
  | { kind: 'clearInvite' | 'clearRequest'; membership: StoredMember };

/** What follows from `before` having become `after`; null stands for no document. */
export function membershipEffects(
  before: StoredMember | null,
  after: StoredMember | null,
): MembershipEffect[] {
  const effects: MembershipEffect[] = [];
  // The founder is counted with the group's own creation, which saves a write.
  const founds = before === null && after?.role === 'creator';
  if (isJoined(before) !== isJoined(after) && !founds) effects.push({ kind: 'recountMembers' });

  const ended = (status: MemberStatus) => before?.status === status && after?.status !== status;
  const began = (status: MemberStatus) => before?.status !== status && after?.status === status;
  if (before && ended('pending_invite')) effects.push({ kind: 'clearInvite', membership: before });
  if (before && ended('pending_request'))
    effects.push({ kind: 'clearRequest', membership: before });
  if (after && began('pending_invite')) effects.push({ kind: 'tellInvited', membership: after });
  if (after && began('pending_request')) {
    effects.push({ kind: 'tellStaffOfRequest', membership: after });
  }
  return effects;
}
