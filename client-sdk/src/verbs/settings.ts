/**
 * What the signed-in user is told of, and where. Each throws a FiregroupsError: all of them `unauthenticated` and
 * `invalid-argument`.
 */
import {
  deleteDoc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import {
  NOTIFICATION_TYPES,
  PLATFORMS,
  type NotificationType,
  type Platform,
} from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import { checked, filledText, inAppAndPush, oneOf } from '../checks.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { deviceRef, memberRef, settingsRef } from '../refs.ts';
import { attempt, write } from '../write.ts';

/** A device that push messages go to. */
export interface NewDevice {
  /** The registration token that Firebase Cloud Messaging gave out; up to 4096 characters. */
  token: string;
  platform: Platform;
}

/** For each type that is named: whether it is written for the app to show, and whether it is pushed to devices. */
export type NotificationSettings = Partial<
  Record<NotificationType, { inApp: boolean; push: boolean }>
>;

/**
 * Registers a device for push messages; gives back its id. The same token again is the same device: call it with each start.
 *
 * @example
 * const deviceId = await registerDevice(fg, { token: fcmToken, platform: 'web' });
 */
export async function registerDevice(fg: Firegroups, fields: NewDevice): Promise<string> {
  currentUid(fg);
  const device = checked(fields, {
    token: filledText(LIMITS.deviceToken),
    platform: oneOf(PLATFORMS),
  });
  // A token's end is what is random in it, and more than long enough to be the only one of its kind.
  const deviceId = device.token.slice(-LIMITS.id).replace(/[^\w-]/g, '_');
  const ref = deviceRef(fg, deviceId);
  await attempt(() => setDoc(ref, { ...device, updatedAt: serverTimestamp() }));
  return deviceId;
}

/**
 * Sends no more push messages to a device: call it before signing out.
 *
 * @example
 * await removeDevice(fg, deviceId);
 */
export async function removeDevice(fg: Firegroups, deviceId: string): Promise<void> {
  const ref = deviceRef(fg, deviceId);
  await attempt(() => deleteDoc(ref));
}

/**
 * Saves what the user wants to be told of; types that are not named stay as they are, at first in the app and pushed.
 *
 * @example
 * await saveNotificationSettings(fg, { post_comment: { inApp: true, push: false } });
 */
export async function saveNotificationSettings(
  fg: Firegroups,
  settings: NotificationSettings,
): Promise<void> {
  const ref = settingsRef(fg) as DocumentReference;
  const checks = Object.fromEntries(NOTIFICATION_TYPES.map((type) => [type, inAppAndPush]));
  const notifications = checked<object>(settings, checks, []);
  // To Firestore an empty map is a value: merged, it takes the place of all that is there.
  if (Object.keys(notifications).length === 0) return;
  await attempt(() => setDoc(ref, { notifications }, { merge: true }));
}

/**
 * Sends the user no more push messages of a group; it keeps showing in the app.
 *
 * @throws `not-a-member`.
 * @example
 * await muteGroup(fg, groupId);
 */
export async function muteGroup(fg: Firegroups, groupId: string): Promise<void> {
  await setMuted(fg, groupId, true);
}

/**
 * Sends the user push messages of a group again.
 *
 * @throws `not-a-member`.
 * @example
 * await unmuteGroup(fg, groupId);
 */
export async function unmuteGroup(fg: Firegroups, groupId: string): Promise<void> {
  await setMuted(fg, groupId, false);
}

async function setMuted(fg: Firegroups, groupId: string, muted: boolean): Promise<void> {
  const own = memberRef(fg, groupId, currentUid(fg));
  await write(fg, own, () => updateDoc(own, { muted, updatedAt: serverTimestamp() }));
}
