import { groupPath, memberPath, notificationPath, settingsPath, userPath } from '@firegroups/model';
import { getFirestore } from 'firebase-admin/firestore';
import { isStillThere, type StoredMember } from './membership.ts';
import { groupNotification, instanceOf, isLive, once, wantsInApp } from './notifications.ts';
import { requestNotificationsQuery, staffQuery } from './queries.ts';

const requestId = (request: StoredMember) =>
  `join_request_${request.groupId}_${request.userId}_${instanceOf(request)}`;

/** Tells the creator and every admin of a request to join, once, unless it has been answered or withdrawn meanwhile. */
export async function tellStaffOfRequest(request: StoredMember): Promise<void> {
  const { groupId, userId } = request;
  const firestore = getFirestore();
  await once(() =>
    firestore.runTransaction(async (transaction) => {
      const [member, group, actor] = await transaction.getAll(
        firestore.doc(memberPath(groupId, userId)),
        firestore.doc(groupPath(groupId)),
        firestore.doc(userPath(userId)),
      );
      if (!isStillThere(request, member!) || !isLive(group!)) return;
      const staff = (await transaction.get(staffQuery(groupId))).docs.map(({ id }) => id);
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
  const found = await requestNotificationsQuery(request).get();
  const batch = getFirestore().batch();
  // A request made anew after this one has notifications of its own.
  for (const { id, ref } of found.docs) if (id === requestId(request)) batch.delete(ref);
  await batch.commit();
}
