/** What users do with their own documents. */
import {
  NOTIFICATION_TYPES,
  devicePath,
  messagePath,
  type NotificationType,
} from '@firegroups/model';
import {
  markChatRead as readMark,
  markNotificationRead,
  mute as muting,
  registerDevice as registration,
  remove,
  saveSettings,
  sendMessage as message,
  updateProfile,
  type ClientWrite,
} from '../../fixtures/clientWrites.ts';
import { joinedOf, type World } from '../world.ts';
import type { Action, Actions } from './action.ts';

const byAll = ({ people }: World, what: string, write: (actor: string) => ClientWrite): Action[] =>
  people.map((actor) => ({ actor, what, writes: [write(actor)] }));

/** In groups that are not being deleted. */
const byJoined = (
  world: World,
  what: string,
  write: (actor: string, groupId: string) => ClientWrite,
): Action[] =>
  [...world.groups]
    .filter(([, { deletedAt }]) => !deletedAt)
    .flatMap(([groupId]) =>
      joinedOf(world, groupId).map((actor) => ({
        actor,
        what: `${what} ${groupId}`,
        writes: [write(actor, groupId)],
      })),
    );

export const changeName: Actions = (world, chance) => {
  const displayName = chance.pick(['Ánna', 'ÉMILE', 'Zoë', 'Ben']);
  return byAll(world, `takes the name "${displayName}"`, (actor) =>
    updateProfile(actor, { displayName }),
  ).filter(({ actor }) => world.named.has(actor));
};

export const changeSettings: Actions = (world, chance) => {
  const chosen = chance.shuffled(NOTIFICATION_TYPES).slice(0, 3 * chance.below(3));
  const notifications: Partial<Record<NotificationType, object>> = {};
  for (const type of chosen) {
    notifications[type] = { inApp: !chance.oneIn(2), push: !chance.oneIn(2) };
  }
  return byAll(world, `sets ${JSON.stringify(notifications)}`, (actor) =>
    saveSettings(actor, notifications),
  );
};

/** The device's token names its owner. */
export const registerDevice: Actions = (world, chance) => {
  const id = chance.pick(['phone', 'desk']);
  return byAll(world, `registers the device ${id}`, (actor) =>
    registration(actor, id, `${actor}/devices/${id}`),
  );
};

export const deleteDevice: Actions = (world, chance) => {
  const id = chance.pick(['phone', 'desk']);
  return byAll(world, `deletes the device ${id}`, (actor) => remove(devicePath(actor, id)));
};

export const mute: Actions = (world, chance) => {
  const muted = !chance.oneIn(3);
  return byJoined(world, muted ? 'mutes' : 'unmutes', (actor, groupId) =>
    muting(groupId, actor, muted),
  );
};

export const markChatRead: Actions = (world) =>
  byJoined(world, 'marks the chat as read in', readMark);

export const sendMessage: Actions = (world, _chance, newId) => {
  const id = newId();
  return byJoined(world, 'sends a message in', (actor, groupId) =>
    message(messagePath(groupId, id), actor),
  );
};

export const readNotification: Actions = ({ notifications }) =>
  notifications
    .filter(({ data }) => data['readAt'] === null)
    .map(({ path, owner }) => ({
      actor: owner,
      what: `reads ${path}`,
      writes: [markNotificationRead(path)],
    }));
