/** The user's profile, devices and notification settings. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { LIMITS, devicePath, devicesPath } from '@firegroups/model';
import {
  collection,
  doc,
  getDoc,
  getDocs,
  query,
  where,
  type DocumentData,
} from 'firebase/firestore';
import {
  leaveGroup,
  memberRef,
  muteGroup,
  registerDevice,
  removeDevice,
  saveNotificationSettings,
  saveProfile,
  setNotifyLevel,
  settingsRef,
  unmuteGroup,
  userRef,
  type Member,
  type NotificationSettings,
  type NotifyLevel,
} from 'firegroups';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import pMap from 'p-map';
import { deviceIdOf } from '../../testing/src/fixtures/deviceId.ts';
import { createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { signUp } from '../../testing/src/clients/client.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { stored } from '../../testing/src/prefix/stored.ts';

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
    await signUp(fg.auth);
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
      bio: 'x'.repeat(LIMITS.bio + 1),
    });
    await expect(saving).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: {
        displayName: `expected 1 to ${LIMITS.displayName} visible characters on one line, without hidden or control characters`,
        photoURL: expect.stringContaining('https'),
        bio: expect.stringContaining(String(LIMITS.bio)),
      },
    });
  });
});

/** Returns the user's devices, as the server has them. */
async function devicesOf({ fg, uid }: typeof users.ann): Promise<DocumentData[]> {
  const own = query(collection(fg.firestore, stored(devicesPath())), where('userId', '==', uid));
  return (await getDocs(own)).docs.map((device) => ({ id: device.id, ...device.data() }));
}

describe('registerDevice', () => {
  test('returns the same id for the same token', async () => {
    const { ann } = users;
    // With the length and the characters of a token of Firebase Cloud Messaging.
    const token = `fMEP0vJqS0:APA91b${'H-x_4'.repeat(30)}`;
    const first = await registerDevice(ann.fg, { token, platform: 'web' });
    const again = await registerDevice(ann.fg, { token, platform: 'ios' });
    expect(again).toBe(first);
    const other = await registerDevice(ann.fg, { token: `${token}2`, platform: 'web' });
    expect((await devicesOf(ann)).map(({ id }) => id as string).toSorted()).toEqual(
      [first, other].toSorted(),
    );
    const [device] = (await devicesOf(ann)).filter(({ id }) => id === first);
    const locale = Intl.DateTimeFormat().resolvedOptions().locale;
    expect(device).toMatchObject({ userId: ann.uid, token, platform: 'ios', locale });
    expect(first).toBe(deviceIdOf(token));
  });

  test('takes the token over from the previous user of the phone, who then cannot remove it', async () => {
    const { ann, bob } = users;
    const shared = { token: 'shared:phone', platform: 'android', locale: 'pt-BR' } as const;
    const deviceId = await registerDevice(ann.fg, shared);
    expect(await registerDevice(bob.fg, shared)).toBe(deviceId);
    const ownersOf = async () =>
      [...(await devicesOf(ann)), ...(await devicesOf(bob))]
        .filter(({ id }) => id === deviceId)
        .map(({ userId }) => userId as string);
    expect(await ownersOf()).toEqual([bob.uid]);
    await expect(removeDevice(ann.fg, deviceId)).rejects.toMatchObject({
      reason: 'permission-denied',
    });
    expect(await ownersOf()).toEqual([bob.uid]);
    await removeDevice(bob.fg, deviceId);
    expect(await ownersOf()).toEqual([]);
  });

  const ORDERS = [
    ['ann', 'bob', 'removal'],
    ['ann', 'removal', 'bob'],
    ['bob', 'ann', 'removal'],
    ['bob', 'removal', 'ann'],
    ['removal', 'ann', 'bob'],
    ['removal', 'bob', 'ann'],
  ] as const;

  /** Two users register the same token, and the first one removes it. Returns the owners afterwards. */
  async function race(i: number, isInOrder: boolean): Promise<string[]> {
    const { ann, bob } = users;
    const device = { token: `${isInOrder ? 'ordered' : 'raced'}:${i}`, platform: 'web' } as const;
    const id = deviceIdOf(device.token);
    const steps = {
      ann: () => registerDevice(ann.fg, device),
      bob: () => registerDevice(bob.fg, device),
      // The rules refuse it if the device is Bob's.
      removal: () => removeDevice(ann.fg, id).catch(() => {}),
    };
    const order = ORDERS[i % ORDERS.length]!;
    if (isInOrder) for (const step of order) await steps[step]();
    else await Promise.all(order.map((step) => steps[step]()));
    const found = await Promise.all(
      [ann, bob].map(({ fg }) =>
        getDoc(doc(fg.firestore, stored(devicePath(id)))).catch(() => null),
      ),
    );
    return [ann, bob].flatMap(({ uid, name }, k) =>
      found[k]?.data()?.['userId'] === uid ? [name] : [],
    );
  }

  test('leaves the device to the last user who registered it, in every order', async () => {
    const owners = await Promise.all(ORDERS.map((_order, i) => race(i, true)));
    expect(owners).toEqual([['Bob'], ['Bob'], [], ['Ann'], ['Bob'], ['Ann']]);
  });

  test('leaves at most one owner in 100 races of two registrations and a removal', async () => {
    const all = Array.from({ length: 100 }, (_unused, i) => i);
    const races = await pMap(all, (i) => race(i, false), { concurrency: 10 });
    expect(races.filter((owners) => owners.length > 1)).toEqual([]);
    expect(races.filter((owners) => owners.length === 1).length).toBeGreaterThan(0);
  });

  test('names all invalid fields at once', async () => {
    const registering = registerDevice(users.ann.fg, {
      token: '',
      platform: 'amiga' as 'web',
      locale: 'en_US',
    });
    await expect(registering).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: {
        token: `expected 1 to ${LIMITS.deviceToken} characters, not only blanks`,
        platform: 'expected one of web, ios, android',
        locale: 'expected a language tag such as en or pt-BR',
      },
    });
  });
});

