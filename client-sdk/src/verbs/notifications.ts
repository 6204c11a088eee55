import { serverTimestamp, updateDoc } from 'firebase/firestore';
import { FiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import type { Firegroups } from '../firegroups.ts';
import { notificationRef } from '../refs.ts';
import { HIDDEN, readVisible } from './readVisible.ts';

/**
 * Marks a notification of the signed-in user as read. One that is read already stays as it is.
 *
 * @throws FiregroupsError `not-found` where it is gone, `unauthenticated`.
 * @example
 * await markNotificationRead(fg, notification.id);
 */
export async function markNotificationRead(fg: Firegroups, notificationId: string): Promise<void> {
  const notification = notificationRef(fg, notificationId);
  try {
    await updateDoc(notification, { readAt: serverTimestamp() });
  } catch (error) {
    if (!isRefusal(error)) throw toFiregroupsError(error);
    const stored = await readVisible(notification);
    if (stored === null) throw new FiregroupsError('not-found', undefined, { cause: error });
    if (stored === HIDDEN || !stored.readAt) throw toFiregroupsError(error);
  }
}
