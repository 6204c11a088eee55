/** Documents that only their owner reads and writes: settings, read marks, devices. */
import {
  LIMITS,
  NOTIFICATION_TYPES,
  PLATFORMS,
  devicePath,
  devicesPath,
  settingsPath,
} from '@firegroups/model';
import { serverTimestamp, where } from 'firebase/firestore';
import {
  markChatRead,
  registerDevice,
  remove,
  set,
  update,
  withFields,
} from '../../fixtures/clientWrites.ts';
import { deviceIdOf } from '../../fixtures/deviceId.ts';
import { creationCases, storedFields, updateCases, type CreatableSpec } from '../documentCases.ts';
import { exactly, field, now, oneOf, optional } from '../fields.ts';
import { get, list, listAcross, write } from '../operations.ts';
import { ACCEPTED_CLIENTS, OTHER, OWNER, byUsers } from '../people.ts';
import { allowed, denied, personCase, type Policy, type PolicyCase } from '../policyCase.ts';

/** Every operation, by the owner and by others. Only the owner can do them. */
function ownersOnly(spec: CreatableSpec): PolicyCase[] {
  const { what, create } = spec;
  const [document] = create();
  const { path } = document!;
  const stored = { [path]: storedFields(spec.fields) };
  return [
    ...byUsers(`get ${what}`, stored, [OWNER], get(path)),
    ...byUsers(`create ${what}`, { [path]: null }, [OWNER], write(document!)),
    ...byUsers(`replace ${what}`, stored, [OWNER], write(document!)),
    ...byUsers(`delete ${what}`, stored, [OWNER], write(remove(path))),
    ...creationCases(spec),
  ];
}

/** Only the owner can list them, and only in their own collection. */
function listing(spec: CreatableSpec, collection: string): PolicyCase[] {
  const stored = { [spec.create()[0]!.path]: storedFields(spec.fields) };
  const name = collection.split('/').at(-1)!;
  return [
    ...byUsers(`list ${name}`, stored, [OWNER], list(collection)),
    ...byUsers(`list ${name} of all users`, stored, [], listAcross(name)),
  ];
}

/** A document of the owner that needs no other document. */
const owned = { by: OWNER, given: {} };

const both = { inApp: true, push: true };
const settingsSpec = {
  what: 'settings',
  ...owned,
  fields: {
    notifications: optional(
      field({
        good: [
          {},
          Object.fromEntries(NOTIFICATION_TYPES.map((type) => [type, both])),
          ...[true, false].flatMap((inApp) =>
            [true, false].map((push) => ({ group_invite: { inApp, push } })),
          ),
        ],
        bad: [
          { other: both },
          ...NOTIFICATION_TYPES.map((type) => ({ [type]: { inApp: true } })),
          { group_invite: { push: true } },
          { group_invite: { ...both, sms: true } },
          { group_invite: { inApp: 1, push: true } },
          { group_invite: { inApp: 'true', push: 'true' } },
          { group_invite: true },
          { group_invite: null },
          [both],
          true,
          null,
        ],
      }),
    ),
  },
  create: () => [set(settingsPath(OWNER), {})],
  update: update(settingsPath(OWNER), { notifications: {} }),
};

const otherDocument = `users/${OWNER}/private/more`;

export const settings: Policy = {
  of: 'users/{uid}/private/settings',
  cases: [
    ...ownersOnly(settingsSpec),
    ...updateCases(settingsSpec),
    ...byUsers('list private documents', {}, [], list(`users/${OWNER}/private`)),
    ...byUsers(
      'write another private document',
      { [otherDocument]: null },
      [],
      write(set(otherDocument, {})),
    ),
  ],
};

const readMark: CreatableSpec = {
  what: 'a read mark',
  ...owned,
  fields: { groupId: exactly('g1'), lastReadAt: now() },
  create: (id = 'g1') => [markChatRead(OWNER, id)],
  hasClientId: true,
};

