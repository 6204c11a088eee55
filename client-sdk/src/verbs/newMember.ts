import { serverTimestamp } from 'firebase/firestore';
import type { Member, MemberStatus } from '@firegroups/model';

/** Returns a membership document as a client creates it. */
export function newMember(
  groupId: string,
  userId: string,
  status: MemberStatus,
  { role = 'member', invitedBy = null }: Partial<Pick<Member, 'role' | 'invitedBy'>> = {},
) {
  const now = serverTimestamp();
  const joinedAt = status === 'joined' ? now : null;
  return { userId, groupId, role, status, invitedBy, joinedAt, createdAt: now, updatedAt: now };
}
