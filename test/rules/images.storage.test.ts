/** storage.rules: who may see, add and delete an image, asked by real clients of the Storage emulator. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { signInAnonymously } from 'firebase/auth';
import {
  deleteObject,
  getBytes,
  getDownloadURL,
  getStorage,
  list,
  ref,
  updateMetadata,
  uploadBytes,
} from 'firebase/storage';
import { banUser, inviteUser, leaveGroup, requestToJoin, type Firegroups } from 'firegroups';
import { LIMITS } from '@firegroups/model';
import type { Client } from '../../testing/src/clients/client.ts';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { imageAt, picture } from '../../testing/src/fixtures/images.ts';
import { usePeople } from '../../testing/src/clients/people.ts';

const people = usePeople();
/** Cleo creates, Ada is an admin, Mia and Max are members; the others stand outside, each in their own way. */
const cast = registerUsers(people, 'cleo', 'ada', 'mia', 'max', 'ivy', 'rex', 'eve', 'bea', 'sid');
type Name = keyof typeof cast;
let groupId: string;
let group: string;
let guest: Client;

const JOINED: Name[] = ['cleo', 'ada', 'mia', 'max'];
const OUTSIDE: [name: Name, standing: string][] = [
  ['ivy', 'invited'],
  ['rex', 'waiting'],
  ['eve', 'left'],
  ['bea', 'banned'],
  ['sid', 'none of them'],
];

beforeAll(async () => {
  const { cleo, ada, mia, max, ivy, rex, eve, bea } = cast;
  groupId = await createClub(cleo, { admins: [ada], members: [mia, max, eve] });
  group = `groups/${groupId}`;
  await inviteUser(cleo.fg, groupId, ivy.uid);
  await requestToJoin(rex.fg, groupId);
  await leaveGroup(eve.fg, groupId);
  await banUser(cleo.fg, groupId, bea.uid);
  guest = people.open();
  await signInAnonymously(guest.fg.auth);
}, 120_000);

interface Uploaded {
  image?: Blob;
  uploaderId?: string;
  metadata?: object;
}

/** Uploads as an app without the SDK does it; `uploaderId` and the metadata are right unless told otherwise. */
async function upload(
  client: { fg: Firegroups },
  owner: string,
  {
    image = picture(),
    uploaderId = client.fg.auth.currentUser?.uid ?? '',
    metadata,
  }: Uploaded = {},
  imageId = randomUUID() as string,
): Promise<string> {
  await uploadBytes(imageAt(client, owner, imageId), image, {
    contentType: image.type,
    customMetadata: { uploaderId },
    ...metadata,
  });
  return imageId;
}

const expectRefused = (promise: Promise<unknown>) =>
  expect(promise).rejects.toMatchObject({ code: 'storage/unauthorized' });
const as = (name: Name) => cast[name];

describe('in a group', () => {
  test.each(JOINED)('%s, who is joined, adds images and sees those of others', async (name) => {
    const imageId = await upload(as('mia'), group);
    expect((await getBytes(imageAt(as(name), group, imageId))).byteLength).toBe(100);
    await expect(upload(as(name), group)).resolves.toBeDefined();
  });

  test.each(OUTSIDE)('%s, who is %s, neither sees, nor adds, nor deletes any', async (name) => {
    const imageId = await upload(as('mia'), group);
    const file = imageAt(as(name), group, imageId);
    await expectRefused(getBytes(file));
    await expectRefused(getDownloadURL(file));
    await expectRefused(upload(as(name), group));
    await expectRefused(deleteObject(file));
  });

  test('who leaves does not even see, or delete, their own any more', async () => {
    const leaver = await people.register('Lea');
    await letIn(as('cleo'), groupId, leaver);
    const imageId = await upload(leaver, group);
    await leaveGroup(leaver.fg, groupId);
    await expectRefused(getBytes(imageAt(leaver, group, imageId)));
    await expectRefused(deleteObject(imageAt(leaver, group, imageId)));
  });

  test.each(['mia', 'ada', 'cleo'] as const)('%s deletes what Mia uploaded', async (name) => {
    const imageId = await upload(as('mia'), group);
    await deleteObject(imageAt(as(name), group, imageId));
    await expect(getBytes(imageAt(as('mia'), group, imageId))).rejects.toMatchObject({
      code: 'storage/object-not-found',
    });
  });

  test('another member does not delete it', async () => {
    const imageId = await upload(as('mia'), group);
    await expectRefused(deleteObject(imageAt(as('max'), group, imageId)));
  });

  test('nobody lists them', async () => {
    await upload(as('mia'), group);
    await expectRefused(list(ref(getStorage(as('cleo').fg.app), `${group}/images`)));
  });
});

