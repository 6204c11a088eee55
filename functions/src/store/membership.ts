import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { StoredMember } from '../domain/membershipEffects.ts';

/** Returns true iff the membership of an event is the present one still: neither answered nor begun anew. */
export function isStillThere(membership: StoredMember, present: DocumentSnapshot): boolean {
  const now = present.data() as StoredMember | undefined;
  return now?.status === membership.status && now.createdAt.isEqual(membership.createdAt);
}
