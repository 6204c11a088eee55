import { groupPath, memberPath, type Group, type Role } from '@firegroups/model';
import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import { isLive, type StoredMember } from '../firestore/documents.ts';
import { longestMemberQuery } from '../firestore/queries.ts';
import { database, docAt } from '../firestore/store.ts';

/**
 * Ends the membership of a creator whose account was deleted. The successor is the admin who joined first, otherwise
 * the member who joined first. If nobody else is joined, the group is deleted.
 */
export async function transferOwnership(groupId: string, creatorId: string): Promise<void> {
  const firestore = database();
  const groupRef = docAt(groupPath(groupId));
  const own = docAt(memberPath(groupId, creatorId));
  await firestore.runTransaction(async (transaction) => {
    const [group, membership] = await transaction.getAll(groupRef, own);
    const isCreator = (membership!.data() as StoredMember | undefined)?.role === 'creator';
    if (isCreator && isLive(group)) {
      const successor =
        (await firstOf(groupId, 'admin', transaction)) ??
        (await firstOf(groupId, 'member', transaction));
      const updatedAt = FieldValue.serverTimestamp();
      if (successor) {
        // No user made this change, so the membership no longer names one.
        const updatedBy = FieldValue.delete();
        transaction.update(successor.ref, { role: 'creator', updatedAt, updatedBy });
        transaction.update(groupRef, { creatorId: successor.id, updatedAt });
      } else {
        const deletion: Partial<Record<keyof Group, unknown>> = {
          deletedAt: updatedAt,
          visibility: 'private',
          updatedAt,
        };
        transaction.update(groupRef, deletion);
      }
    }
    transaction.delete(own);
  });
}

async function firstOf(groupId: string, role: Role, transaction: Transaction) {
  return (await transaction.get(longestMemberQuery(groupId, role))).docs[0];
}
