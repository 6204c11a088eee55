/** storage.rules: who can see, add and delete an image. Real clients ask the Storage emulator. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  createUserWithEmailAndPassword,
  signInAnonymously,
  type Auth,
  type UserCredential,
} from 'firebase/auth';
import {
  deleteObject,
  getBytes,
  getDownloadURL,
  getStorage,
  list,
  ref,
  updateMetadata,
  uploadBytes,
  type UploadMetadata,
} from 'firebase/storage';
import { banUser, inviteUser, leaveGroup, requestToJoin, type Firegroups } from 'firegroups';
import { ACCEPTS_GUESTS, IMAGE_TYPES, LIMITS, NEEDS_VERIFIED_EMAIL } from '@firegroups/model';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { imageAt, picture } from '../../testing/src/fixtures/images.ts';
import { usePeople } from '../../testing/src/clients/people.ts';

const people = usePeople();
/** Cleo is the creator, Ada an admin, Mia and Max are members. The others are not joined, for different reasons. */
const cast = registerUsers(people, 'cleo', 'ada', 'mia', 'max', 'ivy', 'rex', 'eve', 'bea', 'sid');
type Name = keyof typeof cast;
let groupId: string;
let group: string;

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
}, 120_000);

interface Uploaded {
  image?: Blob;
  metadata?: UploadMetadata;
}

/** The folder of a user's images in the group, and on their wall. */
const inGroup = (uid: string) => `${group}/images/${uid}`;
const onWall = (uid: string) => `users/${uid}/images`;

/** Uploads without the SDK. By default the type is right, and there is no other metadata. */
async function upload(
  client: { fg: Firegroups },
  folder: string,
  { image = picture(), metadata }: Uploaded = {},
  imageId = randomUUID() as string,
): Promise<string> {
  await uploadBytes(imageAt(client, folder, imageId), image, {
    contentType: image.type,
    ...metadata,
  });
  return imageId;
}

const expectRefused = (promise: Promise<unknown>) =>
  expect(promise).rejects.toMatchObject({ code: 'storage/unauthorized' });
const as = (name: Name) => cast[name];
const folderOf = (name: Name) => inGroup(as(name).uid);

describe('groups/{groupId}/images/{uid}', () => {
  test.each(JOINED)('a joined user can add images and see those of others: %s', async (name) => {
    const imageId = await upload(as('mia'), folderOf('mia'));
    expect((await getBytes(imageAt(as(name), folderOf('mia'), imageId))).byteLength).toBe(100);
    await expect(upload(as(name), folderOf(name))).resolves.toBeDefined();
  });

  test.each(NOT_JOINED)('%s, %s, cannot see, add or delete images', async (name) => {
    const imageId = await upload(as('mia'), folderOf('mia'));
    const file = imageAt(as(name), folderOf('mia'), imageId);
    await expectRefused(getBytes(file));
    await expectRefused(getDownloadURL(file));
    await expectRefused(upload(as(name), folderOf(name)));
    await expectRefused(deleteObject(file));
  });

  test('a user who left cannot see or delete their own images', async () => {
    const leaver = await people.register('Lea');
    await letIn(as('cleo'), groupId, leaver);
    const imageId = await upload(leaver, inGroup(leaver.uid));
    await leaveGroup(leaver.fg, groupId);
    await expectRefused(getBytes(imageAt(leaver, inGroup(leaver.uid), imageId)));
    await expectRefused(deleteObject(imageAt(leaver, inGroup(leaver.uid), imageId)));
  });

  test.each(['mia', 'ada', 'cleo'] as const)(
    'the uploader and admins can delete an image: %s',
    async (name) => {
      const imageId = await upload(as('mia'), folderOf('mia'));
      await deleteObject(imageAt(as(name), folderOf('mia'), imageId));
      await expect(getBytes(imageAt(as('mia'), folderOf('mia'), imageId))).rejects.toMatchObject({
        code: 'storage/object-not-found',
      });
    },
  );

  test('another member cannot delete an image', async () => {
    const imageId = await upload(as('mia'), folderOf('mia'));
    await expectRefused(deleteObject(imageAt(as('max'), folderOf('mia'), imageId)));
  });

  test.each(['max', 'ada', 'cleo'] as const)(
    'nobody adds a file at the id of an image that somebody else has deleted: %s',
    async (name) => {
      const imageId = await upload(as('mia'), folderOf('mia'));
      await deleteObject(imageAt(as('mia'), folderOf('mia'), imageId));
      await expectRefused(upload(as(name), folderOf('mia'), {}, imageId));
      await expect(upload(as('mia'), folderOf('mia'), {}, imageId)).resolves.toBe(imageId);
    },
  );

  test('no image lies outside the folder of its uploader', async () => {
    await expectRefused(upload(as('mia'), `${group}/images`));
    await expectRefused(upload(as('mia'), `${folderOf('mia')}/more`));
  });

  test('nobody can list images', async () => {
    await upload(as('mia'), folderOf('mia'));
    for (const folder of [`${group}/images`, folderOf('mia')]) {
      await expectRefused(list(ref(getStorage(as('mia').fg.app), folder)));
    }
  });
});

