import { serverTimestamp } from 'firebase/firestore';
import type { Membership } from '@firegroups/model';

/** A membership document as a client creates it. */
export function newMember(groupId: string, userId: string, membership: Membership) {
  return {
    ...membership,
    userId,
    groupId,
    createdAt: serverTimestamp(),
    updatedAt: serverTimestamp(),
    joinedAt: membership.status === 'joined' ? serverTimestamp() : null,
  };
}
