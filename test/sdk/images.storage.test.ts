/** Images of posts and messages, with real clients, the Storage emulator, and the functions that delete images. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { deleteUser } from 'firebase/auth';
import { getDoc } from 'firebase/firestore';
import {
  connectStorageEmulator,
  getBytes,
  getMetadata,
  getStorage,
  ref,
  uploadBytes,
} from 'firebase/storage';
import {
  createGroup,
  createPost,
  deleteGroup,
  deleteMessage,
  deletePost,
  groupRef,
  updatePost,
  postRef,
  postsQuery,
  sendMessage,
  setGroupPhoto,
  setProfilePhoto,
  setRole,
  userRef,
  type Chat,
  type Firegroups,
} from 'firegroups';
import { hostsFrom, registerPerson, type Person } from '../../testing/src/clients/client.ts';
import { followChat } from '../../testing/src/clients/listening.ts';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { imageAt, picture } from '../../testing/src/fixtures/images.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { showList } from '../../testing/src/clients/shown.ts';
import { openTcpLink } from '../../testing/src/harness/tcpLink.ts';
import { PREFIX } from '../../testing/src/prefix/stored.ts';

const people = usePeople();
/** Cleo is the creator, Mia and Max are members, Sid is not a member. */
const users = registerUsers(people, 'cleo', 'mia', 'max', 'sid');
let groupId: string;
let group: string;

beforeAll(async () => {
  groupId = await createClub(users.cleo, { members: [users.mia, users.max] });
  group = `groups/${groupId}`;
});

/** Returns the ids of all images of a group or a user, bypassing the rules. */
async function imagesOf(owner: string): Promise<string[]> {
  const { projectId, storage } = hostsFrom();
  const prefix = `${PREFIX}${owner}/images/`;
  const response = await fetch(
    `http://${storage!}/v0/b/${projectId}.appspot.com/o?prefix=${encodeURIComponent(prefix)}`,
    { headers: { Authorization: 'Bearer owner' } },
  );
  const { items } = (await response.json()) as { items: { name: string }[] };
  return items.map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
}

/** Resolves when the functions have deleted an image. Polls, because Storage has no listeners. */
async function untilDeleted(owner: string, imageId: string): Promise<void> {
  while ((await imagesOf(owner)).includes(imageId)) await pause(100);
}

const post = ({ fg }: { fg: Firegroups }, image = picture()) =>
  createPost(fg, { groupId }, { content: 'Look!', image });
const imageOfPost = async (postId: string) =>
  (await getDoc(postRef(users.max.fg, { groupId }, postId))).data()?.imageId ?? undefined;
const inGroup = ({ uid }: { uid: string }) => `${group}/images/${uid}`;
const onWall = ({ uid }: { uid: string }) => `users/${uid}/images`;
const bytesSeenBy = async (person: Person, folder: string, imageId: string | undefined) =>
  (await getBytes(imageAt(person, folder, imageId!))).byteLength;

describe('a post with an image', () => {
  test('stores its id, and members see the image', async () => {
    const postId = await post(users.mia, picture(77, 'image/webp'));
    const imageId = await imageOfPost(postId);
    expect(await bytesSeenBy(users.max, inGroup(users.mia), imageId)).toBe(77);
    const stored = await getMetadata(imageAt(users.max, inGroup(users.mia), imageId!));
    expect(stored).toMatchObject({ contentType: 'image/webp' });
    expect(stored.customMetadata ?? {}).toEqual({});
    // The post does not store the image itself.
    const document = (await getDoc(postRef(users.max.fg, { groupId }, postId))).data()!;
    expect(Object.keys(document)).not.toContain('image');
  });

  test('can replace or remove the image', async () => {
    const { mia, max } = users;
    const postId = await post(mia);
    const first = await imageOfPost(postId);
    await updatePost(mia.fg, { groupId }, postId, { content: 'Look here!' });
    expect(await imageOfPost(postId)).toBe(first);
    await updatePost(mia.fg, { groupId }, postId, { image: picture(55) });
    const second = await imageOfPost(postId);
    expect(await bytesSeenBy(max, inGroup(mia), second)).toBe(55);
    expect(await imagesOf(group)).not.toContain(first);
    await updatePost(mia.fg, { groupId }, postId, { image: null });
    expect((await getDoc(postRef(max.fg, { groupId }, postId))).data()).toMatchObject({
      content: 'Look here!',
      imageId: null,
    });
    expect(await imagesOf(group)).not.toContain(second);
  });

  test('is deleted with its image', async () => {
    const postId = await post(users.mia);
    const imageId = await imageOfPost(postId);
    const before = await imagesOf(group);
    await deletePost(users.cleo.fg, { groupId }, postId);
    await untilDeleted(group, imageId!);
    expect(await imagesOf(group)).toEqual(before.filter((id) => id !== imageId));
  });

  test('is deleted without the image of another user that it names', async () => {
    const { mia, max } = users;
    const own = await imageOfPost(await post(mia));
    const stolen = await createPost(max.fg, { groupId }, { content: 'Mine?', imageId: own });
    const next = await post(max);
    const [first, second] = [own!, (await imageOfPost(next))!];
    await deletePost(max.fg, { groupId }, stolen);
    await deletePost(max.fg, { groupId }, next);
    await untilDeleted(group, second);
    expect(await imagesOf(group)).toContain(first);
  });
});

