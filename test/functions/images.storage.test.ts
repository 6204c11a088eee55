/** The deletion of images on the Storage emulator, without triggers. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { deleteApp, getApp, initializeApp } from 'firebase-admin/app';
import { getStorage } from 'firebase-admin/storage';
import pMap from 'p-map';
import { deleteImagesBelow } from '../../functions/src/deletion/images.ts';

const projectId = 'demo-functions-images';
const bucket = () => getStorage().bucket();

beforeAll(() => {
  initializeApp({ projectId, storageBucket: `${projectId}.appspot.com` });
});
afterAll(() => deleteApp(getApp()));

interface Deletable {
  delete: (this: Deletable, options?: object) => Promise<unknown>;
}

async function add(owner: string, count: number): Promise<void> {
  const files = Array.from({ length: count }, () =>
    bucket().file(`${owner}/images/${randomUUID()}`),
  );
  const save = { contentType: 'image/png', resumable: false };
  await pMap(files, (file) => file.save('an image', save), { concurrency: 20 });
}

const countOf = async (owner: string) =>
  (await bucket().getFiles({ prefix: `${owner}/images/` }))[0].length;

test('deletes all images below a path, and no others', async () => {
  await add('groups/g1', 30);
  await add('groups/g10', 1);
  await add('users/g1', 1);
  await deleteImagesBelow('groups/g1');
  expect(await Promise.all(['groups/g1', 'groups/g10', 'users/g1'].map(countOf))).toEqual([
    0, 1, 1,
  ]);
  await deleteImagesBelow('groups/g1');
});

test('deletes the other images if something else deletes one at the same time', async () => {
  // More than one page of the list.
  await add('groups/g2', 1100);
  const file = Object.getPrototypeOf(bucket().file('any')) as Deletable;
  const deleteFile = file.delete;
  let calls = 0;
  const spy = jest.spyOn(file, 'delete').mockImplementation(async function (
    this: Deletable,
    options,
  ) {
    calls += 1;
    if (calls === 3) await deleteFile.call(this);
    return deleteFile.call(this, options);
  });
  await deleteImagesBelow('groups/g2');
  spy.mockRestore();
  expect(calls).toBeGreaterThan(3);
  expect(await countOf('groups/g2')).toBe(0);
});
