/** Requests to join: what follows from them for the staff, and from their approval for who asked. */
import { describe, expect, test } from '@jest/globals';
import { Timestamp } from 'firebase-admin/firestore';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { deliver as deliverTo, type WrittenEvent } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';

useAdmin('requests');

const deliver = (event: WrittenEvent, times?: number) => deliverTo(memberWritten, event, times);

describe('join_request', () => {
  test('tells the creator and every admin, once each, and nobody else', async () => {
    const group = await GroupFixture.open();
    await group.invites('dan');
    await deliver(await group.asks('bob'), 2);
    for (const name of ['cleo', 'ada']) {
      expect(await group.told(name)).toEqual([
        {
          type: 'join_request',
          groupId: group.id,
          groupTitle: 'Chess club',
          actorId: group.uid('bob'),
          actorName: 'bob',
          subjectId: group.uid('bob'),
        },
      ]);
    }
    expect(await group.whoWasNotified(['mia', 'bob', 'dan'])).toEqual([]);
  });

  test('is not told to an admin who is banned, or was demoted before', async () => {
    const group = await GroupFixture.open();
    await group.getsRole('mia', 'admin');
    const asked = await group.asks('bob');
    await group.isBanned('ada');
    await group.getsRole('mia', 'member');
    await deliver(asked);
    expect(await group.whoWasNotified(['cleo', 'ada', 'mia'])).toEqual(['cleo']);
  });

  test('a read one stays read', async () => {
    const group = await GroupFixture.open();
    const asked = await group.asks('bob');
    await deliver(asked);
    const [told] = await group.notificationsOf('cleo');
    await told!.ref.update({ readAt: Timestamp.now() });
    await deliver(asked);
    const [after] = await group.notificationsOf('cleo');
    expect(after!.get('readAt')).not.toBeNull();
  });

  test('one that an admin has not got, though others have, comes with the next delivery', async () => {
    const group = await GroupFixture.open();
    const asked = await group.asks('bob');
    await deliver(asked);
    await group.getsRole('mia', 'admin');
    await deliver(asked);
    expect(await group.whoWasNotified(['cleo', 'ada', 'mia'])).toEqual(['cleo', 'ada', 'mia']);
  });

  test.each([
    ['approved', (group: GroupFixture) => group.comesIn('bob')],
    ['rejected or withdrawn', (group: GroupFixture) => group.goes('bob')],
    ['ended by a ban', (group: GroupFixture) => group.isBanned('bob')],
  ])(
    'that is %s is gone, also with who is staff no more, and does not come back',
    async (_how, end) => {
      const group = await GroupFixture.open();
      const asked = await group.asks('bob');
      await deliver(asked);
      await group.getsRole('ada', 'member');
      expect(await group.whoWasNotified(['cleo', 'ada'])).toEqual(['cleo', 'ada']);
      await deliver(await end(group), 2);
      await deliver(asked);
      expect(await group.whoWasNotified(['cleo', 'ada'])).toEqual([]);
    },
  );

  test('leaves the notifications of other requests alone, and of the same user’s next one', async () => {
    const group = await GroupFixture.open();
    await deliver(await group.asks('bob'));
    await deliver(await group.asks('dan'));
    const withdrawn = await group.goes('bob');
    await deliver(await group.asks('bob'));
    await deliver(withdrawn);
    const requesters = (await group.told('cleo')).map(({ actorName }) => actorName);
    expect(requesters.sort()).toEqual(['bob', 'dan']);
  });

  test('leaves the same user’s request to another group alone', async () => {
    const [one, other] = [await GroupFixture.open(), await GroupFixture.open({}, 'g0-')];
    await deliver(await one.asks('bob'));
    await deliver(await other.asks('bob'));
    await deliver(await one.goes('bob'));
    expect(await other.whoWasNotified(['cleo', 'ada'])).toEqual(['cleo', 'ada']);
  });

  test('is not told to staff who want none', async () => {
    const group = await GroupFixture.open();
    await group.chooses('ada', 'join_request', { inApp: false, push: false });
    await deliver(await group.asks('bob'));
    expect(await group.whoWasNotified(['cleo', 'ada'])).toEqual(['cleo']);
  });

  test('is not told of a group that is being erased', async () => {
    const group = await GroupFixture.open();
    const asked = await group.asks('bob');
    await group.changes({ deletedAt: Timestamp.now() });
    await deliver(asked);
    expect(await group.whoWasNotified(['cleo', 'ada'])).toEqual([]);
  });
});

describe('join_approved', () => {
  test('tells who asked, once, in the name of the group’s creator, and nobody else', async () => {
    const group = await GroupFixture.open();
    await group.asks('bob');
    await deliver(await group.comesIn('bob'), 2);
    expect(await group.told('bob')).toEqual([
      {
        type: 'join_approved',
        groupId: group.id,
        groupTitle: 'Chess club',
        actorId: group.uid('cleo'),
        actorName: null,
        subjectId: null,
      },
    ]);
    expect(await group.whoWasNotified(['cleo', 'ada', 'mia'])).toEqual([]);
  });

  test.each([
    ['has left', (group: GroupFixture) => group.goes('bob')],
    ['is banned', (group: GroupFixture) => group.isBanned('bob')],
  ])('is not told to who %s since', async (_why, end) => {
    const group = await GroupFixture.open();
    await group.asks('bob');
    const approved = await group.comesIn('bob');
    await end(group);
    await deliver(approved);
    expect(await group.notificationsOf('bob')).toEqual([]);
  });

  test('is not told to who joins an open group', async () => {
    const group = await GroupFixture.open({ joinPolicy: 'open' });
    const { memberPath } = group;
    const before = await group.ref.firestore.doc(memberPath('bob')).get();
    await group.put('bob', { status: 'joined', role: 'member', invitedBy: null });
    const after = await group.ref.firestore.doc(memberPath('bob')).get();
    await deliver({ data: { before, after }, params: { groupId: group.id } });
    expect(await group.whoWasNotified(['bob', 'cleo', 'ada', 'mia'])).toEqual([]);
  });
});
