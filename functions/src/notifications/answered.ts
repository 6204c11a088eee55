/** Deletes the notifications that can no longer be answered. */
import { isOwnPath, notificationPath, type AnsweredNotification } from '@firegroups/model';
import { getFirestore } from 'firebase-admin/firestore';
import type { StoredMember } from '../firestore/documents.ts';
import { requestNotificationsQuery } from '../firestore/queries.ts';

/** Deletes the notification of an invite, or everyone's notifications of a request, also those of former admins. */
export async function deleteAnswered(
  { id, status }: AnsweredNotification,
  { groupId, userId }: StoredMember,
): Promise<void> {
  const firestore = getFirestore();
  if (status === 'pending_invite') {
    await firestore.doc(notificationPath(userId, id)).delete();
    return;
  }
  const found = await requestNotificationsQuery({ groupId, userId }).get();
  const batch = firestore.batch();
  // The same user's later request has notifications of its own.
  for (const { id: foundId, ref } of found.docs) {
    if (foundId === id && isOwnPath(ref.path)) batch.delete(ref);
  }
  await batch.commit();
}
