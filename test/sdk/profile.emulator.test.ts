/** The user's profile, devices and notification settings. */
import { describe, expect, test } from '@jest/globals';
import { devicesPath } from '@firegroups/model';
import { createUserWithEmailAndPassword } from 'firebase/auth';
import { collection, getDoc, getDocs } from 'firebase/firestore';
import {
  leaveGroup,
  memberRef,
  muteGroup,
  registerDevice,
  removeDevice,
  saveNotificationSettings,
  saveProfile,
  settingsRef,
  unmuteGroup,
  userRef,
  type NotificationSettings,
} from 'firegroups';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';

const people = usePeople();
const users = registerUsers(people, 'ann', 'bob', 'cat');

describe('saveProfile', () => {
  test('creates and updates the profile, and changes only the given fields', async () => {
    const { fg, uid } = users.bob;
    await saveProfile(fg, { displayName: ' Bob ', bio: 'Plays go', photoURL: ' https://a.b/c ' });
    expect((await getDoc(userRef(fg, uid))).data()?.photoURL).toBe('https://a.b/c');
    await saveProfile(fg, { displayName: 'Robert', photoURL: null });
    const profile = (await getDoc(userRef(users.ann.fg, uid))).data()!;
    expect(profile).toMatchObject({
      id: uid,
      displayName: 'Robert',
      bio: 'Plays go',
      photoURL: null,
    });
    expect(profile.createdAt).toBeInstanceOf(Date);
  });

  test('creates the profile from two tabs at once', async () => {
    const { fg } = people.open();
    await createUserWithEmailAndPassword(fg.auth, `${Math.random()}@example.com`, 'secret');
    await Promise.all([
      saveProfile(fg, { displayName: 'Fay' }),
      saveProfile(fg, { displayName: 'Fay' }),
    ]);
    const profile = await getDoc(userRef(fg, fg.auth.currentUser!.uid));
    expect(profile.data()?.displayName).toBe('Fay');
  });

  test('names all invalid fields at once', async () => {
    const saving = saveProfile(users.ann.fg, {
      displayName: ' \u200b',
      photoURL: 'ftp://x',
      bio: 'x'.repeat(501),
    });
    await expect(saving).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: {
        displayName:
          'expected 1 to 50 visible characters on one line, without hidden or control characters',
        photoURL: expect.stringContaining('https'),
        bio: expect.stringContaining('500'),
      },
    });
  });
});

const devicesOf = async ({ fg, uid }: typeof users.ann) =>
  (await getDocs(collection(fg.firestore, devicesPath(uid)))).docs;

describe('registerDevice', () => {
  test('returns the same id for the same token', async () => {
    const { ann } = users;
    // With the length and the characters of a token of Firebase Cloud Messaging.
    const token = `fMEP0vJqS0:APA91b${'H-x_4'.repeat(30)}`;
    const first = await registerDevice(ann.fg, { token, platform: 'web' });
    const again = await registerDevice(ann.fg, { token, platform: 'ios' });
    expect(again).toBe(first);
    const other = await registerDevice(ann.fg, { token: `${token}2`, platform: 'web' });
    expect((await devicesOf(ann)).map(({ id }) => id).toSorted()).toEqual(
      [first, other].toSorted(),
    );
    const [device] = (await devicesOf(ann)).filter(({ id }) => id === first);
    expect(device!.data()).toMatchObject({ token, platform: 'ios' });
  });

  test('names all invalid fields at once', async () => {
    const registering = registerDevice(users.ann.fg, { token: '', platform: 'amiga' as 'web' });
    await expect(registering).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: {
        token: 'expected 1 to 4096 characters, not only blanks',
        platform: 'expected one of web, ios, android',
      },
    });
  });
});

describe('removeDevice', () => {
  test('removes the device; one that does not exist is no error', async () => {
    const { bob } = users;
    const deviceId = await registerDevice(bob.fg, { token: 'bob:phone', platform: 'android' });
    await removeDevice(bob.fg, deviceId);
    expect(await devicesOf(bob)).toEqual([]);
    await expect(removeDevice(bob.fg, deviceId)).resolves.toBeUndefined();
  });
});

describe('saveNotificationSettings', () => {
  const saved = async () => (await getDoc(settingsRef(users.ann.fg))).data()?.notifications;

  test('changes only the given types', async () => {
    const { fg } = users.ann;
    const [quiet, silent] = [
      { inApp: true, push: false },
      { inApp: false, push: false },
    ];
    await saveNotificationSettings(fg, { post_comment: quiet, join_request: silent });
    await saveNotificationSettings(fg, { post_comment: silent, event_created: quiet });
    const all = { post_comment: silent, join_request: silent, event_created: quiet };
    expect(await saved()).toEqual(all);
    await saveNotificationSettings(fg, {});
    await saveNotificationSettings(fg, { post_comment: undefined } as object);
    expect(await saved()).toEqual(all);
  });

  test.each([
    ['an unknown type', { gossip: { inApp: true, push: true } }, 'gossip'],
    ['a missing channel', { post_comment: { push: true } }, 'post_comment'],
    [
      'an unknown channel',
      { post_comment: { inApp: true, push: true, mail: true } },
      'post_comment',
    ],
    ['null', { post_comment: null }, 'post_comment'],
  ])('names %s', async (_what, settings, field) => {
    const saving = saveNotificationSettings(users.ann.fg, settings as NotificationSettings);
    await expect(saving).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { [field]: expect.stringContaining('expected') },
    });
  });
});

describe('muteGroup and unmuteGroup', () => {
  test('set muted in the membership', async () => {
    const { ann, bob } = users;
    const groupId = await createClub(ann, { members: [bob] });
    const own = memberRef(bob.fg, groupId, bob.uid);
    await muteGroup(bob.fg, groupId);
    await untilDocument(memberRef(ann.fg, groupId, bob.uid), (member) => member?.muted === true);
    expect((await getDoc(own)).data()).toMatchObject({ role: 'member', status: 'joined' });
    await unmuteGroup(bob.fg, groupId);
    await untilDocument(memberRef(ann.fg, groupId, bob.uid), (member) => member?.muted === false);
    await leaveGroup(bob.fg, groupId);
    await expectReason(muteGroup(bob.fg, groupId), 'not-a-member', /Join it first/);
    await expectReason(unmuteGroup(users.cat.fg, groupId), 'not-a-member', /Join it first/);
  });
});
