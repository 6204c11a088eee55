/** Invites and roles: the notifications of the user and of their inviter. */
import { describe, expect, test } from '@jest/globals';
import { notificationSchema } from '@firegroups/model/schemas';
import { Timestamp } from 'firebase-admin/firestore';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import {
  deliver as deliverTo,
  deletionOf,
  eventOf,
  type WrittenEvent,
} from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { PARAMETERS } from '../../testing/src/harness/parameters.ts';
import { userPath } from '@firegroups/model';

useAdmin('members');

const deliver = (event: WrittenEvent, times?: number) => deliverTo(memberWritten, event, times);
const DAY = 24 * 60 * 60 * 1000;

/** The ways in which an invite ends. */
const ENDINGS = [
  ['accepted', (group: GroupFixture) => group.join('bob')],
  ['declined or revoked', (group: GroupFixture) => group.endMembership('bob')],
  ['ended by a ban', (group: GroupFixture) => group.ban('bob')],
] as const;

describe('group_invite', () => {
  test('notifies the invited user, and nobody else', async () => {
    const group = await GroupFixture.create();
    await deliver(await group.invite('bob'));
    expect(await group.notificationsOf('bob')).toEqual([
      group.notification('group_invite', { actor: 'mia' }),
    ]);
    expect(await group.notifiedAmong(['cleo', 'ada', 'mia'])).toEqual([]);
  });

  test('is unread, and expires after as many days as the parameter says', async () => {
    const group = await GroupFixture.create();
    await deliver(await group.invite('bob'));
    const [stored] = await group.notificationDocs('bob');
    const { createdAt, readAt, expiresAt } = notificationSchema.parse(stored!.data());
    expect(readAt).toBeNull();
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(
      Number(PARAMETERS.NOTIFICATION_RETENTION_DAYS) * DAY,
    );
  });

  test('has no actorName if the inviter has no profile', async () => {
    const group = await GroupFixture.create();
    const invited = await group.invite('bob');
    await deletionOf(userPath(group.uid('mia')));
    await deliver(invited);
    expect(await group.notificationsOf('bob')).toMatchObject([
      { actorId: group.uid('mia'), actorName: null },
    ]);
  });

  test('delivered again writes no second notification and leaves a read one read', async () => {
    const group = await GroupFixture.create();
    const invited = await group.invite('bob');
    await deliver(invited);
    const [first] = await group.notificationDocs('bob');
    await first!.ref.update({ readAt: Timestamp.now() });
    await deliver(invited, 2);
    const after = await group.notificationDocs('bob');
    expect(after).toHaveLength(1);
    expect(after[0]!.get('readAt')).not.toBeNull();
  });

  test('delivered eight times at once writes one notification', async () => {
    const group = await GroupFixture.create();
    const invited = await group.invite('bob');
    await Promise.all(Array.from({ length: 8 }, () => deliver(invited)));
    expect(await group.notificationDocs('bob')).toHaveLength(1);
  });

  test.each(ENDINGS)('is deleted when the invite is %s', async (_how, end) => {
    const group = await GroupFixture.create();
    await deliver(await group.invite('bob'));
    expect(await group.notificationDocs('bob')).toHaveLength(1);
    await deliver(await end(group), 2);
    expect(await group.notificationDocs('bob')).toEqual([]);
  });

  test.each(ENDINGS)('notifies nobody if it arrives after the invite was %s', async (_how, end) => {
    const group = await GroupFixture.create();
    const invited = await group.invite('bob');
    await deliver(await end(group));
    await deliver(invited);
    expect(await group.notificationDocs('bob')).toEqual([]);
  });

  test('a second invite after a decline has a new, unread notification, even if events of the first arrive late', async () => {
    const group = await GroupFixture.create();
    const first = await group.invite('bob');
    await deliver(first);
    const [stored] = await group.notificationDocs('bob');
    await stored!.ref.update({ readAt: Timestamp.now() });
    const declined = await group.endMembership('bob');
    const second = await group.invite('bob');
    await deliver(second);
    await deliver(declined);
    await deliver(first);
    const readAt = (await group.notificationDocs('bob')).map(
      (notification) => notification.get('readAt') as unknown,
    );
    expect(readAt).toEqual([null]);
  });

  test('does not notify a user who turned it off, but notifies a user who turned only the push off', async () => {
    const group = await GroupFixture.create();
    await group.choose('bob', 'group_invite', { inApp: false, push: true });
    await group.choose('dan', 'group_invite', { inApp: true, push: false });
    await group.choose('eva', 'join_request', { inApp: false, push: false });
    for (const name of ['bob', 'dan', 'eva']) await deliver(await group.invite(name));
    expect(await group.notifiedAmong(['bob', 'dan', 'eva'])).toEqual(['dan', 'eva']);
  });

  test('notifies nobody in a group that is being deleted', async () => {
    const group = await GroupFixture.create();
    const invited = await group.invite('bob');
    await group.update({ deletedAt: Timestamp.now() });
    await deliver(invited);
    expect(await group.notificationDocs('bob')).toEqual([]);
  });
});

