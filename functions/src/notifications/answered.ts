/** Deletes the notifications that can no longer be answered. */
import { notificationPath, type AnsweredNotification } from '@firegroups/model';
import type { StoredMember } from '../firestore/documents.ts';
import { requestNotificationsQuery } from '../firestore/queries.ts';
import { database, docAt, isOwn } from '../firestore/store.ts';

/** Deletes the notification of an invite, or everyone's notifications of a request, also those of former admins. */
export async function deleteAnswered(
  { id, status }: AnsweredNotification,
  { groupId, userId }: StoredMember,
): Promise<void> {
  if (status === 'pending_invite') {
    await docAt(notificationPath(userId, id)).delete();
    return;
  }
  const found = await requestNotificationsQuery({ groupId, userId }).get();
  const batch = database().batch();
  // The same user's later request has notifications of its own.
  for (const { id: foundId, ref } of found.docs) {
    if (foundId === id && isOwn(ref)) batch.delete(ref);
  }
  await batch.commit();
}
