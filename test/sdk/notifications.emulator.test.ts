/** A user's own notifications, which the functions write in the emulator. */
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
import { expectReason } from '../../testing/src/clients/refusal.ts';
import { showList } from '../../testing/src/clients/shown.ts';

const cast = registerUsers(usePeople(), 'cleo', 'mia', 'max', 'sid');

/** Has Cleo invite somebody to that many groups, and waits until they are told. */
async function tell({ fg, uid }: Person, times: number): Promise<Notification[]> {
  const bell = await showList(notificationsQuery(fg));
  for (let i = 0; i < times; i++) {
    await inviteUser(cast.cleo.fg, await createGroup(cast.cleo.fg, { title: `Club ${i}` }), uid);
  }
  const told = await bell.until((all) => all.length === times);
  bell.stop();
  return told;
}

test('markNotificationRead marks one, once, and it leaves the unread', async () => {
  const { fg } = cast.mia;
  const [one, other] = await tell(cast.mia, 2);
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

test('markAllNotificationsRead marks all that are there', async () => {
  const { fg } = cast.max;
  const told = await tell(cast.max, 3);
  await markNotificationRead(fg, told[1]!.id);
  await markAllNotificationsRead(fg);
  expect((await getDocs(notificationsQuery(fg, { unreadOnly: true }))).size).toBe(0);
  const all = (await getDocs(notificationsQuery(fg))).docs.map((one) => one.data());
  expect(all.map(({ id }) => id)).toEqual(told.map(({ id }) => id));
  expect(all.every(({ readAt }) => readAt instanceof Date)).toBe(true);
  await expect(markAllNotificationsRead(fg)).resolves.toBeUndefined();
});

describe('deleteNotification', () => {
  test('takes it off the list; one that is gone already is no error', async () => {
    const { fg } = cast.sid;
    const [one] = await tell(cast.sid, 1);
    const bell = await showList(notificationsQuery(fg));
    await bell.until((all) => all.length === 1);
    await deleteNotification(fg, one!.id);
    await bell.until((all) => all.length === 0);
    bell.stop();
    await expect(deleteNotification(fg, one!.id)).resolves.toBeUndefined();
    await expectReason(markNotificationRead(fg, one!.id), 'not-found', /check the ids/);
  });
});
