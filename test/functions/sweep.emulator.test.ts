import { describe, expect, test } from '@jest/globals';
import { accountDeletionPath, groupPath, userPath } from '@firegroups/model';
import { getAuth } from 'firebase-admin/auth';
import { Timestamp } from 'firebase-admin/firestore';
import {
  scheduleAccountDeletion,
  type AccountDeletionTask,
} from '../../functions/src/deletion/account.ts';
import {
  scheduleGroupDeletion,
  type GroupDeletionTask,
} from '../../functions/src/deletion/group.ts';
import { sweep } from '../../functions/src/deletion/sweep.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { meter } from '../../testing/src/harness/io.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { storedGroup, storedUser } from '../../testing/src/fixtures/documents.ts';
import { leftOf, store } from '../../testing/src/fixtures/store.ts';

const { firestore, tasks } = useAdmin('sweep');
const MINUTE = 60 * 1000;

const groupsSwept = () =>
  tasks.waiting<GroupDeletionTask>('deleteGroupData').map(({ groupId }) => groupId);
const accountsSwept = () =>
  tasks.waiting<AccountDeletionTask>('deleteAccountData').map(({ uid }) => uid);

const deletedMinutesAgo = (minutes: number) => ({
  deletedAt: Timestamp.fromMillis(Date.now() - minutes * MINUTE),
});

describe('sweep', () => {
  test('resumes the deletion of groups whose deletedAt is ten minutes old, and of no others', async () => {
    await store({
      [groupPath('old')]: storedGroup('cleo', deletedMinutesAgo(11)),
      [groupPath('recent')]: storedGroup('cleo', deletedMinutesAgo(9)),
      [groupPath('living')]: storedGroup('cleo'),
    });
    await sweep();
    expect(groupsSwept()).toEqual(['old']);
    await tasks.run();
    const left = await firestore().collection('groups').get();
    expect(left.docs.map(({ id }) => id)).toEqual(['living', 'old', 'recent']);
    await sweep();
    expect(groupsSwept()).toEqual([]);
  });

  test('reads no stub of a deleted group', async () => {
    const { cost: before } = await meter(sweep);
    const stubs = Array.from({ length: 50 }, (_unused, i) => [
      groupPath(`stub${i}`),
      { visibility: 'private', ...deletedMinutesAgo(11) },
    ]);
    await store(Object.fromEntries(stubs) as Record<string, object>);
    const { cost } = await meter(sweep);
    expect(cost).toEqual(before);
    expect(groupsSwept()).toEqual([]);
  });

  test('resumes each time, even if tasks were added before', async () => {
    await store({ [groupPath('stuck')]: storedGroup('cleo', deletedMinutesAgo(11)) });
    await scheduleGroupDeletion('stuck', 0);
    await sweep();
    waitFor(1);
    await sweep();
    expect(groupsSwept().filter((id) => id === 'stuck')).toHaveLength(3);
  });

  test('resumes each recorded account deletion until the token cannot be valid any more', async () => {
    await store({
      [userPath('ann')]: storedUser('ann'),
      [userPath('bob')]: storedUser('bob'),
      [userPath('dan')]: storedUser('dan'),
      [accountDeletionPath('ann')]: deletedMinutesAgo(60),
      [accountDeletionPath('bob')]: deletedMinutesAgo(121),
    });
    await scheduleAccountDeletion('dan');
    await sweep();
    expect(accountsSwept()).toEqual(['dan', 'bob', 'ann']);
    await tasks.run('deleteAccountData');
    const left = await firestore().collection('users').get();
    expect(left.docs.map(({ id }) => id)).toEqual(['dan']);
    await sweep();
    expect(accountsSwept()).toEqual(['ann']);
  });

  test('deletes the data of an account that was deleted in bulk, a day after it was first missed', async () => {
    await Promise.all(['gus', 'hal'].map((uid) => getAuth().createUser({ uid })));
    await store({ [userPath('gus')]: storedUser('gus'), [userPath('hal')]: storedUser('hal') });
    await getAuth().deleteUsers(['hal']);
    await sweep();
    await tasks.run('deleteAccountData');
    const profiles = { [userPath('gus')]: {}, [userPath('hal')]: {} };
    expect(await leftOf(profiles)).toHaveLength(2);
    const suspectedAt = Timestamp.fromMillis(Date.now() - 25 * 60 * MINUTE);
    await store({ [accountDeletionPath('hal')]: { deletedAt: null, suspectedAt } });
    await sweep();
    await tasks.run('deleteAccountData');
    expect(await leftOf(profiles)).toEqual([userPath('gus')]);
  });
});
