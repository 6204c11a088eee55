/** The pause after an invite or a request has ended. */
import { describe, expect, test } from '@jest/globals';
import { LIMITS, cooldownPath, userPath, type Cooldown } from '@firegroups/model';
import { cooldownSchema } from '@firegroups/model/schemas';
import { Timestamp } from 'firebase-admin/firestore';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { deliver, deletionOf, type WrittenEvent } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { dataOf } from '../../testing/src/fixtures/store.ts';

useAdmin('cooldown');

const PAUSE = LIMITS.cooldownMinutes * 60 * 1000;

type Kind = 'invitesUntil' | 'requestsUntil';

/** Bob's cooldown; null if he has none. */
async function cooldownOf(group: GroupFixture): Promise<Cooldown | null> {
  const stored = await dataOf(cooldownPath(group.id, group.uid('bob')));
  return stored ? cooldownSchema.parse(stored) : null;
}

/** Bob's cooldown if all that it knows is the end of an invite or a request at that time. */
function endedAt(group: GroupFixture, kind: Kind, time: string): Cooldown {
  const until = new Date(Date.parse(time) + PAUSE);
  return { userId: group.uid('bob'), until, [kind]: until };
}

type Change = (group: GroupFixture) => Promise<WrittenEvent>;

/** The events after which Bob has a cooldown: he declined or withdrew, or another user revoked or rejected. */
const ENDINGS: [name: string, kind: Kind, end: Change][] = [
  [
    'an invite is declined or revoked',
    'invitesUntil',
    async (group) => {
      await group.invite('bob');
      return group.endMembership('bob');
    },
  ],
  [
    'a request is rejected or withdrawn',
    'requestsUntil',
    async (group) => {
      await group.requestToJoin('bob');
      return group.endMembership('bob');
    },
  ],
];

/** Other changes of his membership. */
const OTHERS: [name: string, change: Change][] = [
  ['an invite is sent', (group) => group.invite('bob')],
  ['a request is sent', (group) => group.requestToJoin('bob')],
  [
    'an invite is accepted',
    async (group) => {
      await group.invite('bob');
      return group.join('bob');
    },
  ],
  [
    'a request ends in a ban',
    async (group) => {
      await group.requestToJoin('bob');
      return group.ban('bob');
    },
  ],
  [
    'a member leaves or is removed',
    async (group) => {
      await group.invite('bob');
      await group.join('bob');
      return group.endMembership('bob');
    },
  ],
];

describe('a cooldown', () => {
  test.each(ENDINGS)(
    `starts when %s, and ends ${LIMITS.cooldownMinutes} minutes later`,
    async (_name, kind, end) => {
      const group = await GroupFixture.create();
      const event = await end(group);
      await deliver(memberWritten, event);
      expect(await cooldownOf(group)).toEqual(endedAt(group, kind, event.time));
    },
  );

  test('of an invite leaves that of a request as it is', async () => {
    const group = await GroupFixture.create();
    await group.requestToJoin('bob');
    const request = await group.endMembership('bob');
    await group.invite('bob');
    const invite = await group.endMembership('bob');
    await deliver(memberWritten, request);
    await deliver(memberWritten, invite);
    expect(await cooldownOf(group)).toEqual({
      ...endedAt(group, 'requestsUntil', request.time),
      ...endedAt(group, 'invitesUntil', invite.time),
    });
  });

  test.each(OTHERS)('does not start when %s', async (_name, change) => {
    const group = await GroupFixture.create();
    await deliver(memberWritten, await change(group));
    expect(await cooldownOf(group)).toBeNull();
  });

  test.each(ENDINGS)(
    'does not become longer if the event is delivered again: %s',
    async (_name, kind, end) => {
      const group = await GroupFixture.create();
      const event = await end(group);
      await deliver(memberWritten, event, 2);
      expect(await cooldownOf(group)).toEqual(endedAt(group, kind, event.time));
    },
  );

  test.each(ENDINGS)(
    'does not start if the event comes after its end: %s',
    async (_name, _kind, end) => {
      const group = await GroupFixture.create();
      const time = new Date(Date.now() - PAUSE).toISOString();
      await deliver(memberWritten, { ...(await end(group)), time });
      expect(await cooldownOf(group)).toBeNull();
    },
  );

  test.each(ENDINGS)(
    'does not start while the group is being deleted: %s',
    async (_name, _kind, end) => {
      const group = await GroupFixture.create();
      const event = await end(group);
      await group.update({ deletedAt: Timestamp.now(), visibility: 'private' });
      await deliver(memberWritten, event);
      expect(await cooldownOf(group)).toBeNull();
    },
  );

  test.each(ENDINGS)(
    'does not start without a profile, as after the deletion of the account: %s',
    async (_name, _kind, end) => {
      const group = await GroupFixture.create();
      const event = await end(group);
      await deletionOf(userPath(group.uid('bob')));
      await deliver(memberWritten, event);
      expect(await cooldownOf(group)).toBeNull();
    },
  );
});
