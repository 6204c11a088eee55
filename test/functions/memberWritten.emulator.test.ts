import { describe, expect, test } from '@jest/globals';
import {
  groupPath,
  memberPath,
  membersPath,
  notificationsPath,
  settingsPath,
  userPath,
  type Membership,
} from '@firegroups/model';
import { notificationSchema } from '@firegroups/model/schemas';
import { Timestamp } from 'firebase-admin/firestore';
import { memberWritten } from '../../functions/src/triggers/memberWritten.ts';
import { useAdmin } from '../support/admin.ts';
import { storedGroup, storedMember, storedUser } from '../support/documents.ts';
import { eventOf, type WrittenEvent } from '../support/events.ts';
import { STANDINGS } from '../support/standings.ts';

const firestore = useAdmin('members');
let groups = 0;

type Event = WrittenEvent<Record<string, string>>;

/** Delivers an event to the handler, as often as told. */
async function deliver(event: Event, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await memberWritten(event as never);
}

/** A group of its own with Cleo its creator, Ada an admin and Mia a member. */
async function newGroup(): Promise<string> {
  const groupId = `g${groups++}`;
  await firestore()
    .doc(groupPath(groupId))
    .set(storedGroup(uidIn(groupId, 'cleo')));
  const members = { cleo: STANDINGS.creator, ada: STANDINGS.admin, mia: STANDINGS.member };
  for (const [name, membership] of Object.entries(members)) await put(groupId, name, membership);
  return groupId;
}

/** People are a group's own too, so that nobody's notifications are another test's. */
const uidIn = (groupId: string, name: string) => `${name}-${groupId}`;

async function put(groupId: string, name: string, membership: Membership): Promise<void> {
  const uid = uidIn(groupId, name);
  await firestore().doc(userPath(uid)).set(storedUser(name));
  await firestore()
    .doc(memberPath(groupId, uid))
    .set(storedMember(groupId, uid, membership));
}

const pathOf = (groupId: string, name: string) => memberPath(groupId, uidIn(groupId, name));

const invite = (groupId: string, name: string) =>
  eventOf(pathOf(groupId, name), () =>
    put(groupId, name, { ...STANDINGS.invited, invitedBy: uidIn(groupId, 'mia') }),
  );
const request = (groupId: string, name: string) =>
  eventOf(pathOf(groupId, name), () => put(groupId, name, STANDINGS.waiting));
const joins = (groupId: string, name: string) =>
  eventOf(pathOf(groupId, name), () =>
    firestore().doc(pathOf(groupId, name)).update({ status: 'joined', joinedAt: Timestamp.now() }),
  );
const ends = (groupId: string, name: string) =>
  eventOf(pathOf(groupId, name), () => firestore().doc(pathOf(groupId, name)).delete());

async function notificationsOf(groupId: string, name: string) {
  const found = await firestore()
    .collection(notificationsPath(uidIn(groupId, name)))
    .get();
  return found.docs;
}

async function memberCountOf(groupId: string): Promise<unknown> {
  return (await firestore().doc(groupPath(groupId)).get()).get('memberCount');
}

async function joinedIn(groupId: string): Promise<number> {
  const joined = firestore().collection(membersPath(groupId)).where('status', '==', 'joined');
  return (await joined.count().get()).data().count;
}

describe('an invite', () => {
  test('tells the invited user who invited them to what', async () => {
    const groupId = await newGroup();
    await deliver(await invite(groupId, 'bob'));
    const [notification] = await notificationsOf(groupId, 'bob');
    const { createdAt, expiresAt, ...rest } = notificationSchema.parse(notification?.data());
    expect(rest).toEqual({
      type: 'group_invite',
      groupId,
      groupTitle: 'Chess club',
      actorId: uidIn(groupId, 'mia'),
      actorName: 'mia',
      subjectId: null,
      readAt: null,
    });
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(90 * 24 * 60 * 60 * 1000);
  });

  test('delivered twice makes one notification, and leaves a read one read', async () => {
    const groupId = await newGroup();
    const invited = await invite(groupId, 'bob');
    await deliver(invited);
    const [first] = await notificationsOf(groupId, 'bob');
    await first!.ref.update({ readAt: Timestamp.now() });
    await deliver(invited, 2);
    const after = await notificationsOf(groupId, 'bob');
    expect(after).toHaveLength(1);
    expect(after[0]!.get('readAt')).not.toBeNull();
  });

  test('delivered eight times at once makes one notification', async () => {
    const groupId = await newGroup();
    const invited = await invite(groupId, 'bob');
    await Promise.all(Array.from({ length: 8 }, () => deliver(invited)));
    expect(await notificationsOf(groupId, 'bob')).toHaveLength(1);
  });

  test.each([
    ['accepted', joins],
    ['declined or revoked', ends],
  ])('that is %s leaves no notification', async (_how, answer) => {
    const groupId = await newGroup();
    await deliver(await invite(groupId, 'bob'));
    await deliver(await answer(groupId, 'bob'), 2);
    expect(await notificationsOf(groupId, 'bob')).toEqual([]);
  });

  test.each([
    ['accepted', joins],
    ['declined or revoked', ends],
  ])('that comes after it was %s tells nobody', async (_how, answer) => {
    const groupId = await newGroup();
    const invited = await invite(groupId, 'bob');
    const answered = await answer(groupId, 'bob');
    await deliver(answered);
    await deliver(invited);
    expect(await notificationsOf(groupId, 'bob')).toEqual([]);
  });

  test('a second one after a decline is new and unread, whatever of the first comes late', async () => {
    const groupId = await newGroup();
    const first = await invite(groupId, 'bob');
    await deliver(first);
    const declined = await ends(groupId, 'bob');
    const second = await invite(groupId, 'bob');
    await deliver(second);
    await deliver(declined);
    await deliver(first);
    const notifications = await notificationsOf(groupId, 'bob');
    expect(notifications.map((notification) => notification.get('readAt') as unknown)).toEqual([
      null,
    ]);
  });

  test('is not told to who wants no such notification, or of a group that is being erased', async () => {
    const groupId = await newGroup();
    const settings = { notifications: { group_invite: { inApp: false, push: true } } };
    await firestore()
      .doc(settingsPath(uidIn(groupId, 'bob')))
      .set(settings);
    await deliver(await invite(groupId, 'bob'));
    expect(await notificationsOf(groupId, 'bob')).toEqual([]);

    const invited = await invite(groupId, 'dan');
    await firestore().doc(groupPath(groupId)).update({ deletedAt: Timestamp.now() });
    await deliver(invited);
    expect(await notificationsOf(groupId, 'dan')).toEqual([]);
  });
});

