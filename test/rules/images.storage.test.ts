/** storage.rules: who can see, add and delete an image. Real clients ask the Storage emulator. */
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
/** Cleo is the creator, Ada an admin, Mia and Max are members. The others are not joined, for different reasons. */
const cast = registerUsers(people, 'cleo', 'ada', 'mia', 'max', 'ivy', 'rex', 'eve', 'bea', 'sid');
type Name = keyof typeof cast;
let groupId: string;
let group: string;
let guest: Client;

const JOINED: Name[] = ['cleo', 'ada', 'mia', 'max'];
const NOT_JOINED: [name: Name, who: string][] = [
  ['ivy', 'an invited user'],
  ['rex', 'a user who asked to join'],
  ['eve', 'a user who left'],
  ['bea', 'a banned user'],
  ['sid', 'a non-member'],
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

/** Uploads without the SDK. By default `uploaderId` and the metadata are right. */
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

describe('groups/{groupId}/images', () => {
  test.each(JOINED)('a joined user can add images and see those of others: %s', async (name) => {
    const imageId = await upload(as('mia'), group);
    expect((await getBytes(imageAt(as(name), group, imageId))).byteLength).toBe(100);
    await expect(upload(as(name), group)).resolves.toBeDefined();
  });

  test.each(NOT_JOINED)('%s, %s, cannot see, add or delete images', async (name) => {
    const imageId = await upload(as('mia'), group);
    const file = imageAt(as(name), group, imageId);
    await expectRefused(getBytes(file));
    await expectRefused(getDownloadURL(file));
    await expectRefused(upload(as(name), group));
    await expectRefused(deleteObject(file));
  });

  test('a user who left cannot see or delete their own images', async () => {
    const leaver = await people.register('Lea');
    await letIn(as('cleo'), groupId, leaver);
    const imageId = await upload(leaver, group);
    await leaveGroup(leaver.fg, groupId);
    await expectRefused(getBytes(imageAt(leaver, group, imageId)));
    await expectRefused(deleteObject(imageAt(leaver, group, imageId)));
  });

  test.each(['mia', 'ada', 'cleo'] as const)(
    'the uploader and admins can delete an image: %s',
    async (name) => {
      const imageId = await upload(as('mia'), group);
      await deleteObject(imageAt(as(name), group, imageId));
      await expect(getBytes(imageAt(as('mia'), group, imageId))).rejects.toMatchObject({
        code: 'storage/object-not-found',
      });
    },
  );

  test('another member cannot delete an image', async () => {
    const imageId = await upload(as('mia'), group);
    await expectRefused(deleteObject(imageAt(as('max'), group, imageId)));
  });

  test('nobody can list images', async () => {
    await upload(as('mia'), group);
    await expectRefused(list(ref(getStorage(as('cleo').fg.app), `${group}/images`)));
  });
});

describe('users/{uid}/images', () => {
  const wallOf = (name: Name) => `users/${as(name).uid}`;

  test('the owner can add and delete images, and every signed-in user can see them', async () => {
    const imageId = await upload(as('mia'), wallOf('mia'));
    expect((await getBytes(imageAt(as('sid'), wallOf('mia'), imageId))).byteLength).toBe(100);
    await deleteObject(imageAt(as('mia'), wallOf('mia'), imageId));
  });

  test('another user cannot add or delete images', async () => {
    await expectRefused(upload(as('max'), wallOf('mia')));
    const imageId = await upload(as('mia'), wallOf('mia'));
    await expectRefused(deleteObject(imageAt(as('cleo'), wallOf('mia'), imageId)));
  });

  test('an anonymous user and a signed-out client cannot see images', async () => {
    const imageId = await upload(as('mia'), wallOf('mia'));
    await expectRefused(getBytes(imageAt(guest, wallOf('mia'), imageId)));
    await expectRefused(upload(guest, `users/${guest.fg.auth.currentUser!.uid}`));
    await expectRefused(getBytes(imageAt(people.open(), wallOf('mia'), imageId)));
  });
});

describe.each([
  ['a group', () => group],
  ['a wall', () => `users/${as('mia').uid}`],
])('an image of %s', (_place, ownerOf) => {
  const add = (uploaded: Uploaded, imageId?: string) =>
    upload(as('mia'), ownerOf(), uploaded, imageId);

  test('can have 10 MiB, not more', async () => {
    await expect(add({ image: picture(LIMITS.imageBytes) })).resolves.toBeDefined();
    await expectRefused(add({ image: picture(LIMITS.imageBytes + 1) }));
  });

  test.each(['text/html', 'application/octet-stream', 'image/', 'ximage/png'])(
    'cannot have the content type %j',
    async (contentType) => {
      await expectRefused(add({ metadata: { contentType } }));
    },
  );

  test('must have a UUID as its name', async () => {
    await expectRefused(add({}, 'picture.png'));
    await expectRefused(add({}, `${randomUUID()}-large`));
  });

  test('must name its uploader, and nobody else', async () => {
    await expectRefused(add({ uploaderId: as('max').uid }));
    await expectRefused(add({ metadata: { customMetadata: {} } }));
  });

  test('cannot be overwritten, nor get other metadata', async () => {
    const imageId = await add({});
    await expectRefused(add({ image: picture(7) }, imageId));
    const file = imageAt(as('mia'), ownerOf(), imageId);
    await expectRefused(updateMetadata(file, { contentType: 'text/html' }));
    await expectRefused(updateMetadata(file, { customMetadata: { uploaderId: as('max').uid } }));
    expect((await getBytes(file)).byteLength).toBe(100);
  });
});

test.each(['groups/g/other', 'groups/g', 'users/u/other', 'elsewhere'])(
  'nobody can add or see files in another folder: %s',
  async (folder) => {
    const storage = getStorage(as('cleo').fg.app);
    const path = folder.replace('groups/g', group).replace('users/u', `users/${as('cleo').uid}`);
    const file = ref(storage, `${path}/${randomUUID()}`);
    const metadata = { contentType: 'image/png', customMetadata: { uploaderId: as('cleo').uid } };
    await expectRefused(uploadBytes(file, picture(), metadata));
    await expectRefused(getBytes(file));
  },
);
