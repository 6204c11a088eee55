import { serverTimestamp } from 'firebase/firestore';
import type { MembershipChange } from './membership.ts';

/** A membership document as a client creates it: what a row of the table makes of nothing. */
export function newMember(
  [{ to: status, toRole: role = 'member' }, groupId, userId]: MembershipChange,
  invitedBy: string | null = null,
) {
  const now = serverTimestamp();
  const joinedAt = status === 'joined' ? now : null;
  return { userId, groupId, role, status, invitedBy, joinedAt, createdAt: now, updatedAt: now };
}