describe('removeDevice', () => {
  test('removes the device; one that does not exist is no error', async () => {
    const { cat } = users;
    const deviceId = await registerDevice(cat.fg, { token: 'cat:phone', platform: 'android' });
    expect(await devicesOf(cat)).toMatchObject([{ id: deviceId }]);
    await removeDevice(cat.fg, deviceId);
    expect(await devicesOf(cat)).toEqual([]);
    await expect(removeDevice(cat.fg, deviceId)).resolves.toBeUndefined();
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

describe('setNotifyLevel, muteGroup and unmuteGroup', () => {
  test('set notify and mutedUntil in the membership', async () => {
    const { ann, bob } = users;
    const groupId = await createClub(ann, { members: [bob] });
    const isSeen = (fields: Partial<Member>) =>
      untilDocument(memberRef(ann.fg, groupId, bob.uid), (member) =>
        isDeepStrictEqual({ ...member, ...fields }, { ...member }),
      );
    await setNotifyLevel(bob.fg, groupId, 'mentions');
    await isSeen({ notify: 'mentions', role: 'member', status: 'joined' });
    const mutedUntil = new Date(Date.now() + 3_600_000);
    await muteGroup(bob.fg, groupId, mutedUntil);
    await isSeen({ notify: 'mentions', mutedUntil });
    await unmuteGroup(bob.fg, groupId);
    await isSeen({ notify: 'mentions', mutedUntil: null });
    await leaveGroup(bob.fg, groupId);
    await expectReason(setNotifyLevel(bob.fg, groupId, 'all'), 'not-a-member', /Join it first/);
    await expectReason(muteGroup(bob.fg, groupId, mutedUntil), 'not-a-member', /Join it first/);
    await expectReason(unmuteGroup(users.cat.fg, groupId), 'not-a-member', /Join it first/);
  });

  test('name an invalid level or time', async () => {
    const { fg } = users.ann;
    await expect(setNotifyLevel(fg, 'g', 'loud' as NotifyLevel)).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { notify: 'expected one of all, mentions, none' },
    });
    await expect(muteGroup(fg, 'g', 8 as unknown as Date)).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { until: 'expected a Date' },
    });
  });
});
