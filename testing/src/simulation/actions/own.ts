/** What users do with their own documents. */
import {
  NOTIFICATION_TYPES,
  NOTIFY_LEVELS,
  messagePath,
  type NotificationType,
} from '@firegroups/model';
import {
  markChatRead as readMark,
  markNotificationRead,
  setNotify as setNotifyWrite,
  registerDevice as registration,
  remove,
  saveSettings,
  sendMessage as message,
  updateProfile,
  type ClientWrite,
} from '../../fixtures/clientWrites.ts';
import { joinedOf, type SeedState } from '../state.ts';
import type { Action, Actions } from './action.ts';

const byAll = (
  { users }: SeedState,
  what: string,
  write: (actor: string) => ClientWrite,
): Action[] => users.map((actor) => ({ actor, what, writes: [write(actor)] }));

/** In groups that are not being deleted. */
const byJoined = (
  state: SeedState,
  what: string,
  write: (actor: string, groupId: string) => ClientWrite,
): Action[] =>
  [...state.groups]
    .filter(([, { deletedAt }]) => !deletedAt)
    .flatMap(([groupId]) =>
      joinedOf(state, groupId).map((actor) => ({
        actor,
        what: `${what} ${groupId}`,
        writes: [write(actor, groupId)],
      })),
    );

export const changeName: Actions = (state, random) => {
  const displayName = random.pick(['Ánna', 'ÉMILE', 'Zoë', 'Ben']);
  return byAll(state, `takes the name "${displayName}"`, (actor) =>
    updateProfile(actor, { displayName }),
  ).filter(({ actor }) => state.withProfile.has(actor));
};

export const changeSettings: Actions = (state, random) => {
  const chosen = random.shuffled(NOTIFICATION_TYPES).slice(0, 3 * random.below(3));
  const notifications: Partial<Record<NotificationType, object>> = {};
  for (const type of chosen) {
    notifications[type] = { inApp: !random.oneIn(2), push: !random.oneIn(2) };
  }
  return byAll(state, `sets ${JSON.stringify(notifications)}`, (actor) =>
    saveSettings(actor, notifications),
  );
};

/** Users have a phone of their own, and share a desk. */
export const registerDevice: Actions = (state, random) => {
  const name = random.pick(['phone', 'desk']);
  return byAll(state, `registers the ${name}`, (actor) =>
    registration(actor, tokenOf(actor, name)),
  );
};

/** By its owner. */
export const deleteDevice: Actions = ({ devices }) =>
  devices.map(({ path, data }) => ({
    actor: data['userId'] as string,
    what: `deletes ${path}`,
    writes: [remove(path)],
  }));

const tokenOf = (uid: string, name: string) =>
  name === 'phone' ? `${uid} phone` : `${uid.replace(/-.*/, '')}- desk`;

const CHOICES = [
  ...NOTIFY_LEVELS.map((notify) => ({ notify })),
  { mutedUntil: new Date('2100-01-01') },
  { mutedUntil: new Date(0) },
  { mutedUntil: null },
];

export const setNotify: Actions = (state, random) => {
  const choice = random.pick(CHOICES);
  return byJoined(state, `chooses ${JSON.stringify(choice)} in`, (actor, groupId) =>
    setNotifyWrite(groupId, actor, choice),
  );
};

export const markChatRead: Actions = (state) =>
  byJoined(state, 'marks the chat as read in', readMark);

export const sendMessage: Actions = (state, _random, newId) => {
  const id = newId();
  return byJoined(state, 'sends a message in', (actor, groupId) =>
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
