/** Requests to join: the notifications of the admins, and of the requester after the approval. */
import { describe, expect, test } from '@jest/globals';
import { Timestamp } from 'firebase-admin/firestore';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import {
  deliver as deliverTo,
  eventOf,
  type WrittenEvent,
} from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';

useAdmin('requests');

const deliver = (event: WrittenEvent, times?: number) => deliverTo(memberWritten, event, times);

describe('join_request', () => {
  test('notifies the creator and each admin once, and nobody else', async () => {
    const group = await GroupFixture.create();
    await group.invite('dan');
    await deliver(await group.requestToJoin('bob'), 2);
    for (const name of ['cleo', 'ada']) {
      expect(await group.notificationsOf(name)).toEqual([
        group.notification('join_request', { actor: 'bob', subjectId: group.uid('bob') }),
      ]);
    }
    expect(await group.notifiedAmong(['mia', 'bob', 'dan'])).toEqual([]);
  });

  test('does not notify an admin who was banned or demoted before', async () => {
    const group = await GroupFixture.create();
    await group.setRole('mia', 'admin');
    const requested = await group.requestToJoin('bob');
    await group.ban('ada');
    await group.setRole('mia', 'member');
    await deliver(requested);
    expect(await group.notifiedAmong(['cleo', 'ada', 'mia'])).toEqual(['cleo']);
  });

  test('leaves a read notification read', async () => {
    const group = await GroupFixture.create();
    const requested = await group.requestToJoin('bob');
    await deliver(requested);
    const [stored] = await group.notificationDocs('cleo');
    await stored!.ref.update({ readAt: Timestamp.now() });
    await deliver(requested);
    const [after] = await group.notificationDocs('cleo');
    expect(after!.get('readAt')).not.toBeNull();
  });

  test('delivered again, notifies an admin who was not notified before', async () => {
    const group = await GroupFixture.create();
    const requested = await group.requestToJoin('bob');
    await deliver(requested);
    await group.setRole('mia', 'admin');
    await deliver(requested);
    expect(await group.notifiedAmong(['cleo', 'ada', 'mia'])).toEqual(['cleo', 'ada', 'mia']);
  });

  test.each([
    ['approved', (group: GroupFixture) => group.join('bob')],
    ['rejected or withdrawn', (group: GroupFixture) => group.endMembership('bob')],
    ['ended by a ban', (group: GroupFixture) => group.ban('bob')],
  ])(
    'is deleted for everyone, also for a former admin, and not written again, when the request is %s',
    async (_how, end) => {
      const group = await GroupFixture.create();
      const requested = await group.requestToJoin('bob');
      await deliver(requested);
      await group.setRole('ada', 'member');
      expect(await group.notifiedAmong(['cleo', 'ada'])).toEqual(['cleo', 'ada']);
      await deliver(await end(group), 2);
      await deliver(requested);
      expect(await group.notifiedAmong(['cleo', 'ada'])).toEqual([]);
    },
  );

  test('keeps the notifications of other requests, also of the same user’s next one', async () => {
    const group = await GroupFixture.create();
    await deliver(await group.requestToJoin('bob'));
    await deliver(await group.requestToJoin('dan'));
    const withdrawn = await group.endMembership('bob');
    await deliver(await group.requestToJoin('bob'));
    await deliver(withdrawn);
    const requesters = (await group.notificationsOf('cleo')).map(({ actorName }) => actorName);
    expect(requesters.sort()).toEqual(['bob', 'dan']);
  });

  test('keeps the notifications of the same user’s request in another group', async () => {
    const [one, other] = [await GroupFixture.create(), await GroupFixture.create({}, 'g0-')];
    await deliver(await one.requestToJoin('bob'));
    await deliver(await other.requestToJoin('bob'));
    await deliver(await one.endMembership('bob'));
    expect(await other.notifiedAmong(['cleo', 'ada'])).toEqual(['cleo', 'ada']);
  });

  test('does not notify an admin who turned it off', async () => {
    const group = await GroupFixture.create();
    await group.choose('ada', 'join_request', { inApp: false, push: false });
    await deliver(await group.requestToJoin('bob'));
    expect(await group.notifiedAmong(['cleo', 'ada'])).toEqual(['cleo']);
  });

  test('notifies nobody in a group that is being deleted', async () => {
    const group = await GroupFixture.create();
    const requested = await group.requestToJoin('bob');
    await group.update({ deletedAt: Timestamp.now() });
    await deliver(requested);
    expect(await group.notifiedAmong(['cleo', 'ada'])).toEqual([]);
  });
});

describe('join_approved', () => {
  test('notifies the requester once, names the admin who approved, and notifies nobody else', async () => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    await deliver(await group.join('bob', 'ada'), 2);
    expect(await group.notificationsOf('bob')).toEqual([
      group.notification('join_approved', { actor: 'ada' }),
    ]);
    expect(await group.notifiedAmong(['cleo', 'ada', 'mia'])).toEqual([]);
  });

  test.each([
    ['left', (group: GroupFixture) => group.endMembership('bob')],
    ['was banned', (group: GroupFixture) => group.ban('bob')],
  ])('does not notify a requester who %s', async (_state, end) => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    const approved = await group.join('bob');
    await end(group);
    await deliver(approved);
    expect(await group.notificationDocs('bob')).toEqual([]);
  });

  test('does not notify a user who joins an open group', async () => {
    const group = await GroupFixture.create({ joinPolicy: 'open' });
    const join = () => group.addMember('bob', MEMBERSHIP_STATES.member);
    await deliver(await eventOf(group.memberPath('bob'), join));
    expect(await group.notifiedAmong(['bob', 'cleo', 'ada', 'mia'])).toEqual([]);
  });
});
