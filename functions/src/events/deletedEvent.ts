import type { DocumentReference } from 'firebase-admin/firestore';
import { deleteCounted } from '../counts/counts.ts';
import { deleteAll } from '../firestore/deleteAll.ts';
import { eventNotificationsQuery } from '../firestore/queries.ts';

/**
 * Deletes the votes of a deleted event and everyone's notifications about it. If there is a new event under its id, the
 * notifications stay, because nothing says which of the two events they are about.
 */
export async function deleteDataOfEvent(groupId: string, event: DocumentReference): Promise<void> {
  await Promise.all([deleteCounted(event), deleteNotifications(groupId, event)]);
}

async function deleteNotifications(groupId: string, event: DocumentReference): Promise<void> {
  if ((await event.get()).exists) return;
  await deleteAll(eventNotificationsQuery(groupId, event.id));
}
