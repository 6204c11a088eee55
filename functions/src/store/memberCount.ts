import { groupPath, membersPath, type Group } from '@firegroups/model';
import { getFirestore } from 'firebase-admin/firestore';

/**
 * Brings a group's memberCount in line with its joined members. It counts instead of adding, so that it may run any
 * number of times; and in a transaction, so that an older count never lies over a newer one.
 */
export async function recountMembers(groupId: string): Promise<void> {
  const firestore = getFirestore();
  const group = firestore.doc(groupPath(groupId));
  const joined = firestore.collection(membersPath(groupId)).where('status', '==', 'joined').count();
  await firestore.runTransaction(async (transaction) => {
    const [stored, counted] = await Promise.all([transaction.get(group), transaction.get(joined)]);
    const memberCount = counted.data().count;
    if (!stored.exists || (stored.data() as Group).memberCount === memberCount) return;
    transaction.update(group, { memberCount });
  });
}
