import {
  groupPath,
  memberPath,
  membersPath,
  notificationPath,
  settingsPath,
  userPath,
} from '@firegroups/model';
import { getFirestore } from 'firebase-admin/firestore';
import { isStillThere, type StoredMember } from './membership.ts';
import { groupNotification, instanceOf, isLive, once, wantsInApp } from './notifications.ts';

const requestId = (request: StoredMember) =>
  `join_request_${request.groupId}_${request.userId}_${instanceOf(request)}`;

/** Tells the creator and every admin of a request to join, once, unless it has been answered or withdrawn meanwhile. */
export async function tellStaffOfRequest(request: StoredMember): Promise<void> {
  const { groupId, userId } = request;
  const firestore = getFirestore();
  const staffQuery = firestore
    .collection(membersPath(groupId))
    .where('status', '==', 'joined')
    .where('role', 'in', ['creator', 'admin']);
  await once(() =>
    firestore.runTransaction(async (transaction) => {
      const [member, group, actor] = await transaction.getAll(
        firestore.doc(memberPath(groupId, userId)),
        firestore.doc(groupPath(groupId)),
        firestore.doc(userPath(userId)),
      );
      if (!isStillThere(request, member!) || !isLive(group!)) return;
      const staff = (await transaction.get(staffQuery)).docs.map(({ id }) => id);
      if (staff.length === 0) return;
      const settings = await transaction.getAll(
        ...staff.map((uid) => firestore.doc(settingsPath(uid))),
      );
      const recipients = staff.filter((_uid, i) => wantsInApp(settings[i]!, 'join_request'));
      const content = {
        type: 'join_request',
        group: group!,
        actor: actor!,
        subjectId: userId,
      } as const;
      for (const uid of recipients) {
        const notification = firestore.doc(notificationPath(uid, requestId(request)));
        transaction.create(notification, groupNotification(content));
      }
    }),
  );
}

/** Takes a request's notifications away, also from those who are staff no more: it has been answered or withdrawn. */
export async function clearRequest(request: StoredMember): Promise<void> {
  const firestore = getFirestore();
  const found = await firestore
    .collectionGroup('notifications')
    .where('type', '==', 'join_request')
    .where('groupId', '==', request.groupId)
    .where('subjectId', '==', request.userId)
    .select()
    .get();
  const batch = firestore.batch();
  // A request made anew after this one has notifications of its own.
  for (const { id, ref } of found.docs) if (id === requestId(request)) batch.delete(ref);
  await batch.commit();
}
