/** Who gets a push, depending on their settings and on what they chose in the group. */
import { describe, expect, test } from '@jest/globals';
import { commentPath, eventPath, postPath, wallCommentPath, wallPostPath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { docAt } from '../../functions/src/firestore/store.ts';
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
const fcm = useFcm();

/** Creates a group with Bob as a fourth member. Each user has a phone whose token is their name. */
async function createGroup(): Promise<GroupFixture> {
  const group = await GroupFixture.create();
  await group.addMember('bob', MEMBERSHIP_STATES.member);
  for (const name of ['cleo', 'ada', 'mia', 'bob', 'new']) await group.registerDevice(name, name);
  return group;
}

async function createEvent(group: GroupFixture): Promise<void> {
  const event = await creationOf(eventPath(group.id, 'e1'), storedEvent(group.uid('mia')));
  await deliver(eventWritten, event);
  await tasks.run('fanOutNotifications');
  await tasks.run('sendPush');
}

describe('a push', () => {
  test('goes to everyone who is notified, and not to the actor', async () => {
    await createEvent(await createGroup());
    expect(fcm.tokens()).toEqual(['ada', 'bob', 'cleo']);
    expect(fcm.calls()).toHaveLength(1);
    expect(fcm.calls()[0]![0]).toMatchObject({
      notification: { title: 'Chess club', body: 'mia planned an event.' },
      data: { type: 'event_created', subjectId: 'e1' },
    });
  });

  test('does not go to members who turned pushes off for the group or the type, but they still get the notification', async () => {
    const group = await createGroup();
    await group.turnPushesOff('bob');
    await group.choose('ada', 'event_created', { inApp: true, push: false });
    await group.choose('cleo', 'event_changed', { inApp: true, push: false });
    await createEvent(group);
    expect(fcm.tokens()).toEqual(['cleo']);
    expect(await group.notifiedAmong(['ada', 'bob', 'cleo'])).toEqual(['ada', 'bob', 'cleo']);
  });

  test('goes to a muted member after the mute has ended, and to one who chose mentions', async () => {
    const group = await createGroup();
    const inAnHour = Timestamp.fromMillis(Date.now() + 3_600_000);
    await docAt(group.memberPath('ada')).update({ mutedUntil: inAnHour });
    await docAt(group.memberPath('bob')).update({ mutedUntil: Timestamp.now() });
    await docAt(group.memberPath('cleo')).update({ mutedUntil: null, notify: 'mentions' });
    await createEvent(group);
    expect(fcm.tokens()).toEqual(['bob', 'cleo']);
  });

  test('goes to a member who turned off only the notification', async () => {
    const group = await createGroup();
    await group.choose('ada', 'event_created', { inApp: false, push: true });
    await createEvent(group);
    expect(fcm.tokens()).toContain('ada');
    expect(await group.notificationDocs('ada')).toEqual([]);
  });

  test('does not go to a member who left or was banned before', async () => {
    const group = await createGroup();
    await group.endMembership('bob');
    await group.ban('ada');
    await createEvent(group);
    expect(fcm.tokens()).toEqual(['cleo']);
  });

  test('goes once even if its event arrives twice', async () => {
    const group = await createGroup();
    const event = await creationOf(eventPath(group.id, 'e1'), storedEvent(group.uid('mia')));
    await deliver(eventWritten, event, 2);
    await tasks.run();
    await deliver(eventWritten, event);
    await tasks.run();
    expect(fcm.tokens()).toEqual(['ada', 'bob', 'cleo']);
  });

  test.each([
    [
      'group_invite',
      'new',
      async (group: GroupFixture) => deliver(memberWritten, await group.invite('new'), 2),
    ],
    [
      'join_approved',
      'new',
      async (group: GroupFixture) => {
        await group.requestToJoin('new');
        await deliver(memberWritten, await group.join('new'), 2);
      },
    ],
    [
      'invite_accepted',
      'mia',
      async (group: GroupFixture) => {
        await group.invite('new');
        await deliver(memberWritten, await group.join('new'), 2);
      },
    ],
    [
      'role_changed',
      'bob',
      async (group: GroupFixture) => deliver(memberWritten, await group.setRole('bob', 'admin'), 2),
    ],
    [
      'role_changed',
      'ada',
      async (group: GroupFixture) => {
        const transfer = { creatorId: group.uid('ada'), updatedAt: Timestamp.now() };
        await deliver(groupWritten, await group.update(transfer), 2);
      },
    ],
    [
      'post_comment',
      'mia',
      async (group: GroupFixture) => {
        await group.write(postPath(group.id, 'p'), storedPost(group.uid('mia')));
        const path = commentPath(group.id, 'p', 'c');
        await deliver(commentWritten, await creationOf(path, storedComment(group.uid('bob'))), 2);
      },
    ],
    [
      'post_comment',
      'mia',
      async (group: GroupFixture) => {
        const wall = group.uid('mia');
        await group.write(wallPostPath(wall, 'p'), storedPost(wall));
        const path = wallCommentPath(wall, 'p', 'c');
        await deliver(commentWritten, await creationOf(path, storedComment(group.uid('bob'))), 2);
      },
    ],
  ])('of %s goes to the user who is notified, once', async (type, name, act) => {
    const group = await createGroup();
    await act(group);
    expect(tasks.waiting<PushTask>('sendPush')).toHaveLength(1);
    await tasks.run('sendPush');
    expect(fcm.calls().flat()).toMatchObject([{ token: name, data: { type } }]);
  });

  test('of a request goes to all admins in one task, except those who muted the group', async () => {
    const group = await createGroup();
    await deliver(memberWritten, await group.requestToJoin('new'));
    await group.turnPushesOff('ada');
    await deliver(memberWritten, await group.requestToJoin('other'));
    const recipients = tasks.waiting<PushTask>('sendPush').map(({ users }) => users.toSorted());
    expect(recipients).toEqual([[group.uid('ada'), group.uid('cleo')], [group.uid('cleo')]]);
  });
});
