import { describe, expect, test } from '@jest/globals';
import { accountDeletionPath, groupPath, userPath } from '@firegroups/model';
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
import { waitFor } from '../../testing/src/harness/clock.ts';
import { storedGroup, storedUser } from '../../testing/src/fixtures/documents.ts';
import { store } from '../../testing/src/fixtures/store.ts';

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
    expect(left.docs.map(({ id }) => id)).toEqual(['living', 'recent']);
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
    expect(accountsSwept()).toEqual(['dan', 'ann', 'bob']);
    await tasks.run('deleteAccountData');
    const left = await firestore().collection('users').get();
    expect(left.docs.map(({ id }) => id)).toEqual(['dan']);
    await sweep();
    expect(accountsSwept()).toEqual(['ann']);
  });
});
