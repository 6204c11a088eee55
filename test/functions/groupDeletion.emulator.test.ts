import { describe, expect, test } from '@jest/globals';
import {
  commentPath,
  chatSummaryPath,
  cooldownPath,
  eventPath,
  groupPath,
  memberPath,
  messagePath,
  pushStatePath,
  notificationPath,
  postPath,
  readMarkPath,
  votePath,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { runGroupDeletion } from '../../functions/src/deletion/group.ts';
import { meter, runWithCrash } from '../../testing/src/harness/io.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import {
  storedComment,
  storedCooldown,
  storedEvent,
  storedMessage,
  storedNotification,
  storedPost,
  storedReadMark,
  storedVote,
} from '../../testing/src/fixtures/content.ts';
import { storedGroup, storedMember } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf, leftOf, store, type Documents } from '../../testing/src/fixtures/store.ts';

useAdmin('group-deletion');

const BEING_DELETED = { deletedAt: Timestamp.now(), visibility: 'private' } as const;

/** The documents of a group: its memberships, its content, everything about it, and the group itself. */
function documentsOf(id: string, group: object = storedGroup('cleo', BEING_DELETED)) {
  const { creator, member, invited, waiting, banned } = MEMBERSHIP_STATES;
  const states = { cleo: creator, mia: member, bob: invited, dan: waiting, eva: banned };
  const memberships = Object.entries(states).map(([uid, state]): [string, object] => [
    memberPath(id, uid),
    storedMember(id, uid, state),
  ]);
  return {
    memberships: Object.fromEntries(memberships),
    content: {
      [postPath(id, 'p1')]: storedPost('mia'),
      [commentPath(id, 'p1', 'c1')]: storedComment('cleo'),
      // Its post is deleted.
      [commentPath(id, 'p0', 'c1')]: storedComment('cleo'),
      [eventPath(id, 'e1')]: storedEvent('mia'),
      [votePath(id, 'e1', 'mia')]: storedVote('mia'),
      [votePath(id, 'e0', 'mia')]: storedVote('mia'),
      [messagePath(id, 'm1')]: storedMessage('mia'),
      [cooldownPath(id, 'former')]: storedCooldown('former'),
      [chatSummaryPath(id)]: { last: null, recent: [] },
      [pushStatePath(id)]: { task: 'message m1', ids: ['m1'] },
      [notificationPath('mia', `n1-${id}`)]: storedNotification({ groupId: id }),
      [notificationPath('former', `n1-${id}`)]: storedNotification({ groupId: id }),
      [readMarkPath('mia', id)]: storedReadMark(id),
    },
    itself: { [groupPath(id)]: group },
  };
}

/** What is left of a deleted group, if nothing but its stub is. */
const STUB = { visibility: 'private', deletedAt: BEING_DELETED.deletedAt };

const allOf = (documents: Record<string, Documents>): Documents => merged(Object.values(documents));
const merged = (documents: Documents[]): Documents => Object.assign({}, ...documents) as Documents;

describe('runGroupDeletion', () => {
  test('deletes everything of a group that has deletedAt but a stub, and nothing of other groups', async () => {
    const group = allOf(documentsOf('g1'));
    const others = merged(['g10', 'g1-', 'g', 'G1', 'g2'].map((id) => allOf(documentsOf(id))));
    await store({ ...group, ...others });
    await runGroupDeletion({ groupId: 'g1' });
    expect(await leftOf(group)).toEqual([groupPath('g1')]);
    expect(await dataOf(groupPath('g1'))).toEqual(STUB);
    expect(await leftOf(others)).toEqual(Object.keys(others));
    expect(Object.keys(others)).toHaveLength(5 * Object.keys(group).length);
  });

  test('deletes nothing of a group that has no deletedAt or that does not exist', async () => {
    const living = allOf(documentsOf('living', storedGroup('cleo')));
    const { memberships, content } = documentsOf('headless');
    const headless = allOf({ memberships, content });
    await store({ ...living, ...headless });
    await runGroupDeletion({ groupId: 'living' });
    await runGroupDeletion({ groupId: 'headless' });
    expect(await leftOf(living)).toEqual(Object.keys(living));
    expect(await leftOf(headless)).toEqual(Object.keys(headless));
  });

  test('deletes more than one batch of a kind', async () => {
    const guests = Array.from({ length: 501 }, (_unused, i) => `guest${i}`);
    const members = guests.map((uid): [string, object] => [
      memberPath('large', uid),
      storedMember('large', uid, MEMBERSHIP_STATES.member),
    ]);
    const documents = { ...allOf(documentsOf('large')), ...Object.fromEntries(members) };
    await store(documents);
    await runGroupDeletion({ groupId: 'large' });
    expect(await leftOf(documents)).toEqual([groupPath('large')]);
  });

  test.each(['before', 'after'] as const)(
    'after a crash %s any step, has deleted no content before all memberships, and reduces the group last',
    async (when) => {
      const remaining = { members: 0, content: 0, document: 0 };
      for (let point = 1; ; point++) {
        const groupId = `killed-${when}-${point}`;
        const group = documentsOf(groupId);
        await store(allOf(group));
        const outcome = await runWithCrash(() => runGroupDeletion({ groupId }), { point, when });
        const members = await leftOf(group.memberships);
        const content = await leftOf(group.content);
        const isReduced = !('title' in (await dataOf(groupPath(groupId)))!);
        if (members.length > 0) {
          remaining.members++;
          expect(content).toEqual(Object.keys(group.content));
        }
        if (content.length > 0) {
          remaining.content++;
          expect(isReduced).toBe(false);
        }
        if (!isReduced) remaining.document++;
        await runGroupDeletion({ groupId });
        expect(await leftOf(allOf(group))).toEqual([groupPath(groupId)]);
        expect(await dataOf(groupPath(groupId))).toEqual(STUB);
        if (outcome === 'finished') break;
      }
      expect(remaining.members).toBeGreaterThan(1);
      expect(remaining.content).toBeGreaterThan(remaining.members + 3);
      expect(remaining.document).toBeGreaterThan(remaining.content);
    },
    120_000,
  );

  test('delivered again after the end, reads only the group’s document', async () => {
    await store(allOf(documentsOf('ended')));
    await runGroupDeletion({ groupId: 'ended' });
    const { cost } = await meter(() => runGroupDeletion({ groupId: 'ended' }));
    expect(cost).toEqual({ reads: 1, documents: 1, writes: 0, deletes: 0 });
  });
});
