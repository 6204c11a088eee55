/** A project can have other collections whose ids are those of firegroups. The functions leave their documents alone. */
import { describe, expect, test } from '@jest/globals';
import {
  accountDeletionPath,
  commentPath,
  groupPath,
  memberPath,
  notificationPath,
  readMarkPath,
  userPath,
  votePath,
  wallCommentPath,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { runAccountDeletion } from '../../functions/src/deletion/account.ts';
import { runGroupDeletion } from '../../functions/src/deletion/group.ts';
import { deleteAnswered } from '../../functions/src/notifications/answered.ts';
import {
  storedComment,
  storedNotification,
  storedReadMark,
  storedVote,
} from '../../testing/src/fixtures/content.ts';
import { storedGroup, storedMember, storedUser } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf, leftOf, store } from '../../testing/src/fixtures/store.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';

useAdmin('foreign-collections');

const { member } = MEMBERSHIP_STATES;
const creator = { userId: 'ann', role: 'creator' };

/** More foreign documents than a page has. */
const MANY = 501;

/** A document of the host project, and one of firegroups that differs from it in its path alone. */
type Twins = [foreign: string, own: string, data: object];

describe('the deletion of an account', () => {
  const notification = storedNotification({ actorId: 'ann', actorName: 'Ann' });

  test.each<Twins>([
    ['polls/p/votes/v', votePath('g', 'e', 'ann'), storedVote('ann')],
    ['groups/g/polls/p/votes/ann', votePath('g', 'e', 'ann'), storedVote('ann')],
    ['projects/p/members/ann', memberPath('g', 'ann'), storedMember('g', 'ann', member)],
    ['projects/p/members/boss', memberPath('g', 'ann'), { ...creator, groupId: 'g' }],
    ['projects/p/members/lead', memberPath('g', 'ann'), creator],
    ['users/ann/albums/a/comments/c', wallCommentPath('ann', 'p', 'c'), storedComment('bob')],
  ])('leaves %s alone, and deletes %s', async (foreign, own, data) => {
    const deletion = { deletedAt: Timestamp.now() };
    await store({ [foreign]: data, [own]: data, [accountDeletionPath('ann')]: deletion });
    await runAccountDeletion({ uid: 'ann' });
    expect(await dataOf(foreign)).toEqual(data);
    expect(await dataOf(own)).toBeUndefined();
  });

  test('keeps the name in notifications of other collections', async () => {
    const deletion = { deletedAt: Timestamp.now() };
    const [foreign, own] = ['shops/s/notifications/n', notificationPath('bob', 'n')];
    await store({
      [foreign]: notification,
      [own]: notification,
      [accountDeletionPath('ann')]: deletion,
    });
    await runAccountDeletion({ uid: 'ann' });
    expect(await dataOf(foreign)).toEqual(notification);
    expect(await dataOf(own)).toMatchObject({ actorName: null });
  });

  test('ends, however many documents of other collections it finds', async () => {
    const votes = Array.from({ length: MANY }, (_unused, i) => [
      `polls/p${i}/votes/eve`,
      storedVote('eve'),
    ]);
    const members = Array.from({ length: MANY }, (_unused, i) => [
      `projects/p${i}/members/eve`,
      storedMember('g', 'eve', member),
    ]);
    const foreign = Object.fromEntries([...votes, ...members]) as Record<string, object>;
    const own = {
      [userPath('eve')]: storedUser('Eve'),
      [memberPath('zoo', 'eve')]: storedMember('zoo', 'eve', member),
      [votePath('zoo', 'e', 'eve')]: storedVote('eve'),
    };
    await store({
      ...foreign,
      ...own,
      [accountDeletionPath('eve')]: { deletedAt: Timestamp.now() },
    });
    await runAccountDeletion({ uid: 'eve' });
    expect(await leftOf(own)).toEqual([]);
    expect(await leftOf(foreign)).toHaveLength(2 * MANY);
  });
});

test.each<Twins>([
  ['groups/g/polls/p/comments/c', commentPath('g', 'p', 'c'), storedComment('ann')],
  ['groups/g/polls/p/votes/ann', votePath('g', 'e', 'ann'), storedVote('ann')],
  [
    'shops/s/notifications/n',
    notificationPath('ann', 'n'),
    storedNotification({ groupId: 'g', groupTitle: 'Chess club' }),
  ],
  ['books/b/reads/ann', readMarkPath('ann', 'g'), storedReadMark('g')],
])('the deletion of a group leaves %s alone, and deletes %s', async (foreign, own, data) => {
  const group = storedGroup('ann', { deletedAt: Timestamp.now(), visibility: 'private' });
  await store({ [groupPath('g')]: group, [foreign]: data, [own]: data });
  await runGroupDeletion({ groupId: 'g' });
  expect(await dataOf(foreign)).toEqual(data);
  expect(await dataOf(own)).toBeUndefined();
});

test('an answered request leaves notifications of other collections alone', async () => {
  const data = storedNotification({ type: 'join_request', groupId: 'g', subjectId: 'bob' });
  const [foreign, own] = ['shops/s/notifications/r1', notificationPath('ann', 'r1')];
  await store({ [foreign]: data, [own]: data });
  const request = storedMember('g', 'bob', MEMBERSHIP_STATES.waiting);
  await deleteAnswered({ id: 'r1', status: 'pending_request' }, request);
  expect(await dataOf(foreign)).toEqual(data);
  expect(await dataOf(own)).toBeUndefined();
});
