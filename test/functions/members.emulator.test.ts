/** Invites and roles: what follows from a membership for the one whom it is about, and for who invited them. */
import { describe, expect, test } from '@jest/globals';
import { notificationSchema } from '@firegroups/model/schemas';
import { Timestamp } from 'firebase-admin/firestore';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import {
  deliver as deliverTo,
  deletionOf,
  type WrittenEvent,
} from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { userPath } from '@firegroups/model';

useAdmin('members');

const deliver = (event: WrittenEvent, times?: number) => deliverTo(memberWritten, event, times);
const DAY = 24 * 60 * 60 * 1000;

/** The ways in which an invite or a request ends. */
const ENDINGS = [
  ['accepted', (group: GroupFixture) => group.comesIn('bob')],
  ['declined or revoked', (group: GroupFixture) => group.goes('bob')],
  ['ended by a ban', (group: GroupFixture) => group.isBanned('bob')],
] as const;

describe('group_invite', () => {
  test('tells the invited user who invited them to what, and nobody else', async () => {
    const group = await GroupFixture.open();
    await deliver(await group.invites('bob'));
    expect(await group.told('bob')).toEqual([
      {
        type: 'group_invite',
        groupId: group.id,
        groupTitle: 'Chess club',
        actorId: group.uid('mia'),
        actorName: 'mia',
        subjectId: null,
      },
    ]);
    expect(await group.whoWasNotified(['cleo', 'ada', 'mia'])).toEqual([]);
  });

  test('is unread, and expires after as many days as the parameter says', async () => {
    const group = await GroupFixture.open();
    await deliver(await group.invites('bob'));
    const [told] = await group.notificationsOf('bob');
    const { createdAt, readAt, expiresAt } = notificationSchema.parse(told!.data());
    expect(readAt).toBeNull();
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(90 * DAY);
  });

  test('names nobody where the profile of who invited is gone', async () => {
    const group = await GroupFixture.open();
    const invited = await group.invites('bob');
    await deletionOf(userPath(group.uid('mia')));
    await deliver(invited);
    expect(await group.told('bob')).toMatchObject([{ actorId: group.uid('mia'), actorName: null }]);
  });

  test('delivered twice makes one notification, and leaves a read one read', async () => {
    const group = await GroupFixture.open();
    const invited = await group.invites('bob');
    await deliver(invited);
    const [first] = await group.notificationsOf('bob');
    await first!.ref.update({ readAt: Timestamp.now() });
    await deliver(invited, 2);
    const after = await group.notificationsOf('bob');
    expect(after).toHaveLength(1);
    expect(after[0]!.get('readAt')).not.toBeNull();
  });

  test('delivered eight times at once makes one notification', async () => {
    const group = await GroupFixture.open();
    const invited = await group.invites('bob');
    await Promise.all(Array.from({ length: 8 }, () => deliver(invited)));
    expect(await group.notificationsOf('bob')).toHaveLength(1);
  });

  test.each(ENDINGS)('that is %s is gone', async (_how, end) => {
    const group = await GroupFixture.open();
    await deliver(await group.invites('bob'));
    expect(await group.notificationsOf('bob')).toHaveLength(1);
    await deliver(await end(group), 2);
    expect(await group.notificationsOf('bob')).toEqual([]);
  });

  test.each(ENDINGS)('told after it was %s tells nobody', async (_how, end) => {
    const group = await GroupFixture.open();
    const invited = await group.invites('bob');
    await deliver(await end(group));
    await deliver(invited);
    expect(await group.notificationsOf('bob')).toEqual([]);
  });

  test('a second one after a decline is new and unread, whatever of the first comes late', async () => {
    const group = await GroupFixture.open();
    const first = await group.invites('bob');
    await deliver(first);
    const [told] = await group.notificationsOf('bob');
    await told!.ref.update({ readAt: Timestamp.now() });
    const declined = await group.goes('bob');
    const second = await group.invites('bob');
    await deliver(second);
    await deliver(declined);
    await deliver(first);
    const readAt = (await group.notificationsOf('bob')).map(
      (notification) => notification.get('readAt') as unknown,
    );
    expect(readAt).toEqual([null]);
  });

  test('is not told to who wants none, but to who wants no push', async () => {
    const group = await GroupFixture.open();
    await group.chooses('bob', 'group_invite', { inApp: false, push: true });
    await group.chooses('dan', 'group_invite', { inApp: true, push: false });
    await group.chooses('eva', 'join_request', { inApp: false, push: false });
    for (const name of ['bob', 'dan', 'eva']) await deliver(await group.invites(name));
    expect(await group.whoWasNotified(['bob', 'dan', 'eva'])).toEqual(['dan', 'eva']);
  });

  test('is not told of a group that is being erased', async () => {
    const group = await GroupFixture.open();
    const invited = await group.invites('bob');
    await group.changes({ deletedAt: Timestamp.now() });
    await deliver(invited);
    expect(await group.notificationsOf('bob')).toEqual([]);
  });
});