describe('on a wall', () => {
  const wallOf = (name: Name) => `users/${as(name).uid}`;

  test('its owner adds and deletes images, and all who are signed in see them', async () => {
    const imageId = await upload(as('mia'), wallOf('mia'));
    expect((await getBytes(imageAt(as('sid'), wallOf('mia'), imageId))).byteLength).toBe(100);
    await deleteObject(imageAt(as('mia'), wallOf('mia'), imageId));
  });

  test('nobody else adds or deletes any', async () => {
    await expectRefused(upload(as('max'), wallOf('mia')));
    const imageId = await upload(as('mia'), wallOf('mia'));
    await expectRefused(deleteObject(imageAt(as('cleo'), wallOf('mia'), imageId)));
  });

  test('a guest, and who is not signed in, see none', async () => {
    const imageId = await upload(as('mia'), wallOf('mia'));
    await expectRefused(getBytes(imageAt(guest, wallOf('mia'), imageId)));
    await expectRefused(upload(guest, `users/${guest.fg.auth.currentUser!.uid}`));
    await expectRefused(getBytes(imageAt(people.open(), wallOf('mia'), imageId)));
  });
});

describe.each([
  ['a group', () => group],
  ['a wall', () => `users/${as('mia').uid}`],
])('what is added to %s', (_place, ownerOf) => {
  const add = (uploaded: Uploaded, imageId?: string) =>
    upload(as('mia'), ownerOf(), uploaded, imageId);

  test('may be 10 MiB large, and no more', async () => {
    await expect(add({ image: picture(LIMITS.imageBytes) })).resolves.toBeDefined();
    await expectRefused(add({ image: picture(LIMITS.imageBytes + 1) }));
  });

  test.each(['text/html', 'application/octet-stream', 'image/', 'ximage/png'])(
    'is an image, not %j',
    async (contentType) => {
      await expectRefused(add({ metadata: { contentType } }));
    },
  );

  test('is called by a UUID', async () => {
    await expectRefused(add({}, 'picture.png'));
    await expectRefused(add({}, `${randomUUID()}-large`));
  });

  test('says who uploaded it, and says no other', async () => {
    await expectRefused(add({ uploaderId: as('max').uid }));
    await expectRefused(add({ metadata: { customMetadata: {} } }));
  });

  test('is never overwritten, nor told to be something else', async () => {
    const imageId = await add({});
    await expectRefused(add({ image: picture(7) }, imageId));
    const file = imageAt(as('mia'), ownerOf(), imageId);
    await expectRefused(updateMetadata(file, { contentType: 'text/html' }));
    await expectRefused(updateMetadata(file, { customMetadata: { uploaderId: as('max').uid } }));
    expect((await getBytes(file)).byteLength).toBe(100);
  });
});

test.each(['groups/g/other', 'groups/g', 'users/u/other', 'elsewhere'])(
  'all else is refused: %s',
  async (folder) => {
    const storage = getStorage(as('cleo').fg.app);
    const path = folder.replace('groups/g', group).replace('users/u', `users/${as('cleo').uid}`);
    const file = ref(storage, `${path}/${randomUUID()}`);
    const metadata = { contentType: 'image/png', customMetadata: { uploaderId: as('cleo').uid } };
    await expectRefused(uploadBytes(file, picture(), metadata));
    await expectRefused(getBytes(file));
  },
);
