/** The signed-in user's notifications. */
import {
  deleteDoc,
  getDocsFromServer,
  serverTimestamp,
  updateDoc,
  type QuerySnapshot,
} from 'firebase/firestore';
import { isFiregroupsError } from '../errors.ts';
import type { Firegroups } from '../firegroups.ts';
import { notificationsQuery } from '../queries.ts';
import { notificationRef } from '../refs.ts';
import { read, write } from '../write.ts';

/**
 * Marks a notification as read. If it is already read, nothing changes.
 *
 * @throws FiregroupsError `not-found`, `unauthenticated`.
 * @example
 * await markNotificationRead(fg, notification.id);
 */
export async function markNotificationRead(fg: Firegroups, notificationId: string): Promise<void> {
  const document = notificationRef(fg, notificationId);
  await write(fg, () => updateDoc(document, { readAt: serverTimestamp() }), {
    document,
    reason: ({ readAt }) => (readAt ? null : 'permission-denied'),
  });
}

/**
 * Marks all existing notifications as read. Needs a connection.
 *
 * @throws FiregroupsError `unauthenticated`, `unavailable`.
 * @example
 * await markAllNotificationsRead(fg);
 */
export async function markAllNotificationsRead(fg: Firegroups): Promise<void> {
  const limit = 200;
  const unread = notificationsQuery(fg, { unreadOnly: true, limit });
  let page: QuerySnapshot;
  do {
    page = await read(() => getDocsFromServer(unread));
    await Promise.all(page.docs.map(({ id }) => markUnlessDeleted(fg, id)));
  } while (page.size === limit);
}

/** Marks a notification as read. The user may have deleted it on another device in the meantime. */
async function markUnlessDeleted(fg: Firegroups, notificationId: string): Promise<void> {
  try {
    await markNotificationRead(fg, notificationId);
  } catch (error) {
    if (!isFiregroupsError(error, 'not-found')) throw error;
  }
}

/**
 * Deletes a notification. If it does not exist, nothing happens.
 *
 * @throws FiregroupsError `unauthenticated`.
 * @example
 * await deleteNotification(fg, notification.id);
 */
export async function deleteNotification(fg: Firegroups, notificationId: string): Promise<void> {
  const notification = notificationRef(fg, notificationId);
  await write(fg, () => deleteDoc(notification));
}
