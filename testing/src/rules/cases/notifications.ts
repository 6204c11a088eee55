/** Notifications. Functions write them. The owner reads them, marks them as read and deletes them. */
import { NOTIFICATION_TYPES, notificationPath, notificationsPath } from '@firegroups/model';
import { serverTimestamp } from 'firebase/firestore';
import { markNotificationRead, remove, set, update } from '../../fixtures/clientWrites.ts';
import { missingCase, storedFields, updateCases } from '../documentCases.ts';
import { allFixed, exactly, now, oneOf } from '../fields.ts';
import { get, list, listAcross, write } from '../operations.ts';
import { OTHER, OWNER, byUsers } from '../people.ts';
import { allDenied, type Policy } from '../policyCase.ts';

const path = notificationPath(OWNER, 'n1');
const fields = {
  ...allFixed({
    type: oneOf(NOTIFICATION_TYPES),
    groupId: exactly('g1'),
    groupTitle: exactly('Chess'),
    actorId: exactly(OTHER),
    actorName: exactly('Other'),
    subjectId: exactly('s1'),
    createdAt: now(),
    expiresAt: now(),
  }),
  readAt: { ...now(), stored: null, bad: [new Date(0), 'now', true] },
};
const forged = set(path, {
  ...storedFields(fields),
  createdAt: serverTimestamp(),
  expiresAt: serverTimestamp(),
});
const notification = {
  what: 'a notification',
  by: OWNER,
  given: {},
  fields,
  create: () => [forged],
  update: markNotificationRead(path),
};
const unread = { [path]: storedFields(fields) };
const read = { [path]: { ...storedFields(fields), readAt: new Date() } };

export const notifications: Policy = {
  of: 'users/{uid}/notifications/{notificationId}',
  cases: [
    ...byUsers('get a notification', unread, [OWNER], get(path)),
    ...byUsers('list notifications', unread, [OWNER], list(notificationsPath(OWNER))),
    ...byUsers('list the notifications of all users', unread, [], listAcross('notifications')),
    ...byUsers('create a notification', { [path]: null }, [], write(forged)),
    ...byUsers('mark a notification as read', unread, [OWNER], write(notification.update)),
    ...byUsers('delete a notification', unread, [OWNER], write(remove(path))),
    ...updateCases(notification),
    missingCase(notification),
    ...allDenied(OWNER, read, {
      'the owner cannot mark a notification as read twice': write(notification.update),
      'the owner cannot mark a notification as unread': write(update(path, { readAt: null })),
    }),
  ],
};