export const readMarks: Policy = {
  of: 'users/{uid}/reads/{groupId}',
  cases: [...ownersOnly(readMark), ...listing(readMark, `users/${OWNER}/reads`)],
};

const TOKEN = 'token';
const longLocale = (length: number) => 'en-12345678-12345678-12345678-12345678'.slice(0, length);
const ofOwner = where('userId', '==', OWNER);
const device: CreatableSpec = {
  what: 'a device',
  ...owned,
  fields: {
    userId: exactly(OWNER),
    // The id is the hash of this token. Other tokens have cases of their own.
    token: exactly(TOKEN),
    platform: oneOf(PLATFORMS),
    locale: field({
      good: ['en', 'pt-BR', 'zh-Hant-TW', longLocale(LIMITS.deviceLocale)],
      bad: ['', 'e', 'en_US', 'en-', longLocale(LIMITS.deviceLocale + 1), 7, ['en'], null],
    }),
    updatedAt: now(),
  },
  create: () => [registerDevice(OWNER, TOKEN)],
};
const deviceAt = devicePath(deviceIdOf(TOKEN));
const storedDevice = { [deviceAt]: storedFields(device.fields) };

/** Registers a token under the hash of the token, or under another id. */
function registrations(): PolicyCase[] {
  const longest = 'x'.repeat(LIMITS.deviceToken);
  const tokens: [isAllowed: boolean, what: string, token: unknown, id: string][] = [
    [true, 'of one character', 't', deviceIdOf('t')],
    [true, 'of the greatest length', longest, deviceIdOf(longest)],
    [true, 'of other letters', 'á:漢_-', deviceIdOf('á:漢_-')],
    [false, 'that is longer', `${longest}x`, deviceIdOf(`${longest}x`)],
    [false, 'that is empty', '', deviceIdOf('')],
    [false, 'that is no string', 7, deviceIdOf('7')],
    [false, 'under another id', TOKEN, deviceIdOf('other')],
    [false, 'under its hash in capitals', TOKEN, deviceIdOf(TOKEN).toUpperCase()],
    [false, 'under the token itself', TOKEN, TOKEN],
  ];
  return tokens.map(([isAllowed, what, token, id]) =>
    (isAllowed ? allowed : denied)({
      name: `${isAllowed ? 'allows' : 'refuses'} a token ${what}`,
      by: OWNER,
      given: { [devicePath(id)]: null },
      does: write(withFields(registerDevice(OWNER, TOKEN, id), { token })),
    }),
  );
}

export const devices: Policy = {
  of: 'devices/{deviceId}',
  cases: [
    ...byUsers('get a device', storedDevice, [OWNER], get(deviceAt)),
    ...byUsers('delete a device', storedDevice, [OWNER], write(remove(deviceAt))),
    ...byUsers('get a device that does not exist', { [deviceAt]: null }, [], get(deviceAt)),
    ...byUsers(
      'delete a device that does not exist',
      { [deviceAt]: null },
      [OWNER, OTHER, ...ACCEPTED_CLIENTS],
      write(remove(deviceAt)),
    ),
    ...byUsers(
      'list the devices of the owner',
      storedDevice,
      [OWNER],
      list(devicesPath(), ofOwner),
    ),
    personCase(
      { label: 'the owner', uid: OWNER },
      false,
      'list all devices',
      storedDevice,
      list(devicesPath()),
      'too wide',
    ),
    ...creationCases(device),
    ...registrations(),
    personCase(
      { label: 'another user with the token', uid: OTHER },
      true,
      'take the device over',
      storedDevice,
      write(registerDevice(OTHER, TOKEN)),
    ),
    personCase(
      { label: 'another user without the token', uid: OTHER },
      false,
      'take the device over',
      storedDevice,
      write(update(deviceAt, { userId: OTHER, token: 'guess', updatedAt: serverTimestamp() })),
    ),
  ],
};