describe('users/{uid}/images', () => {
  const wallOf = (name: Name) => onWall(as(name).uid);

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

  test('a signed-out client cannot see images', async () => {
    const imageId = await upload(as('mia'), wallOf('mia'));
    await expectRefused(getBytes(imageAt(people.open(), wallOf('mia'), imageId)));
  });

  test.each<[who: string, isAccepted: boolean, signIn: (auth: Auth) => Promise<UserCredential>]>([
    ['an anonymous user', ACCEPTS_GUESTS, signInAnonymously],
    [
      'a user whose email address is not verified',
      !NEEDS_VERIFIED_EMAIL,
      (auth) => createUserWithEmailAndPassword(auth, `${randomUUID()}@example.com`, 'secret'),
    ],
  ])('%s can see images and add them to their own wall: %s', async (_who, isAccepted, signIn) => {
    const imageId = await upload(as('mia'), wallOf('mia'));
    const client = people.open();
    const { user } = await signIn(client.fg.auth);
    const attempts = [
      () => getBytes(imageAt(client, wallOf('mia'), imageId)),
      () => upload(client, onWall(user.uid)),
    ];
    for (const attempt of attempts) {
      if (isAccepted) await expect(attempt()).resolves.toBeDefined();
      else await expectRefused(attempt());
    }
  });
});

/** Metadata that an upload may have, beside its type, and what it must not have. */
const ALLOWED_METADATA: UploadMetadata[] = [
  { contentDisposition: 'inline' },
  { contentEncoding: 'identity' },
  { cacheControl: 'private, max-age=31536000, immutable' },
  { customMetadata: {} },
];
const REFUSED_METADATA: UploadMetadata[] = [
  { contentDisposition: 'attachment' },
  { contentDisposition: 'attachment; filename="setup.exe"' },
  { contentDisposition: 'inline; filename="setup.exe"' },
  { contentEncoding: 'gzip' },
  { contentEncoding: 'br' },
  { customMetadata: { uploaderId: 'mia' } },
  { customMetadata: { note: 'free storage' } },
];

const REFUSED_TYPES = [
  'image/svg+xml',
  'image/png, text/html',
  'image/png; charset=utf-8',
  'text/html, image/png',
  'IMAGE/PNG',
  'image/bmp',
  'image/',
  'ximage/png',
  'text/html',
  'application/octet-stream',
];

describe.each([
  ['a group', () => folderOf('mia')],
  ['a wall', () => onWall(as('mia').uid)],
])('an image of %s', (_place, folderOfMia) => {
  const add = (uploaded: Uploaded, imageId?: string) =>
    upload(as('mia'), folderOfMia(), uploaded, imageId);

  test(`can have ${LIMITS.imageMiB} MiB, not more`, async () => {
    await expect(add({ image: picture(LIMITS.imageBytes) })).resolves.toBeDefined();
    await expectRefused(add({ image: picture(LIMITS.imageBytes + 1) }));
  });

  test.each(IMAGE_TYPES)('can have the content type %j', async (contentType) => {
    await expect(add({ metadata: { contentType } })).resolves.toBeDefined();
  });

  test.each(REFUSED_TYPES)('cannot have the content type %j', async (contentType) => {
    await expectRefused(add({ metadata: { contentType } }));
  });

  test.each(ALLOWED_METADATA)('can have the metadata %j', async (metadata) => {
    await expect(add({ metadata })).resolves.toBeDefined();
  });

  test.each(REFUSED_METADATA)('cannot have the metadata %j', async (metadata) => {
    await expectRefused(add({ metadata }));
  });

  test('must have a UUID as its name', async () => {
    await expectRefused(add({}, 'picture.png'));
    await expectRefused(add({}, `${randomUUID()}-large`));
  });

  test('cannot be overwritten', async () => {
    const imageId = await add({});
    await expectRefused(add({ image: picture(7) }, imageId));
    expect((await getBytes(imageAt(as('mia'), folderOfMia(), imageId))).byteLength).toBe(100);
  });

  test.each([...ALLOWED_METADATA, ...REFUSED_METADATA, { contentType: 'image/svg+xml' }])(
    'cannot get the metadata %j later',
    async (metadata) => {
      const imageId = await add({});
      await expectRefused(updateMetadata(imageAt(as('mia'), folderOfMia(), imageId), metadata));
    },
  );
});

test.each(['groups/g/other', 'groups/g', 'users/u/other', 'users/u/images/u', 'elsewhere'])(
  'nobody can add or see files in another folder: %s',
  async (folder) => {
    const { uid } = as('cleo');
    const path = folder.replace('groups/g', group).replace(/\bu\b/g, uid);
    const file = imageAt(as('cleo'), path, randomUUID());
    await expectRefused(uploadBytes(file, picture(), { contentType: 'image/png' }));
    await expectRefused(getBytes(file));
  },
);
