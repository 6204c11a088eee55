/**
 * Devices and notification settings of the signed-in user. Each function throws a FiregroupsError: `unauthenticated`,
 * `invalid-argument`, and what its own documentation names.
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
import { write } from '../write.ts';

/** A device that receives push messages. */
export interface NewDevice {
  /** The registration token from Firebase Cloud Messaging; up to 4096 characters. */
  token: string;
  platform: Platform;
}

/** For each type: whether the app shows its notifications, and whether devices receive them as push messages. */
export type NotificationSettings = Partial<
  Record<NotificationType, { inApp: boolean; push: boolean }>
>;

/**
 * Registers a device for push messages and returns its id. The same token gives the same id, so call it at each start of the app.
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
  // The end of a token is random, and long enough to be unique.
  const deviceId = device.token.slice(-LIMITS.id).replace(/[^\w-]/g, '_');
  const ref = deviceRef(fg, deviceId);
  await write(fg, () => setDoc(ref, { ...device, updatedAt: serverTimestamp() }));
  return deviceId;
}

/**
 * Stops push messages to a device. Call it before signing out.
 *
 * @example
 * await removeDevice(fg, deviceId);
 */
export async function removeDevice(fg: Firegroups, deviceId: string): Promise<void> {
  const ref = deviceRef(fg, deviceId);
  await write(fg, () => deleteDoc(ref));
}

/**
 * Saves the user's notification settings. Types that you do not pass keep theirs; the default is both in the app and by push.
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
  // Firestore would replace all settings with an empty map.
  if (Object.keys(notifications).length === 0) return;
  await write(fg, () => setDoc(ref, { notifications }, { merge: true }));
}

/**
 * Stops push messages about a group. Its notifications still show in the app.
 *
 * @throws `not-a-member`.
 * @example
 * await muteGroup(fg, groupId);
 */
export async function muteGroup(fg: Firegroups, groupId: string): Promise<void> {
  await setMuted(fg, groupId, true);
}

/**
 * Allows push messages about a group again.
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
  await write(fg, () => updateDoc(own, { muted, updatedAt: serverTimestamp() }), { document: own });
}
