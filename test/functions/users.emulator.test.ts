import { describe, expect, test } from '@jest/globals';
import { userPath } from '@firegroups/model';
import { userWritten } from '../../functions/src/triggers/users.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { storedUser } from '../../testing/src/fixtures/documents.ts';
import { dataOf } from '../../testing/src/fixtures/store.ts';
import { creationOf, deletionOf, deliver, updateOf } from '../../testing/src/harness/events.ts';

const { firestore } = useAdmin('users');

describe('users/{uid}', () => {
  const path = userPath('eva');
  const searchName = async () => (await dataOf(path))!['displayNameSearch'] as unknown;

  test('the search name follows the display name, also if the older event arrives last', async () => {
    const created = await creationOf(path, storedUser('Éva'));
    await deliver(userWritten, created);
    expect(await searchName()).toBe('eva');
    const renamed = await updateOf(path, { displayName: 'Zoë' });
    await deliver(userWritten, renamed);
    await deliver(userWritten, created);
    expect(await searchName()).toBe('zoe');
  });

  test('a correct search name is not written again', async () => {
    const edited = await updateOf(path, { bio: 'Chess' });
    await deliver(userWritten, edited);
    expect((await firestore().doc(path).get()).updateTime).toEqual(edited.data.after.updateTime);
  });

  test('an event does not restore a deleted profile', async () => {
    const renamed = await updateOf(path, { displayName: 'Eva' });
    const deleted = await deletionOf(path);
    await deliver(userWritten, renamed);
    await deliver(userWritten, deleted);
    expect(await dataOf(path)).toBeUndefined();
  });
});
