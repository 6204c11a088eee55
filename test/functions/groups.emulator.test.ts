import { describe, expect, test } from '@jest/globals';
import { groupPath, memberPath, membersPath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import type { GroupDeletionTask } from '../../functions/src/deletion/group.ts';
import { groupWritten } from '../../functions/src/triggers/groups.ts';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { storedGroup, storedMember } from '../../testing/src/fixtures/documents.ts';
import { creationOf, deliver, updateOf } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';

const { firestore, tasks } = useAdmin('groups');

describe('groups/{groupId}', () => {
  const dataOf = async (groupId: string) =>
    (await firestore().doc(groupPath(groupId)).get()).data();
  const create = async (groupId: string) => {
    const creator = storedMember(groupId, 'cleo', MEMBERSHIP_STATES.creator);
    await firestore().doc(memberPath(groupId, 'cleo')).set(creator);
    return creationOf(groupPath(groupId), storedGroup('cleo', { title: 'Évas Club' }));
  };
  const rename = (groupId: string, title: string) => updateOf(groupPath(groupId), { title });

  test('a new group gets its search name and its one member counted, in one write', async () => {
    const created = await create('new');
    await deliver(groupWritten, created);
    expect(await dataOf('new')).toMatchObject({ titleSearch: 'evas club', memberCount: 1 });
    const { updateTime } = await firestore().doc(groupPath('new')).get();
    await deliver(groupWritten, created);
    await tasks.run();
    expect((await firestore().doc(groupPath('new')).get()).updateTime).toEqual(updateTime);
  });

  test('the search name follows the title, also where the older change is told last', async () => {
    const created = await create('renamed');
    const first = await rename('renamed', 'Go');
    const second = await rename('renamed', 'Bridge');
    await deliver(groupWritten, second);
    await deliver(groupWritten, first);
    await deliver(groupWritten, created);
    await tasks.run();
    expect(await dataOf('renamed')).toMatchObject({ titleSearch: 'bridge', memberCount: 1 });
  });

  test('a creation that is told after others have joined does not count them away', async () => {
    const created = await create('grown');
    await firestore()
      .doc(memberPath('grown', 'mia'))
      .set(storedMember('grown', 'mia', MEMBERSHIP_STATES.member));
    await rename('grown', 'Grown');
    waitFor(1000);
    await deliver(groupWritten, created);
    expect(await dataOf('grown')).toMatchObject({ memberCount: 2 });
  });

  test('a group that is gone does not come back', async () => {
    const created = await create('gone');
    await firestore().doc(groupPath('gone')).delete();
    await deliver(groupWritten, created);
    await tasks.run();
    expect(await dataOf('gone')).toBeUndefined();
  });
});

describe('joinPolicy', () => {
  const statusOf = async (group: GroupFixture, name: string) =>
    (await firestore().doc(group.memberPath(name)).get()).get('status') as unknown;

  test('that becomes open lets in all who wait, and nobody else', async () => {
    const group = await GroupFixture.open();
    await group.asks('bob');
    await group.asks('dan');
    await group.invites('eva');
    await group.put('fay', MEMBERSHIP_STATES.banned);
    await deliver(groupWritten, await group.changes({ joinPolicy: 'open' }), 2);
    const names = ['bob', 'dan', 'eva', 'fay', 'mia'];
    expect(await Promise.all(names.map((name) => statusOf(group, name)))).toEqual([
      'joined',
      'joined',
      'pending_invite',
      'banned',
      'joined',
    ]);
    const bob = (await firestore().doc(group.memberPath('bob')).get()).data();
    expect(bob).toMatchObject({ role: 'member', joinedAt: bob!['updatedAt'] });
  });

  test('that becomes open has those who come in told', async () => {
    const group = await GroupFixture.open();
    const asked = await group.asks('bob');
    const before = asked.data.after;
    await deliver(groupWritten, await group.changes({ joinPolicy: 'open' }));
    const after = await before.ref.get();
    await deliver(memberWritten, { data: { before, after }, params: asked.params });
    expect(await group.told('bob')).toMatchObject([{ type: 'join_approved', actorName: null }]);
  });

  test('that becomes open lets in more than one transaction takes', async () => {
    const group = await GroupFixture.open();
    const batch = firestore().batch();
    for (let i = 0; i < 201; i++) {
      const uid = `guest${i}`;
      const waiting = storedMember(group.id, uid, MEMBERSHIP_STATES.waiting);
      batch.set(firestore().doc(memberPath(group.id, uid)), waiting);
    }
    await batch.commit();
    await deliver(groupWritten, await group.changes({ joinPolicy: 'open' }));
    const waiting = firestore()
      .collection(membersPath(group.id))
      .where('status', '==', 'pending_request');
    expect((await waiting.count().get()).data().count).toBe(0);
  });

  test('that was closed again leaves waiting who asked', async () => {
    const group = await GroupFixture.open();
    await group.asks('bob');
    const opened = await group.changes({ joinPolicy: 'open' });
    await group.changes({ joinPolicy: 'approval' });
    await deliver(groupWritten, opened);
    expect(await statusOf(group, 'bob')).toBe('pending_request');
  });

  test('that becomes invite_only, or was open before, lets nobody in', async () => {
    const group = await GroupFixture.open();
    await group.asks('bob');
    await deliver(groupWritten, await group.changes({ joinPolicy: 'invite_only' }));
    const open = await GroupFixture.open({ joinPolicy: 'open' });
    await open.asks('bob');
    await deliver(groupWritten, await open.changes({ title: 'Renamed' }));
    expect([await statusOf(group, 'bob'), await statusOf(open, 'bob')]).toEqual([
      'pending_request',
      'pending_request',
    ]);
  });

  test('of a group that is being erased lets nobody in', async () => {
    const group = await GroupFixture.open();
    await group.asks('bob');
    const opened = await group.changes({ joinPolicy: 'open' });
    await group.changes({ deletedAt: Timestamp.now() });
    await deliver(groupWritten, opened);
    expect(await statusOf(group, 'bob')).toBe('pending_request');
  });
});

describe('a transfer', () => {
  /** Cleo makes Mia the creator: the events of the group and of the two memberships. */
  async function transferOf(group: GroupFixture) {
    const members = [
      await updateOf(group.memberPath('mia'), { role: 'creator' }),
      await updateOf(group.memberPath('cleo'), { role: 'admin' }),
    ];
    const creatorId = group.uid('mia');
    return { members, group: await group.changes({ creatorId, updatedAt: Timestamp.now() }) };
  }

  test('tells the new owner, once, naming the old one, who is not told', async () => {
    const group = await GroupFixture.open();
    const events = await transferOf(group);
    await deliver(groupWritten, events.group, 2);
    for (const event of events.members) await deliver(memberWritten, event);
    expect(await group.told('mia')).toEqual([
      {
        type: 'role_changed',
        groupId: group.id,
        groupTitle: 'Chess club',
        actorId: group.uid('cleo'),
        actorName: 'cleo',
        subjectId: null,
      },
    ]);
    expect(await group.whoWasNotified(['cleo', 'ada'])).toEqual([]);
  });

  test.each([
    ['is gone', (group: GroupFixture) => group.goes('mia')],
    [
      'has a group that is being erased',
      (group: GroupFixture) => group.changes({ deletedAt: Timestamp.now() }),
    ],
  ])('is not told to a new owner who %s', async (_why, end) => {
    const group = await GroupFixture.open();
    const events = await transferOf(group);
    await end(group);
    await deliver(groupWritten, events.group);
    expect(await group.notificationsOf('mia')).toEqual([]);
  });
});

describe('deletedAt', () => {
  test('has the group erased, once, and no other', async () => {
    const [group, other] = [await GroupFixture.open(), await GroupFixture.open()];
    const erased = { deletedAt: Timestamp.now(), visibility: 'private' };
    await deliver(groupWritten, await group.changes(erased), 2);
    await deliver(groupWritten, await other.changes({ visibility: 'private' }));
    expect(tasks.waiting<GroupDeletionTask>('deleteGroupData')).toEqual([{ groupId: group.id }]);
  });
});