describe('invite_accepted', () => {
  test('notifies the inviter once', async () => {
    const group = await GroupFixture.create();
    await group.invite('bob');
    await deliver(await group.join('bob'), 2);
    expect(await group.notificationsOf('mia')).toEqual([
      group.notification('invite_accepted', { actor: 'bob', subjectId: group.uid('bob') }),
    ]);
    expect(await group.notifiedAmong(['cleo', 'ada', 'bob'])).toEqual([]);
  });

  test.each([
    ['has left', (group: GroupFixture) => group.endMembership('mia')],
    ['is banned', (group: GroupFixture) => group.ban('mia')],
  ])('does not notify an inviter who %s', async (_state, end) => {
    const group = await GroupFixture.create();
    await group.invite('bob');
    await end(group);
    await deliver(await group.join('bob'));
    expect(await group.notificationDocs('mia')).toEqual([]);
  });

  test('notifies again when the same user accepts another invite after leaving', async () => {
    const group = await GroupFixture.create();
    for (let i = 0; i < 2; i++) {
      await group.invite('bob');
      await deliver(await group.join('bob'));
      await group.endMembership('bob');
    }
    expect(await group.notifiedAmong(['mia'])).toEqual(['mia', 'mia']);
  });
});

describe('role_changed', () => {
  test.each([
    ['promotion', 'mia', 'admin'],
    ['demotion', 'ada', 'member'],
  ] as const)('notifies the member of a %s once, and nobody else', async (_change, name, role) => {
    const group = await GroupFixture.create();
    await deliver(await group.setRole(name, role), 2);
    expect(await group.notificationsOf(name)).toEqual([
      group.notification('role_changed', { actor: 'cleo' }),
    ]);
    const others = ['cleo', 'ada', 'mia'].filter((other) => other !== name);
    expect(await group.notifiedAmong(others)).toEqual([]);
  });

  test('notifies of each change', async () => {
    const group = await GroupFixture.create();
    const changes = [await group.setRole('mia', 'admin'), await group.setRole('mia', 'member')];
    for (const change of changes) await deliver(change);
    expect(await group.notifiedAmong(['mia'])).toEqual(['mia', 'mia']);
  });

  test('names who promoted, also to an admin who has become the creator in the meantime', async () => {
    const group = await GroupFixture.create();
    const promoted = await group.setRole('mia', 'admin');
    await group.update({ creatorId: group.uid('mia') });
    await deliver(promoted);
    expect(await group.notificationsOf('mia')).toEqual([
      group.notification('role_changed', { actor: 'cleo' }),
    ]);
  });

  test('does not notify an admin who was banned, or a member who left', async () => {
    const group = await GroupFixture.create();
    const promoted = await group.setRole('mia', 'admin');
    await deliver(await group.ban('ada'));
    await group.endMembership('mia');
    await deliver(promoted);
    expect(await group.notifiedAmong(['ada', 'mia'])).toEqual([]);
  });

  test('does not notify a member who sets the notify level', async () => {
    const group = await GroupFixture.create();
    await deliver(await eventOf(group.memberPath('mia'), () => group.turnPushesOff('mia')));
    expect(await group.notificationDocs('mia')).toEqual([]);
  });
});