describe('invite_accepted', () => {
  test('tells the inviter who came in, once', async () => {
    const group = await GroupFixture.open();
    await group.invites('bob');
    await deliver(await group.comesIn('bob'), 2);
    expect(await group.told('mia')).toEqual([
      {
        type: 'invite_accepted',
        groupId: group.id,
        groupTitle: 'Chess club',
        actorId: group.uid('bob'),
        actorName: 'bob',
        subjectId: group.uid('bob'),
      },
    ]);
    expect(await group.whoWasNotified(['cleo', 'ada', 'bob'])).toEqual([]);
  });

  test.each([
    ['has left', (group: GroupFixture) => group.goes('mia')],
    ['is banned', (group: GroupFixture) => group.isBanned('mia')],
  ])('is not told to an inviter who %s', async (_why, end) => {
    const group = await GroupFixture.open();
    await group.invites('bob');
    await end(group);
    await deliver(await group.comesIn('bob'));
    expect(await group.notificationsOf('mia')).toEqual([]);
  });

  test('is told again when the same user accepts another invite, after leaving', async () => {
    const group = await GroupFixture.open();
    for (let i = 0; i < 2; i++) {
      await group.invites('bob');
      await deliver(await group.comesIn('bob'));
      await group.goes('bob');
    }
    expect(await group.whoWasNotified(['mia'])).toEqual(['mia', 'mia']);
  });
});

describe('role_changed', () => {
  test.each([
    ['promotion', 'mia', 'admin'],
    ['demotion', 'ada', 'member'],
  ] as const)('tells the member of a %s, once, and nobody else', async (_what, name, role) => {
    const group = await GroupFixture.open();
    await deliver(await group.getsRole(name, role), 2);
    expect(await group.told(name)).toEqual([
      {
        type: 'role_changed',
        groupId: group.id,
        groupTitle: 'Chess club',
        actorId: group.uid('cleo'),
        actorName: 'cleo',
        subjectId: null,
      },
    ]);
    const others = ['cleo', 'ada', 'mia'].filter((other) => other !== name);
    expect(await group.whoWasNotified(others)).toEqual([]);
  });

  test('each change is told', async () => {
    const group = await GroupFixture.open();
    const changes = [await group.getsRole('mia', 'admin'), await group.getsRole('mia', 'member')];
    for (const change of changes) await deliver(change);
    expect(await group.whoWasNotified(['mia'])).toEqual(['mia', 'mia']);
  });

  test('an admin who is banned is not told, nor one who has left', async () => {
    const group = await GroupFixture.open();
    const promoted = await group.getsRole('mia', 'admin');
    await deliver(await group.isBanned('ada'));
    await group.goes('mia');
    await deliver(promoted);
    expect(await group.whoWasNotified(['ada', 'mia'])).toEqual([]);
  });

  test('a member who mutes the group is not told of it', async () => {
    const group = await GroupFixture.open();
    const { memberPath, ref } = group;
    const before = await ref.firestore.doc(memberPath('mia')).get();
    await group.mutes('mia');
    const after = await ref.firestore.doc(memberPath('mia')).get();
    await deliver({ data: { before, after }, params: { groupId: group.id } });
    expect(await group.notificationsOf('mia')).toEqual([]);
  });
});
