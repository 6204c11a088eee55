/** Two groups of functions with different prefixes in one process, beside collections of the project's own. */
import { describe, expect, test } from '@jest/globals';
import { groupPath, memberPath, userPath, votePath, eventPath } from '@firegroups/model';
import { create } from '../../functions/src/functions.ts';
import { instanceFrom, runAs } from '../../functions/src/instance.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { creationOf } from '../../testing/src/harness/events.ts';
import { storedEvent, storedVote } from '../../testing/src/fixtures/content.ts';
import { storedGroup, storedMember, storedUser } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf, leftOf, store, type Documents } from '../../testing/src/fixtures/store.ts';

const { tasks } = useAdmin('instances');
const [one, two] = [instanceFrom({ prefix: 'one_' }), instanceFrom({ prefix: 'two_' })];

/** Ann's documents in a group that Bob created. */
const documents: Documents = {
  [userPath('ann')]: storedUser('Ann'),
  [userPath('bob')]: storedUser('Bob'),
  [groupPath('chess')]: storedGroup('bob'),
  [memberPath('chess', 'ann')]: storedMember('chess', 'ann', MEMBERSHIP_STATES.member),
  [eventPath('chess', 'match')]: storedEvent('bob'),
  [votePath('chess', 'match', 'ann')]: storedVote('ann', 'going'),
};

test('an instance reads and writes its own database', async () => {
  const social = instanceFrom({ databaseId: 'social' });
  const group = storedGroup('ann', { title: 'Chess' });
  const event = await runAs(social, () => creationOf(groupPath('same'), group));
  await create(social).onGroupWritten.run(event as never);
  expect(await runAs(social, () => dataOf(groupPath('same')))).toMatchObject({
    titleSearch: 'chess',
  });
  expect(await dataOf(groupPath('same'))).toBeUndefined();
});

describe('two instances', () => {
  test('react to the documents of their own prefix only', async () => {
    for (const [own, title] of [
      [one, 'First'],
      [two, 'Second'],
    ] as const) {
      const group = storedGroup('ann', { title });
      const event = await runAs(own, () => creationOf(groupPath('same'), group));
      await create(own).onGroupWritten.run(event as never);
    }
    expect(await dataOf('one_groups/same')).toMatchObject({ titleSearch: 'first', memberCount: 1 });
    expect(await dataOf('two_groups/same')).toMatchObject({
      titleSearch: 'second',
      memberCount: 1,
    });
    expect(await dataOf('groups/same')).toBeUndefined();
  });

  test('the deletion of an account leaves the other instance and the project’s own documents alone', async () => {
    const host: Documents = {
      'users/ann': { name: 'Ann' },
      'groups/chess': { owner: 'ann' },
      'projects/p/members/ann': { userId: 'ann', role: 'creator' },
      'projects/p/one_members/ann': { userId: 'ann', role: 'creator' },
      'polls/p/votes/ann': { userId: 'ann' },
      'polls/p/one_votes/ann': { userId: 'ann' },
    };
    await store(host);
    for (const own of [one, two]) await runAs(own, () => store(documents));
    const event = { id: '1', time: new Date().toISOString(), data: { uid: 'ann' } };
    await create(one).onUserDeleted.run(event as never);
    await runAs(one, () => tasks.run('deleteAccountData'));
    const left = (own: typeof one) => runAs(own, () => leftOf(documents));
    expect(await leftOf(host)).toEqual(Object.keys(host));
    expect(await left(two)).toHaveLength(Object.keys(documents).length);
    expect(await left(one)).toEqual(
      [userPath('bob'), groupPath('chess'), eventPath('chess', 'match')].map((path) =>
        path.replace(/(^|\/)([a-z]+\/[a-z]+)/g, '$1one_$2'),
      ),
    );
  });
});
