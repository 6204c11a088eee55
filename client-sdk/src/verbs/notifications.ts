/** The signed-in user's own notifications. */
import {
  deleteDoc,
  getDocsFromServer,
  serverTimestamp,
  updateDoc,
  type DocumentReference,
  type QuerySnapshot,
} from 'firebase/firestore';
import type { Firegroups } from '../firegroups.ts';
import { notificationsQuery } from '../queries.ts';
import { notificationRef } from '../refs.ts';
import { attempt, write } from '../write.ts';

/**
 * Marks a notification as read. One that is read already stays as it is.
 *
 * @throws FiregroupsError `not-found` where it is gone, `unauthenticated`.
 * @example
 * await markNotificationRead(fg, notification.id);
 */
export async function markNotificationRead(fg: Firegroups, notificationId: string): Promise<void> {
  const subject = notificationRef(fg, notificationId);
  await write(fg, subject, () => updateDoc(subject, { readAt: serverTimestamp() }), {
    reason: ({ readAt }) => (readAt ? null : 'permission-denied'),
  });
}

/**
 * Marks all notifications that are there as read. Needs a connection.
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
    page = await attempt(() => getDocsFromServer(unread));
    await Promise.all(page.docs.map(({ ref }) => markUnlessGone(ref)));
  } while (page.size === limit);
}

/** It may be deleted or marked meanwhile, on another device. */
async function markUnlessGone(notification: DocumentReference): Promise<void> {
  await attempt(
    () => updateDoc(notification, { readAt: serverTimestamp() }),
    () => undefined,
  );
}

/**
 * Deletes a notification; one that is gone already is no error.
 *
 * @throws FiregroupsError `unauthenticated`.
 * @example
 * await deleteNotification(fg, notification.id);
 */
export async function deleteNotification(fg: Firegroups, notificationId: string): Promise<void> {
  const notification = notificationRef(fg, notificationId);
  await attempt(() => deleteDoc(notification));
}
