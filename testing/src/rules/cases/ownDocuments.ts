/** Documents that only their owner reads and writes: settings, read marks, devices. */
import {
  LIMITS,
  NOTIFICATION_TYPES,
  PLATFORMS,
  devicesPath,
  settingsPath,
} from '@firegroups/model';
import { markChatRead, registerDevice, remove, set, update } from '../../fixtures/clientWrites.ts';
import { creationCases, storedFields, updateCases, type CreatableSpec } from '../documentCases.ts';
import { exactly, field, now, oneOf, optional } from '../fields.ts';
import { get, list, listAcross, write } from '../operations.ts';
import { OWNER, byUsers } from '../people.ts';
import type { Policy, PolicyCase } from '../policyCase.ts';

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

const device: CreatableSpec = {
  what: 'a device',
  ...owned,
  fields: {
    token: field({
      good: ['token', 't', 'x'.repeat(LIMITS.deviceToken)],
      bad: ['', 'x'.repeat(LIMITS.deviceToken + 1), 7, ['token'], null],
    }),
    platform: oneOf(PLATFORMS),
    updatedAt: now(),
  },
  create: (id = 'd1') => [registerDevice(OWNER, id)],
  hasClientId: true,
};

export const devices: Policy = {
  of: 'users/{uid}/devices/{deviceId}',
  cases: [...ownersOnly(device), ...listing(device, devicesPath(OWNER))],
};
