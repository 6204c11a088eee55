import { describe, expect, test } from '@jest/globals';
import { groupPath, memberPath, membersPath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import type { GroupDeletionTask } from '../../functions/src/deletion/group.ts';
import { groupWritten } from '../../functions/src/triggers/groups.ts';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { storedGroup, storedMember } from '../../testing/src/fixtures/documents.ts';
import { creationOf, deliver, eventOf, updateOf } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf, store } from '../../testing/src/fixtures/store.ts';

const { firestore, tasks } = useAdmin('groups');

describe('groups/{groupId}', () => {
  const create = async (groupId: string) => {
    const creator = storedMember(groupId, 'cleo', MEMBERSHIP_STATES.creator);
    await store({ [memberPath(groupId, 'cleo')]: creator });
    return creationOf(groupPath(groupId), storedGroup('cleo', { title: 'Évas Club' }));
  };
  const rename = (groupId: string, title: string) => updateOf(groupPath(groupId), { title });

  test('a new group gets its search name and its member count in one write', async () => {
    const created = await create('new');
    await deliver(groupWritten, created);
    expect(await dataOf(groupPath('new'))).toMatchObject({
      titleSearch: 'evas club',
      memberCount: 1,
    });
    const { updateTime } = await firestore().doc(groupPath('new')).get();
    await deliver(groupWritten, created);
    await tasks.run();
    expect((await firestore().doc(groupPath('new')).get()).updateTime).toEqual(updateTime);
  });

  test('the search name follows the title, also if the older event arrives last', async () => {
    const created = await create('renamed');
    const first = await rename('renamed', 'Go');
    const second = await rename('renamed', 'Bridge');
    await deliver(groupWritten, second);
    await deliver(groupWritten, first);
    await deliver(groupWritten, created);
    await tasks.run();
    expect(await dataOf(groupPath('renamed'))).toMatchObject({
      titleSearch: 'bridge',
      memberCount: 1,
    });
  });

  test('a creation event that arrives after others joined does not overwrite the count', async () => {
    const created = await create('grown');
    const member = storedMember('grown', 'mia', MEMBERSHIP_STATES.member);
    await store({ [memberPath('grown', 'mia')]: member });
    await rename('grown', 'Grown');
    waitFor(1000);
    await deliver(groupWritten, created);
    expect(await dataOf(groupPath('grown'))).toMatchObject({ memberCount: 2 });
  });

  test('an event does not restore a deleted group', async () => {
    const created = await create('deleted');
    await firestore().doc(groupPath('deleted')).delete();
    await deliver(groupWritten, created);
    await tasks.run();
    expect(await dataOf(groupPath('deleted'))).toBeUndefined();
  });
});

describe('joinPolicy', () => {
  const statusOf = async (group: GroupFixture, name: string) =>
    (await dataOf(group.memberPath(name)))!['status'] as unknown;

  test('a group that becomes open approves all requests, and no other memberships', async () => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    await group.requestToJoin('dan');
    await group.invite('eva');
    await group.addMember('fay', MEMBERSHIP_STATES.banned);
    await deliver(groupWritten, await group.update({ joinPolicy: 'open' }), 2);
    const names = ['bob', 'dan', 'eva', 'fay', 'mia'];
    expect(await Promise.all(names.map((name) => statusOf(group, name)))).toEqual([
      'joined',
      'joined',
      'pending_invite',
      'banned',
      'joined',
    ]);
    const bob = await dataOf(group.memberPath('bob'));
    expect(bob).toMatchObject({ role: 'member', joinedAt: bob!['updatedAt'] });
  });

  test('a group that becomes open notifies the users whose requests it approves', async () => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    const opened = await group.update({ joinPolicy: 'open' });
    const approved = await eventOf(group.memberPath('bob'), () => deliver(groupWritten, opened));
    await deliver(memberWritten, approved);
    expect(await group.notificationsOf('bob')).toMatchObject([
      { type: 'join_approved', actorId: group.uid('cleo'), actorName: null },
    ]);
  });

  test('a group that becomes open approves more requests than one transaction', async () => {
    const group = await GroupFixture.create();
    const requests = Array.from({ length: 201 }, (_unused, i): [string, object] => [
      memberPath(group.id, `guest${i}`),
      storedMember(group.id, `guest${i}`, MEMBERSHIP_STATES.waiting),
    ]);
    await store(Object.fromEntries(requests));
    await deliver(groupWritten, await group.update({ joinPolicy: 'open' }));
    const waiting = firestore()
      .collection(membersPath(group.id))
      .where('status', '==', 'pending_request');
    expect((await waiting.count().get()).data().count).toBe(0);
  });

  test('a group that was closed again leaves requests pending', async () => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    const opened = await group.update({ joinPolicy: 'open' });
    await group.update({ joinPolicy: 'approval' });
    await deliver(groupWritten, opened);
    expect(await statusOf(group, 'bob')).toBe('pending_request');
  });

  test('a group that becomes invite_only, or was open before, approves no requests', async () => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    await deliver(groupWritten, await group.update({ joinPolicy: 'invite_only' }));
    const open = await GroupFixture.create({ joinPolicy: 'open' });
    await open.requestToJoin('bob');
    await deliver(groupWritten, await open.update({ title: 'Renamed' }));
    expect([await statusOf(group, 'bob'), await statusOf(open, 'bob')]).toEqual([
      'pending_request',
      'pending_request',
    ]);
  });

  test('a group that is being deleted approves no requests', async () => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    const opened = await group.update({ joinPolicy: 'open' });
    await group.update({ deletedAt: Timestamp.now() });
    await deliver(groupWritten, opened);
    expect(await statusOf(group, 'bob')).toBe('pending_request');
  });
});

describe('a transfer', () => {
  /** Cleo transfers the group to Mia. Returns the events of the group and of the two memberships. */
  async function transferOf(group: GroupFixture) {
    const members = [
      await updateOf(group.memberPath('mia'), { role: 'creator' }),
      await updateOf(group.memberPath('cleo'), { role: 'admin' }),
    ];
    const creatorId = group.uid('mia');
    return { members, group: await group.update({ creatorId, updatedAt: Timestamp.now() }) };
  }

  test('notifies the new creator once, names the old one, and does not notify the old one', async () => {
    const group = await GroupFixture.create();
    const events = await transferOf(group);
    await deliver(groupWritten, events.group, 2);
    for (const event of events.members) await deliver(memberWritten, event);
    expect(await group.notificationsOf('mia')).toEqual([
      group.notification('role_changed', { actor: 'cleo' }),
    ]);
    expect(await group.notifiedAmong(['cleo', 'ada'])).toEqual([]);
  });

  test.each([
    ['has left', (group: GroupFixture) => group.endMembership('mia')],
    [
      'is in a group that is being deleted',
      (group: GroupFixture) => group.update({ deletedAt: Timestamp.now() }),
    ],
  ])('does not notify a new creator who %s', async (_state, end) => {
    const group = await GroupFixture.create();
    const events = await transferOf(group);
    await end(group);
    await deliver(groupWritten, events.group);
    expect(await group.notificationDocs('mia')).toEqual([]);
  });
});

describe('deletedAt', () => {
  test('schedules the deletion of this group, once', async () => {
    const [group, other] = [await GroupFixture.create(), await GroupFixture.create()];
    const deletion = { deletedAt: Timestamp.now(), visibility: 'private' };
    await deliver(groupWritten, await group.update(deletion), 2);
    await deliver(groupWritten, await other.update({ visibility: 'private' }));
    expect(tasks.waiting<GroupDeletionTask>('deleteGroupData')).toEqual([{ groupId: group.id }]);
  });
});