describe('a message with an image', () => {
  test.each(['mia', 'cleo'] as const)(
    'shows when its image is uploaded, and is deleted with it by %s',
    async (name) => {
      const { mia, max } = users;
      const shown = followChat(max.fg, groupId, 10);
      const open = followChat(users[name].fg, groupId, 10);
      await Promise.all([shown, open].map((chat) => chat.until(() => true)));
      const { id, sent } = sendMessage(mia.fg, groupId, { text: 'Look!', image: picture(66) });
      const hasIt = ({ messages }: Chat) => messages.some((message) => message.id === id);
      const { messages } = await shown.until(hasIt);
      const { imageId } = messages.find((message) => message.id === id)!;
      expect(await bytesSeenBy(max, inGroup(mia), imageId!)).toBe(66);
      await sent;
      await open.until(hasIt);
      await deleteMessage(users[name].fg, groupId, id);
      await shown.until((chat) => !hasIt(chat));
      expect(await imagesOf(group)).not.toContain(imageId);
      shown.stop();
      open.stop();
    },
  );
});

describe('a wall', () => {
  test('has its own images, which can be replaced and are deleted with their posts', async () => {
    const { mia, sid } = users;
    const wall = `users/${mia.uid}`;
    const postId = await createPost(
      mia.fg,
      { userId: mia.uid },
      { content: 'My board', image: picture(44) },
    );
    const imageSeenBySid = async () =>
      (await getDoc(postRef(sid.fg, { userId: mia.uid }, postId))).data()?.imageId ?? undefined;
    expect(await bytesSeenBy(sid, onWall(mia), await imageSeenBySid())).toBe(44);
    await updatePost(mia.fg, { userId: mia.uid }, postId, { image: picture(33) });
    const second = await imageSeenBySid();
    expect(await imagesOf(wall)).toEqual([second]);
    await deletePost(mia.fg, { userId: mia.uid }, postId);
    await untilDeleted(wall, second!);
  });
});

describe('a group’s photo', () => {
  const photo = async () => {
    const { photoId = null, photoBy = null } = (
      await getDoc(groupRef(users.max.fg, groupId))
    ).data()!;
    return { photoId, photoBy };
  };

  test('is set by an admin, seen by members, and replaced by another admin', async () => {
    const { cleo, mia, max } = users;
    await setRole(cleo.fg, groupId, mia.uid, 'admin');
    await setGroupPhoto(cleo.fg, groupId, picture(71));
    const first = await photo();
    expect(first.photoBy).toBe(cleo.uid);
    expect(await bytesSeenBy(max, inGroup(cleo), first.photoId!)).toBe(71);

    await setGroupPhoto(mia.fg, groupId, { blob: picture(72, 'image/heic'), original: true });
    const second = await photo();
    expect(second.photoBy).toBe(mia.uid);
    expect(await bytesSeenBy(max, inGroup(mia), second.photoId!)).toBe(72);
    expect(await imagesOf(group)).not.toContain(first.photoId);

    await setGroupPhoto(cleo.fg, groupId, null);
    expect(await photo()).toEqual({ photoId: null, photoBy: null });
    expect(await imagesOf(group)).not.toContain(second.photoId);
    await setRole(cleo.fg, groupId, mia.uid, 'member');
  });

  test('is not set by another member, and leaves no image', async () => {
    const before = await imagesOf(group);
    const refused = setGroupPhoto(users.max.fg, groupId, picture());
    await expectReason(refused, 'permission-denied');
    expect(await imagesOf(group)).toEqual(before);
    expect((await photo()).photoId).toBeNull();
  });

  test('is an image', async () => {
    const text = new Blob(['text'], { type: 'text/plain' });
    await expectReason(setGroupPhoto(users.cleo.fg, groupId, text), 'invalid-argument');
  });
});

describe('a profile’s photo', () => {
  test('is set by its user, seen by every user, replaced and removed', async () => {
    const { mia, sid } = users;
    const photoId = async () => (await getDoc(userRef(sid.fg, mia.uid))).data()!.photoId ?? null;
    const before = await imagesOf(`users/${mia.uid}`);
    await setProfilePhoto(mia.fg, picture(61));
    const first = (await photoId())!;
    expect(await bytesSeenBy(sid, onWall(mia), first)).toBe(61);
    await setProfilePhoto(mia.fg, picture(62));
    const second = (await photoId())!;
    expect(await bytesSeenBy(sid, onWall(mia), second)).toBe(62);
    expect(await imagesOf(`users/${mia.uid}`)).toEqual([...before, second].sort());
    await setProfilePhoto(mia.fg, null);
    expect(await photoId()).toBeNull();
    expect(await imagesOf(`users/${mia.uid}`)).toEqual(before);
  });
});