describe('a request to join', () => {
  test('tells the creator and every admin, and nobody else', async () => {
    const groupId = await newGroup();
    const requested = await request(groupId, 'bob');
    await deliver(requested, 2);
    for (const name of ['cleo', 'ada']) {
      const notifications = await notificationsOf(groupId, name);
      expect(notifications.map((notification) => notification.data())).toMatchObject([
        { type: 'join_request', actorName: 'bob', subjectId: uidIn(groupId, 'bob'), readAt: null },
      ]);
    }
    expect(await notificationsOf(groupId, 'mia')).toEqual([]);
    expect(await notificationsOf(groupId, 'bob')).toEqual([]);
  });

  test.each([
    ['approved', joins],
    ['rejected or withdrawn', ends],
  ])('that is %s leaves no notification, also with who is staff no more', async (_how, answer) => {
    const groupId = await newGroup();
    const requested = await request(groupId, 'bob');
    await deliver(requested);
    await firestore().doc(pathOf(groupId, 'ada')).update({ role: 'member' });
    const answered = await answer(groupId, 'bob');
    await deliver(answered);
    await deliver(requested);
    expect(await notificationsOf(groupId, 'cleo')).toEqual([]);
    expect(await notificationsOf(groupId, 'ada')).toEqual([]);
  });

  test('leaves the notifications of other requests alone', async () => {
    const groupId = await newGroup();
    await deliver(await request(groupId, 'bob'));
    await deliver(await request(groupId, 'dan'));
    const withdrawn = await ends(groupId, 'bob');
    await deliver(await request(groupId, 'bob'));
    await deliver(withdrawn);
    const requesters = (await notificationsOf(groupId, 'cleo')).map(
      (notification) => notification.get('actorName') as string,
    );
    expect(requesters.sort()).toEqual(['bob', 'dan']);
  });

  test('is not told to staff who want no such notification', async () => {
    const groupId = await newGroup();
    const settings = { notifications: { join_request: { inApp: false, push: false } } };
    await firestore()
      .doc(settingsPath(uidIn(groupId, 'ada')))
      .set(settings);
    await deliver(await request(groupId, 'bob'));
    expect(await notificationsOf(groupId, 'cleo')).toHaveLength(1);
    expect(await notificationsOf(groupId, 'ada')).toEqual([]);
  });
});

describe('memberCount', () => {
  test('follows who joins and leaves, however often and in what order it is told', async () => {
    const groupId = await newGroup();
    await put(groupId, 'bob', STANDINGS.waiting);
    const joined = await joins(groupId, 'bob');
    await deliver(joined, 2);
    expect(await memberCountOf(groupId)).toBe(4);
    const left = await ends(groupId, 'mia');
    await deliver(left);
    await deliver(joined);
    expect(await memberCountOf(groupId)).toBe(3);
  });

  test('is right after twenty people joined and ten left at once', async () => {
    const groupId = await newGroup();
    const names = Array.from({ length: 20 }, (_unused, i) => `guest${i}`);
    const churn = names.map(async (name, i) => {
      const joined = await eventOf(pathOf(groupId, name), () =>
        put(groupId, name, STANDINGS.member),
      );
      const left = i % 2 ? [await ends(groupId, name)] : [];
      await Promise.all([joined, ...left].map((event) => deliver(event)));
    });
    await Promise.all(churn);
    expect(await memberCountOf(groupId)).toBe(await joinedIn(groupId));
    expect(await memberCountOf(groupId)).toBe(13);
  }, 60_000);

  test('is written only where it changes', async () => {
    const groupId = await newGroup();
    await firestore().doc(groupPath(groupId)).update({ memberCount: 3 });
    const before = await firestore().doc(groupPath(groupId)).get();
    await deliver(await invite(groupId, 'bob'));
    await deliver(
      await eventOf(pathOf(groupId, 'mia'), () =>
        firestore().doc(pathOf(groupId, 'mia')).update({ muted: true }),
      ),
    );
    const after = await firestore().doc(groupPath(groupId)).get();
    expect(after.updateTime).toEqual(before.updateTime);
  });

  test('of a group that is gone is not an error', async () => {
    const groupId = await newGroup();
    const left = await ends(groupId, 'mia');
    await firestore().doc(groupPath(groupId)).delete();
    await expect(deliver(left)).resolves.toBeUndefined();
    expect((await firestore().doc(groupPath(groupId)).get()).exists).toBe(false);
  });
});
