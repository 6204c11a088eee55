/** Who gets a push of what happens, by their settings and whether they have muted the group. */
import { describe, expect, test } from '@jest/globals';
import { commentPath, eventPath, postPath, wallCommentPath, wallPostPath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import type { PushTask } from '../../functions/src/notifications/push/push.ts';
import { commentWritten } from '../../functions/src/triggers/comments.ts';
import { eventWritten } from '../../functions/src/triggers/events.ts';
import { groupWritten } from '../../functions/src/triggers/groups.ts';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedComment, storedEvent, storedPost } from '../../testing/src/fixtures/content.ts';
import { creationOf, deliver } from '../../testing/src/harness/events.ts';
import { useFcm } from '../../testing/src/harness/fcm.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';

const { tasks } = useAdmin('push-recipients');
const door = useFcm();

/** The usual three and Bob, a member, each with a phone whose token is their name. */
async function openGroup(): Promise<GroupFixture> {
  const group = await GroupFixture.open();
  await group.put('bob', MEMBERSHIP_STATES.member);
  for (const name of ['cleo', 'ada', 'mia', 'bob', 'new']) await group.registersDevice(name, name);
  return group;
}

async function planned(group: GroupFixture): Promise<void> {
  const event = await creationOf(eventPath(group.id, 'e1'), storedEvent(group.uid('mia')));
  await deliver(eventWritten, event);
  await tasks.run('fanOutNotifications');
  await tasks.run('sendPush');
}

describe('a push', () => {
  test('goes to everybody who is told, and not to the actor', async () => {
    await planned(await openGroup());
    expect(door.tokens()).toEqual(['ada', 'bob', 'cleo']);
    expect(door.calls()).toHaveLength(1);
    expect(door.calls()[0]![0]).toMatchObject({
      notification: { title: 'Chess club', body: 'mia planned an event.' },
      data: { type: 'event_created', subjectId: 'e1' },
    });
  });

  test('does not go to who has muted the group, or wants no push of that type; they are told', async () => {
    const group = await openGroup();
    await group.mutes('bob');
    await group.chooses('ada', 'event_created', { inApp: true, push: false });
    await group.chooses('cleo', 'event_changed', { inApp: true, push: false });
    await planned(group);
    expect(door.tokens()).toEqual(['cleo']);
    expect(await group.whoWasNotified(['ada', 'bob', 'cleo'])).toEqual(['ada', 'bob', 'cleo']);
  });

  test('goes to who wants it without a notification', async () => {
    const group = await openGroup();
    await group.chooses('ada', 'event_created', { inApp: false, push: true });
    await planned(group);
    expect(door.tokens()).toContain('ada');
    expect(await group.notificationsOf('ada')).toEqual([]);
  });

  test('goes to nobody who has left or was banned before they were told', async () => {
    const group = await openGroup();
    await group.goes('bob');
    await group.isBanned('ada');
    await planned(group);
    expect(door.tokens()).toEqual(['cleo']);
  });

  test('goes once, though its event comes twice', async () => {
    const group = await openGroup();
    const event = await creationOf(eventPath(group.id, 'e1'), storedEvent(group.uid('mia')));
    await deliver(eventWritten, event, 2);
    await tasks.run();
    await deliver(eventWritten, event);
    await tasks.run();
    expect(door.tokens()).toEqual(['ada', 'bob', 'cleo']);
  });

  test.each([
    [
      'group_invite',
      'new',
      async (group: GroupFixture) => deliver(memberWritten, await group.invites('new'), 2),
    ],
    [
      'join_approved',
      'new',
      async (group: GroupFixture) => {
        await group.asks('new');
        await deliver(memberWritten, await group.comesIn('new'), 2);
      },
    ],
    [
      'invite_accepted',
      'mia',
      async (group: GroupFixture) => {
        await group.invites('new');
        await deliver(memberWritten, await group.comesIn('new'), 2);
      },
    ],
    [
      'role_changed',
      'bob',
      async (group: GroupFixture) =>
        deliver(memberWritten, await group.getsRole('bob', 'admin'), 2),
    ],
    [
      'role_changed',
      'ada',
      async (group: GroupFixture) => {
        const handedOver = { creatorId: group.uid('ada'), updatedAt: Timestamp.now() };
        await deliver(groupWritten, await group.changes(handedOver), 2);
      },
    ],
    [
      'post_comment',
      'mia',
      async (group: GroupFixture) => {
        await group.doc(postPath(group.id, 'p'), storedPost(group.uid('mia')));
        const path = commentPath(group.id, 'p', 'c');
        await deliver(commentWritten, await creationOf(path, storedComment(group.uid('bob'))), 2);
      },
    ],
    [
      'post_comment',
      'mia',
      async (group: GroupFixture) => {
        const wall = group.uid('mia');
        await group.doc(wallPostPath(wall, 'p'), storedPost(wall));
        const path = wallCommentPath(wall, 'p', 'c');
        await deliver(commentWritten, await creationOf(path, storedComment(group.uid('bob'))), 2);
      },
    ],
  ])('%s goes to who is told, once', async (type, name, happens) => {
    const group = await openGroup();
    await happens(group);
    expect(tasks.waiting<PushTask>('sendPush')).toHaveLength(1);
    await tasks.run('sendPush');
    expect(door.calls().flat()).toMatchObject([{ token: name, data: { type } }]);
  });

  test('of a request goes to all staff in one task, but not to those who have muted the group', async () => {
    const group = await openGroup();
    await deliver(memberWritten, await group.asks('new'));
    await group.mutes('ada');
    await deliver(memberWritten, await group.asks('other'));
    const pushed = tasks.waiting<PushTask>('sendPush').map(({ users }) => users.toSorted());
    expect(pushed).toEqual([[group.uid('ada'), group.uid('cleo')], [group.uid('cleo')]]);
  });
});
