import type { Member } from '@firegroups/model';
import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';

/** A membership as functions read it. */
export type StoredMember = Member<Timestamp>;

/** Returns true iff the membership of an event is the present one still: neither answered nor begun anew. */
export function isStillThere(membership: StoredMember, present: DocumentSnapshot): boolean {
  const now = present.data() as StoredMember | undefined;
  return now?.status === membership.status && now.createdAt.isEqual(membership.createdAt);
}