describe('no image remains after a refused', () => {
  test('post or message of a non-member', async () => {
    const before = await imagesOf(group);
    await expectReason(post(users.sid), 'not-a-member');
    const { sent } = sendMessage(users.sid.fg, groupId, { text: 'Look!', image: picture() });
    await expectReason(sent, 'not-a-member');
    expect(await imagesOf(group)).toEqual(before);
  });

  test('update of another user’s post', async () => {
    const postId = await post(users.mia);
    const before = await imagesOf(group);
    const edit = updatePost(users.max.fg, { groupId }, postId, { image: picture() });
    await expectReason(edit, 'permission-denied', /author/);
    expect(await imagesOf(group)).toEqual(before);
  });

  test('update of a post that does not exist', async () => {
    const before = await imagesOf(group);
    const edit = updatePost(users.mia.fg, { groupId }, 'missing', { image: picture() });
    await expectReason(edit, 'not-found');
    expect(await imagesOf(group)).toEqual(before);
  });
});

test('an upload whose answer was lost is sent again, and stored once', async () => {
  const before = await imagesOf(group);
  const real = fetch;
  let lost = 0;
  const once = jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const answer = await real(input, init);
    if (init?.method !== 'POST' || lost > 0) return answer;
    lost += 1;
    throw new TypeError('The connection was lost.');
  });
  try {
    const postId = await post(users.mia);
    const imageId = await imageOfPost(postId);
    expect(lost).toBe(1);
    expect((await imagesOf(group)).filter((id) => !before.includes(id))).toEqual([imageId]);
  } finally {
    once.mockRestore();
  }
});

test('a post whose answer was lost keeps its image', async () => {
  const link = await openTcpLink(hostsFrom().firestore);
  const account = { name: 'Lee', email: `${randomUUID()}@example.com`, password: 'secret' };
  const lee = await registerPerson({ ...hostsFrom(), firestore: link.host }, account);
  await letIn(users.cleo, groupId, lee);
  const posts = await showList(postsQuery(users.max.fg, { groupId }));
  link.deafen();
  const posted = post(lee);
  const seen = await posts.until((all) => all.some(({ authorId }) => authorId === lee.uid));
  posts.stop();
  link.cut();
  link.restore();
  await posted;
  const { imageId } = seen.find(({ authorId }) => authorId === lee.uid)!;
  expect(await imagesOf(group)).toContain(imageId);
  await lee.close();
  link.close();
});

describe('the bucket', () => {
  test('is the one of the handle’s storage', async () => {
    const { mia } = users;
    const storage = getStorage(mia.fg.app, 'gs://another');
    const [host, port] = hostsFrom().storage!.split(':');
    connectStorageEmulator(storage, host!, Number(port));
    const elsewhere = { ...mia.fg, storage };
    const postId = await post({ fg: elsewhere }, picture(88));
    const imageId = (await imageOfPost(postId))!;
    const file = ref(storage, `${PREFIX}${inGroup(mia)}/${imageId}`);
    expect((await getBytes(file)).byteLength).toBe(88);
    expect(await imagesOf(group)).not.toContain(imageId);
  });
});

describe('images that no document names', () => {
  async function addUnnamed(person: Person, folder: string): Promise<string> {
    const imageId = randomUUID();
    const file = imageAt(person, folder, imageId);
    await uploadBytes(file, picture(), { contentType: 'image/png' });
    return imageId;
  }

  test('are deleted with their group, and no others', async () => {
    const { cleo, mia } = users;
    const doomed = await createGroup(cleo.fg, { title: 'For a day' });
    // Another function may delete some of them with their posts.
    const all = Array.from({ length: 10 }, () => [
      createPost(cleo.fg, { groupId: doomed }, { content: 'Look!', image: picture() }),
      addUnnamed(cleo, `groups/${doomed}/images/${cleo.uid}`),
    ]);
    await Promise.all(all.flat());
    const kept = await addUnnamed(mia, inGroup(mia));
    await deleteGroup(cleo.fg, doomed);
    for (const imageId of await imagesOf(`groups/${doomed}`)) {
      await untilDeleted(`groups/${doomed}`, imageId);
    }
    expect(await imagesOf(group)).toContain(kept);
  });

  test('are deleted with the account on its wall, but not in groups', async () => {
    const lea = await people.register('Lea');
    await letIn(users.cleo, groupId, lea);
    const ofGroup = (await imageOfPost(await post(lea)))!;
    const ofWall = await addUnnamed(lea, onWall(lea));
    await deleteUser(lea.fg.auth.currentUser!);
    await untilDeleted(`users/${lea.uid}`, ofWall);
    expect(await imagesOf(group)).toContain(ofGroup);
  });
});
