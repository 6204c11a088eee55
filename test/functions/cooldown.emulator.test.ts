/** The pause after an invite or a request has ended. */
import { describe, expect, test } from '@jest/globals';
import { LIMITS, cooldownPath, userPath } from '@firegroups/model';
import { cooldownSchema } from '@firegroups/model/schemas';
import { Timestamp } from 'firebase-admin/firestore';
import { memberWritten } from '../../functions/src/triggers/members.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { deliver, deletionOf, type WrittenEvent } from '../../testing/src/harness/events.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { dataOf } from '../../testing/src/fixtures/store.ts';

useAdmin('cooldown');

const PAUSE = LIMITS.cooldownMinutes * 60 * 1000;

/** The time at which Bob's cooldown ends, in milliseconds; undefined if he has none. */
async function endOf(group: GroupFixture): Promise<number | undefined> {
  const stored = await dataOf(cooldownPath(group.id, group.uid('bob')));
  if (!stored) return undefined;
  const { userId, until } = cooldownSchema.parse(stored);
  expect(userId).toBe(group.uid('bob'));
  return until.getTime();
}

/** The events after which Bob has a cooldown: he declined or withdrew, or another user revoked or rejected. */
const ENDINGS: [name: string, end: (group: GroupFixture) => Promise<WrittenEvent>][] = [
  [
    'an invite is declined or revoked',
    async (group) => {
      await group.invite('bob');
      return group.endMembership('bob');
    },
  ],
  [
    'a request is rejected or withdrawn',
    async (group) => {
      await group.requestToJoin('bob');
      return group.endMembership('bob');
    },
  ],
];

/** Other changes of his membership. */
const OTHERS: typeof ENDINGS = [
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
    async (_name, end) => {
      const group = await GroupFixture.create();
      const event = await end(group);
      await deliver(memberWritten, event);
      expect(await endOf(group)).toBe(Date.parse(event.time) + PAUSE);
    },
  );

  test.each(OTHERS)('does not start when %s', async (_name, change) => {
    const group = await GroupFixture.create();
    await deliver(memberWritten, await change(group));
    expect(await endOf(group)).toBeUndefined();
  });

  test.each(ENDINGS)(
    'does not become longer if the event is delivered again: %s',
    async (_name, end) => {
      const group = await GroupFixture.create();
      const event = await end(group);
      await deliver(memberWritten, event, 2);
      expect(await endOf(group)).toBe(Date.parse(event.time) + PAUSE);
    },
  );

  test.each(ENDINGS)('does not start if the event comes after its end: %s', async (_name, end) => {
    const group = await GroupFixture.create();
    const time = new Date(Date.now() - PAUSE).toISOString();
    await deliver(memberWritten, { ...(await end(group)), time });
    expect(await endOf(group)).toBeUndefined();
  });

  test.each(ENDINGS)('does not start while the group is being deleted: %s', async (_name, end) => {
    const group = await GroupFixture.create();
    const event = await end(group);
    await group.update({ deletedAt: Timestamp.now(), visibility: 'private' });
    await deliver(memberWritten, event);
    expect(await endOf(group)).toBeUndefined();
  });

  test.each(ENDINGS)(
    'does not start without a profile, as after the deletion of the account: %s',
    async (_name, end) => {
      const group = await GroupFixture.create();
      const event = await end(group);
      await deletionOf(userPath(group.uid('bob')));
      await deliver(memberWritten, event);
      expect(await endOf(group)).toBeUndefined();
    },
  );
});
