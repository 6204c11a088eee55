import { describe, expect, test } from '@jest/globals';
import { groupPath, memberPath, userPath } from '@firegroups/model';
import { groupWritten } from '../../functions/src/triggers/groupWritten.ts';
import { userWritten } from '../../functions/src/triggers/userWritten.ts';
import { useAdmin } from '../support/admin.ts';
import { storedGroup, storedMember, storedUser } from '../support/documents.ts';
import { eventOf } from '../support/events.ts';
import { STANDINGS } from '../support/standings.ts';

const firestore = useAdmin('search-names');

describe('groups/{groupId}', () => {
  const dataOf = async (groupId: string) =>
    (await firestore().doc(groupPath(groupId)).get()).data();
  const create = (groupId: string) =>
    eventOf(groupPath(groupId), async () => {
      const creator = storedMember(groupId, 'cleo', STANDINGS.creator);
      await firestore().doc(memberPath(groupId, 'cleo')).set(creator);
      await firestore()
        .doc(groupPath(groupId))
        .set(storedGroup('cleo', { title: 'Évas Club' }));
    });
  const rename = (groupId: string, title: string) =>
    eventOf(groupPath(groupId), () => firestore().doc(groupPath(groupId)).update({ title }));

  test('a new group gets its search name and its one member counted, in one write', async () => {
    const created = await create('new');
    await groupWritten(created as never);
    expect(await dataOf('new')).toMatchObject({ titleSearch: 'evas club', memberCount: 1 });
    const { updateTime } = await firestore().doc(groupPath('new')).get();
    await groupWritten(created as never);
    expect((await firestore().doc(groupPath('new')).get()).updateTime).toEqual(updateTime);
  });

  test('the search name follows the title, also where the older change is told last', async () => {
    const created = await create('renamed');
    const first = await rename('renamed', 'Go');
    const second = await rename('renamed', 'Bridge');
    await groupWritten(second as never);
    await groupWritten(first as never);
    await groupWritten(created as never);
    expect(await dataOf('renamed')).toMatchObject({ titleSearch: 'bridge', memberCount: 1 });
  });

  test('a creation that is told after others have joined does not count them away', async () => {
    const created = await create('grown');
    await firestore()
      .doc(memberPath('grown', 'mia'))
      .set(storedMember('grown', 'mia', STANDINGS.member));
    await rename('grown', 'Grown');
    await groupWritten(created as never);
    expect(await dataOf('grown')).toMatchObject({ memberCount: 2 });
  });

  test('a group that is gone does not come back', async () => {
    const created = await create('gone');
    await firestore().doc(groupPath('gone')).delete();
    await groupWritten(created as never);
    expect(await dataOf('gone')).toBeUndefined();
  });
});

describe('users/{uid}', () => {
  test('the search name follows the display name', async () => {
    const ref = firestore().doc(userPath('eva'));
    const created = await eventOf(ref.path, () => ref.set(storedUser('Éva')));
    await userWritten(created as never);
    expect((await ref.get()).get('displayNameSearch')).toBe('eva');
    const renamed = await eventOf(ref.path, () => ref.update({ displayName: 'Zoë' }));
    await userWritten(renamed as never);
    await userWritten(created as never);
    expect((await ref.get()).get('displayNameSearch')).toBe('zoe');
  });
});
