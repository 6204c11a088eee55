/** The sweep of images that no document names, on the Storage emulator, without triggers. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  groupPath,
  imagePath,
  messagePath,
  postPath,
  sweepPath,
  userPath,
  wallPostPath,
} from '@firegroups/model';
import { deleteApp, getApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { getStorage } from 'firebase-admin/storage';
import pMap from 'p-map';
import { deleteUnnamedImages } from '../../functions/src/deletion/unnamedImages.ts';
import { storedGroup, storedUser } from '../../testing/src/fixtures/documents.ts';
import { store, type Documents } from '../../testing/src/fixtures/store.ts';
import { clearDatabase } from '../../testing/src/harness/admin.ts';

const projectId = 'demo-functions-unnamed-images';
const HOUR = 60 * 60 * 1000;
const bucket = () => getStorage().bucket();

beforeAll(async () => {
  initializeApp({ projectId, storageBucket: `${projectId}.appspot.com` });
  await clearDatabase(projectId);
  await bucket().deleteFiles({ force: true });
});
afterAll(() => deleteApp(getApp()));

const add = (names: string[]) =>
  pMap(names, (name) => bucket().file(name).save('an image', { resumable: false }), {
    concurrency: 20,
  });

const left = async () => (await bucket().getFiles())[0].map(({ name }) => name);

/** Runs the sweep `count` times. It ends a round when it has seen both folders. */
async function sweepAt(now: number, count = 2): Promise<void> {
  for (let i = 0; i < count; i++) await deleteUnnamedImages(now);
}

test('deletes what is older than a day and has no document, and nothing else', async () => {
  const [group, ann] = [groupPath('g1'), userPath('ann')];
  const id = () => randomUUID() as string;
  const [posted, sent, photo, walled, face, unnamed, onWall] = Array.from({ length: 7 }, id);
  const kept = [
    imagePath(group, 'ann', posted!),
    imagePath(group, 'bob', sent!),
    imagePath(group, 'bob', photo!),
    imagePath(ann, 'ann', walled!),
    imagePath(ann, 'ann', face!),
    // Of another app in the same bucket, or of an earlier version.
    `groups/g1/images/${id()}`,
    `groups/g1/other/ann/${id()}`,
    `groups/g1/images/ann/picture.png`,
    `users/ann/images/small/${id()}`,
    `users/ann/${id()}`,
    `elsewhere/${id()}`,
  ];
  // Bob's post names Ann's image, which nobody else names: he has no image with that id.
  const gone = [imagePath(group, 'ann', unnamed!), imagePath(ann, 'ann', onWall!)];
  await store({
    [group]: storedGroup('ann', { photoId: photo, photoBy: 'bob' }),
    [ann]: { ...storedUser('ann'), photoId: face },
    [postPath('g1', 'p1')]: { authorId: 'ann', imageId: posted },
    [postPath('g1', 'p2')]: { authorId: 'bob', imageId: unnamed },
    [messagePath('g1', 'm1')]: { authorId: 'bob', imageId: sent },
    [wallPostPath('ann', 'p1')]: { authorId: 'ann', imageId: walled },
  });
  await add([...kept, ...gone]);

  await sweepAt(Date.now() + 23 * HOUR);
  expect(await left()).toHaveLength(kept.length + gone.length);
  await sweepAt(Date.now() + 48 * HOUR);
  expect((await left()).sort()).toEqual(kept.sort());
  await sweepAt(Date.now() + 73 * HOUR);
  expect(await left()).toHaveLength(kept.length);
  await bucket().deleteFiles({ force: true });
});

test('keeps images if so many documents name one of them that not all are read', async () => {
  await getFirestore().doc(sweepPath('images')).delete();
  const [one, other] = [randomUUID(), randomUUID()];
  const posts = (imageId: string, count: number): Documents =>
    Object.fromEntries(
      Array.from({ length: count }, (_unused, i) => [
        postPath('g3', `p${i}`),
        { authorId: 'ann', imageId },
      ]),
    );
  await add([one, other].map((imageId) => imagePath('groups/g3', 'ann', imageId)));
  await store(posts(one, 4));
  await sweepAt(Date.now() + 25 * HOUR);
  expect(await left()).toHaveLength(2);
  await store(posts(randomUUID(), 4));
  await store(posts(one, 1));
  await sweepAt(Date.now() + 50 * HOUR);
  expect(await left()).toEqual([imagePath('groups/g3', 'ann', one)]);
  await bucket().deleteFiles({ force: true });
});

test('looks at a hundred files at a time, continues where it stopped, and starts once a day', async () => {
  await getFirestore().doc(sweepPath('images')).delete();
  await add(Array.from({ length: 250 }, () => imagePath('groups/g2', 'ann', randomUUID())));
  const tomorrow = Date.now() + 25 * HOUR;
  const counts: number[] = [];
  for (let i = 0; i < 4; i++) {
    await deleteUnnamedImages(tomorrow);
    counts.push((await left()).length);
  }
  expect(counts).toEqual([150, 50, 0, 0]);
  // The round has ended. An image that is added now is found by the next one.
  await add([imagePath('groups/g2', 'ann', randomUUID())]);
  await sweepAt(tomorrow + 23 * HOUR, 4);
  expect(await left()).toHaveLength(1);
  await sweepAt(tomorrow + 25 * HOUR);
  expect(await left()).toHaveLength(0);
});
