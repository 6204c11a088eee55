/** What people do with what is theirs alone. */
import {
  NOTIFICATION_TYPES,
  devicePath,
  memberPath,
  messagesPath,
  readMarkPath,
  settingsPath,
  userPath,
  type NotificationType,
} from '@firegroups/model';
import {
  collection,
  deleteDoc,
  doc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type Firestore,
} from 'firebase/firestore';
import { joinedOf, type World } from '../world.ts';
import type { Action, Actions } from './action.ts';

const byAll = (
  { people }: World,
  what: string,
  run: (firestore: Firestore, actor: string) => Promise<unknown>,
): Action[] => people.map((actor) => ({ actor, what, run: (firestore) => run(firestore, actor) }));

/** In a group that is not being erased. */
const byJoined = (
  world: World,
  what: string,
  run: (firestore: Firestore, actor: string, groupId: string) => Promise<unknown>,
): Action[] =>
  [...world.groups]
    .filter(([, { deletedAt }]) => !deletedAt)
    .flatMap(([groupId]) =>
      joinedOf(world, groupId).map((actor) => ({
        actor,
        what: `${what} ${groupId}`,
        run: (firestore) => run(firestore, actor, groupId),
      })),
    );

export const changeName: Actions = (world, chance) => {
  const displayName = chance.pick(['Ánna', 'ÉMILE', 'Zoë', 'Ben']);
  return byAll(world, `takes the name "${displayName}"`, (firestore, actor) =>
    updateDoc(doc(firestore, userPath(actor)), { displayName, updatedAt: serverTimestamp() }),
  ).filter(({ actor }) => world.named.has(actor));
};

export const changeSettings: Actions = (world, chance) => {
  const chosen = chance.shuffled(NOTIFICATION_TYPES).slice(0, 3 * chance.below(3));
  const notifications: Partial<Record<NotificationType, object>> = {};
  for (const type of chosen) {
    notifications[type] = { inApp: !chance.oneIn(2), push: !chance.oneIn(2) };
  }
  return byAll(world, `sets ${JSON.stringify(notifications)}`, (firestore, actor) =>
    setDoc(doc(firestore, settingsPath(actor)), { notifications }),
  );
};

/** The device's token says whose it is. */
export const registerDevice: Actions = (world, chance) => {
  const id = chance.pick(['phone', 'desk']);
  return byAll(world, `registers the device ${id}`, (firestore, actor) =>
    setDoc(doc(firestore, devicePath(actor, id)), {
      token: `${actor}/devices/${id}`,
      platform: 'web',
      updatedAt: serverTimestamp(),
    }),
  );
};

export const forgetDevice: Actions = (world, chance) => {
  const id = chance.pick(['phone', 'desk']);
  return byAll(world, `forgets the device ${id}`, (firestore, actor) =>
    deleteDoc(doc(firestore, devicePath(actor, id))),
  );
};

export const mute: Actions = (world, chance) => {
  const muted = !chance.oneIn(3);
  return byJoined(world, muted ? 'mutes' : 'unmutes', (firestore, actor, groupId) =>
    updateDoc(doc(firestore, memberPath(groupId, actor)), { muted, updatedAt: serverTimestamp() }),
  );
};

export const markChatRead: Actions = (world) =>
  byJoined(world, 'marks the chat read of', (firestore, actor, groupId) =>
    setDoc(doc(firestore, readMarkPath(actor, groupId)), {
      groupId,
      lastReadAt: serverTimestamp(),
    }),
  );

export const sendMessage: Actions = (world) =>
  byJoined(world, 'writes in the chat of', (firestore, actor, groupId) =>
    setDoc(doc(collection(firestore, messagesPath(groupId))), {
      authorId: actor,
      text: 'Hello',
      createdAt: serverTimestamp(),
    }),
  );

export const readNotification: Actions = ({ notifications }) =>
  notifications
    .filter(({ data }) => data['readAt'] === null)
    .map(({ path, owner }) => ({
      actor: owner,
      what: `reads ${path}`,
      run: (firestore) => updateDoc(doc(firestore, path), { readAt: serverTimestamp() }),
    }));
