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
  NOTIFY_LEVELS,
  PLATFORMS,
  type Member,
  type NotificationType,
  type NotifyLevel,
  type Platform,
} from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import {
  checkValue,
  checked,
  filledText,
  inAppAndPush,
  languageTag,
  oneOf,
  time,
} from '../checks.ts';
import { FiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { deviceRef, memberRef, settingsRef } from '../refs.ts';
import { write } from '../write.ts';

/** A device that receives push messages. */
export interface NewDevice {
  /** The registration token from Firebase Cloud Messaging; up to `LIMITS.deviceToken` characters. */
  token: string;
  platform: Platform;
  /** The language of the app, such as `en` or `pt-BR`; by default that of the runtime. */
  locale?: string | undefined;
}

/** For each type: whether the app shows its notifications, and whether devices receive them as push messages. */
export type NotificationSettings = Partial<
  Record<NotificationType, { inApp: boolean; push: boolean }>
>;

/**
 * Registers a device for the push messages of the signed-in user, and returns its id. If another user had registered the
 * same token, that user gets no more pushes on it. Call it at each start of the app and after each sign-in: a user's 20
 * newest devices get the pushes of notifications, and the `LIMITS.pushDevices` newest those of chat messages.
 *
 * @throws `not-configured` without WebCrypto's `crypto.subtle`, which browsers offer on https pages and on localhost. In
 * React Native, add a polyfill.
 * @example
 * const deviceId = await registerDevice(fg, { token: fcmToken, platform: 'web' });
 */
export async function registerDevice(fg: Firegroups, fields: NewDevice): Promise<string> {
  const userId = currentUid(fg);
  const locale =
    (fields as NewDevice | null)?.locale ?? Intl.DateTimeFormat().resolvedOptions().locale;
  const device = checked(
    { ...fields, locale },
    {
      token: filledText(LIMITS.deviceToken),
      platform: oneOf(PLATFORMS),
      locale: languageTag,
    },
  );
  const deviceId = await sha256(device.token);
  const ref = deviceRef(fg, deviceId);
  await write(fg, () => setDoc(ref, { userId, ...device, updatedAt: serverTimestamp() }));
  return deviceId;
}

/** Returns the hash in lower-case hex. */
async function sha256(text: string): Promise<string> {
  // On a page without https, and in React Native, there is none.
  const { subtle } = (globalThis as { crypto?: { subtle?: SubtleCrypto } }).crypto ?? {};
  if (!subtle)
    throw new FiregroupsError(
      'not-configured',
      'crypto.subtle is not available. Use https, or add a polyfill.',
    );
  const hash = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Stops push messages to a device. Call it before signing out.
 *
 * @throws `permission-denied` if another user has registered the device since.
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
 * Sets which pushes the user gets about a group: all, all except chat messages (`mentions`), or none. The group's notifications still
 * appear in the app.
 *
 * @throws `not-a-member`.
 * @example
 * await setNotifyLevel(fg, groupId, 'mentions');
 */
export async function setNotifyLevel(
  fg: Firegroups,
  groupId: string,
  notify: NotifyLevel,
): Promise<void> {
  checkValue('notify', notify, oneOf(NOTIFY_LEVELS));
  await updateOwn(fg, groupId, { notify });
}

/**
 * Stops the pushes about a group until the given time. The group's notifications still appear in the app. To stop the pushes for good,
 * call `setNotifyLevel` with `none`.
 *
 * @throws `not-a-member`.
 * @example
 * await muteGroup(fg, groupId, new Date(Date.now() + 8 * 3_600_000));
 */
export async function muteGroup(fg: Firegroups, groupId: string, until: Date): Promise<void> {
  checkValue('until', until, time());
  await updateOwn(fg, groupId, { mutedUntil: until });
}

/**
 * Unmutes a group before the mute ends.
 *
 * @throws `not-a-member`.
 * @example
 * await unmuteGroup(fg, groupId);
 */
export async function unmuteGroup(fg: Firegroups, groupId: string): Promise<void> {
  await updateOwn(fg, groupId, { mutedUntil: null });
}

async function updateOwn(
  fg: Firegroups,
  groupId: string,
  fields: Partial<Pick<Member, 'notify' | 'mutedUntil'>>,
): Promise<void> {
  const own = memberRef(fg, groupId, currentUid(fg));
  await write(fg, () => updateDoc(own, { ...fields, updatedAt: serverTimestamp() }), {
    document: own,
  });
}
