/** Notifications: functions write them, the owner reads them, marks them read and deletes them. */
import { NOTIFICATION_TYPES, notificationPath } from '@firegroups/model';
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  serverTimestamp,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import {
  createdDocument,
  missingCase,
  storedDocument,
  updateCases,
  type UpdatableSpec,
} from '../documentCases.ts';
import { allFixed, exactly, now, oneOf } from '../fields.ts';
import { denied, type Policy } from '../policyCase.ts';
import { OTHER, OWNER, byEverybody } from '../everybody.ts';

const path = notificationPath(OWNER, 'n1');
const notificationFields = allFixed({
  type: oneOf(NOTIFICATION_TYPES),
  groupId: exactly('g1'),
  groupTitle: exactly('Chess'),
  actorId: exactly(OTHER),
  actorName: exactly('Other'),
  subjectId: exactly('s1'),
  createdAt: now(),
  expiresAt: now(),
});
const notification: UpdatableSpec = {
  what: 'a notification',
  by: OWNER,
  given: () => ({}),
  path: () => path,
  // It is marked read, to now.
  fields: {
    ...notificationFields,
    readAt: { ...now(), stored: null, bad: [new Date(0), 'now', true] },
  },
  update: { readAt: serverTimestamp() },
};
const unread = { [path]: storedDocument(notification) };
const read = { [path]: { ...storedDocument(notification), readAt: new Date() } };

export const notifications: Policy = {
  of: 'users/{uid}/notifications/{notificationId}',
  cases: [
    ...byEverybody('get a notification', unread, (firestore) => getDoc(doc(firestore, path)), [
      OWNER,
    ]),
    ...byEverybody(
      'list notifications',
      unread,
      (firestore) => getDocs(collection(firestore, 'users/owner/notifications')),
      [OWNER],
    ),
    ...byEverybody(
      'list notifications of all users',
      unread,
      (firestore) => getDocs(collectionGroup(firestore, 'notifications')),
      [],
    ),
    ...byEverybody(
      'create a notification',
      { [path]: null },
      (firestore) =>
        setDoc(doc(firestore, path), { ...createdDocument(notification), readAt: null }),
      [],
    ),
    ...byEverybody(
      'mark a notification read',
      unread,
      (firestore) => updateDoc(doc(firestore, path), notification.update),
      [OWNER],
    ),
    ...byEverybody(
      'delete a notification',
      unread,
      (firestore) => deleteDoc(doc(firestore, path)),
      [OWNER],
    ),
    ...updateCases(notification),
    missingCase(notification),
    denied({
      name: 'refuses to mark a notification read twice',
      by: OWNER,
      given: () => read,
      does: (firestore) => updateDoc(doc(firestore, path), notification.update),
    }),
    denied({
      name: 'refuses to mark a notification unread',
      by: OWNER,
      given: () => read,
      does: (firestore) => updateDoc(doc(firestore, path), { readAt: null }),
    }),
  ],
};
