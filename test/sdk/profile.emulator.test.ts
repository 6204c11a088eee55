/** What people keep for themselves: the profile, devices, what they are told of. */
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
import { expectReason } from '../../testing/src/clients/refusal.ts';

const people = usePeople();
const cast = registerUsers(people, 'ann', 'bob', 'cat');

describe('saveProfile', () => {
  test('saves and saves again, and leaves alone what is not named', async () => {
    const { fg, uid } = cast.bob;
    await saveProfile(fg, { displayName: ' Bob ', bio: 'Plays go', photoURL: ' https://a.b/c ' });
    expect((await getDoc(userRef(fg, uid))).data()?.photoURL).toBe('https://a.b/c');
    await saveProfile(fg, { displayName: 'Robert', photoURL: null });
    const profile = (await getDoc(userRef(cast.ann.fg, uid))).data()!;
    expect(profile).toMatchObject({
      id: uid,
      displayName: 'Robert',
      bio: 'Plays go',
      photoURL: null,
    });
    expect(profile.createdAt).toBeInstanceOf(Date);
  });

  test('saves the first one from two tabs at once', async () => {
    const { fg } = people.open();
    await createUserWithEmailAndPassword(fg.auth, `${Math.random()}@example.com`, 'secret');
    await Promise.all([
      saveProfile(fg, { displayName: 'Fay' }),
      saveProfile(fg, { displayName: 'Fay' }),
    ]);
    const profile = await getDoc(userRef(fg, fg.auth.currentUser!.uid));
    expect(profile.data()?.displayName).toBe('Fay');
  });

  test('names every fault at once', async () => {
    const faulty = saveProfile(cast.ann.fg, {
      displayName: ' \u200b',
      photoURL: 'ftp://x',
      bio: 'x'.repeat(501),
    });
    await expect(faulty).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: {
        displayName: 'expected 1 to 50 characters, not only blanks',
        photoURL: expect.stringContaining('https'),
        bio: expect.stringContaining('500'),
      },
    });
  });
});

const devicesOf = async ({ fg, uid }: typeof cast.ann) =>
  (await getDocs(collection(fg.firestore, devicesPath(uid)))).docs;

describe('registerDevice', () => {
  test('takes the same token twice for one device', async () => {
    const { ann } = cast;
    // As long, and with such characters, as those of Firebase Cloud Messaging.
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

  test('names every fault at once', async () => {
    const faulty = registerDevice(cast.ann.fg, { token: '', platform: 'amiga' as 'web' });
    await expect(faulty).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: {
        token: 'expected 1 to 4096 characters, not only blanks',
        platform: 'expected one of web, ios, android',
      },
    });
  });
});

describe('removeDevice', () => {
  test('takes the device away; one that is gone already is no error', async () => {
    const { bob } = cast;
    const deviceId = await registerDevice(bob.fg, { token: 'bob:phone', platform: 'android' });
    await removeDevice(bob.fg, deviceId);
    expect(await devicesOf(bob)).toEqual([]);
    await expect(removeDevice(bob.fg, deviceId)).resolves.toBeUndefined();
  });
});

describe('saveNotificationSettings', () => {
  const saved = async () => (await getDoc(settingsRef(cast.ann.fg))).data()?.notifications;

  test('changes the types that are named, and leaves alone the others', async () => {
    const { fg } = cast.ann;
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
    ['a type that there is none of', { gossip: { inApp: true, push: true } }, 'gossip'],
    ['half a choice', { post_comment: { push: true } }, 'post_comment'],
    [
      'more than a choice',
      { post_comment: { inApp: true, push: true, mail: true } },
      'post_comment',
    ],
    ['null', { post_comment: null }, 'post_comment'],
  ])('names %s', async (_what, settings, field) => {
    const saving = saveNotificationSettings(cast.ann.fg, settings as NotificationSettings);
    await expect(saving).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { [field]: expect.stringContaining('expected') },
    });
  });
});

describe('muteGroup and unmuteGroup', () => {
  test('set what the user’s other devices see of it', async () => {
    const { ann, bob } = cast;
    const groupId = await createClub(ann, { members: [bob] });
    const own = memberRef(bob.fg, groupId, bob.uid);
    await muteGroup(bob.fg, groupId);
    await untilDocument(memberRef(ann.fg, groupId, bob.uid), (member) => member?.muted === true);
    expect((await getDoc(own)).data()).toMatchObject({ role: 'member', status: 'joined' });
    await unmuteGroup(bob.fg, groupId);
    await untilDocument(memberRef(ann.fg, groupId, bob.uid), (member) => member?.muted === false);
    await leaveGroup(bob.fg, groupId);
    await expectReason(muteGroup(bob.fg, groupId), 'not-a-member', /join the group/);
    await expectReason(unmuteGroup(cast.cat.fg, groupId), 'not-a-member', /join the group/);
  });
});
