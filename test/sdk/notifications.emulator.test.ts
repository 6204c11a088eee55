/** The user's notifications, which the functions write. */
import { describe, expect, test } from '@jest/globals';
import { getDoc, getDocs } from 'firebase/firestore';
import {
  createGroup,
  deleteNotification,
  inviteUser,
  markAllNotificationsRead,
  markNotificationRead,
  notificationRef,
  notificationsQuery,
  type Notification,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { showList } from '../../testing/src/clients/shown.ts';

const users = registerUsers(usePeople(), 'cleo', 'mia', 'max', 'sid');

/** Cleo invites the user to that many groups. Resolves with the notifications. */
async function notify({ fg, uid }: Person, times: number): Promise<Notification[]> {
  const bell = await showList(notificationsQuery(fg));
  for (let i = 0; i < times; i++) {
    await inviteUser(users.cleo.fg, await createGroup(users.cleo.fg, { title: `Club ${i}` }), uid);
  }
  const notifications = await bell.until((all) => all.length === times);
  bell.stop();
  return notifications;
}

test('markNotificationRead marks a notification once, which is then no longer unread', async () => {
  const { fg } = users.mia;
  const [one, other] = await notify(users.mia, 2);
  const unread = await showList(notificationsQuery(fg, { unreadOnly: true }));
  await unread.until((all) => all.length === 2);
  await markNotificationRead(fg, one!.id);
  expect((await unread.until((all) => all.length === 1))[0]?.id).toBe(other!.id);
  unread.stop();
  const readAt = async () => (await getDoc(notificationRef(fg, one!.id))).data()?.readAt;
  const first = await readAt();
  expect(first).toBeInstanceOf(Date);
  await markNotificationRead(fg, one!.id);
  expect(await readAt()).toEqual(first);
});

test('markAllNotificationsRead marks all existing notifications', async () => {
  const { fg } = users.max;
  const notifications = await notify(users.max, 3);
  await markNotificationRead(fg, notifications[1]!.id);
  await markAllNotificationsRead(fg);
  expect((await getDocs(notificationsQuery(fg, { unreadOnly: true }))).size).toBe(0);
  const all = (await getDocs(notificationsQuery(fg))).docs.map((one) => one.data());
  expect(all.map(({ id }) => id)).toEqual(notifications.map(({ id }) => id));
  expect(all.every(({ readAt }) => readAt instanceof Date)).toBe(true);
  await expect(markAllNotificationsRead(fg)).resolves.toBeUndefined();
});

describe('deleteNotification', () => {
  test('removes a notification; one that does not exist is no error', async () => {
    const { fg } = users.sid;
    const [one] = await notify(users.sid, 1);
    const bell = await showList(notificationsQuery(fg));
    await bell.until((all) => all.length === 1);
    await deleteNotification(fg, one!.id);
    await bell.until((all) => all.length === 0);
    bell.stop();
    await expect(deleteNotification(fg, one!.id)).resolves.toBeUndefined();
    await expectReason(markNotificationRead(fg, one!.id), 'not-found', /Check the ids/);
  });
});
