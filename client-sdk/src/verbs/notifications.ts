import { doc, getDoc, serverTimestamp, updateDoc } from 'firebase/firestore';
import { notificationPath } from '@firegroups/model';
import { checkIds } from '../checks.ts';
import { FiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';

/**
 * Marks a notification of the signed-in user as read. One that is read already stays as it is.
 *
 * @throws FiregroupsError `not-found` where it is gone, `unauthenticated`.
 * @example
 * await markNotificationRead(fg, notification.id);
 */
export async function markNotificationRead(fg: Firegroups, notificationId: string): Promise<void> {
  checkIds({ notificationId });
  const notification = doc(fg.firestore, notificationPath(currentUid(fg), notificationId));
  try {
    await updateDoc(notification, { readAt: serverTimestamp() });
  } catch (error) {
    if (!isRefusal(error)) throw toFiregroupsError(error);
    const stored = await getDoc(notification);
    if (!stored.exists()) throw new FiregroupsError('not-found', undefined, { cause: error });
    if (!stored.get('readAt')) throw toFiregroupsError(error);
  }
}
