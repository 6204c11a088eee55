/** Every user gets each notification that concerns them once, and nothing but its reader changes it. */
import type { Notification } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import {
  always,
  isLiveAt,
  settingAt,
  type ExpectedNotification,
} from '../expectedNotifications.ts';
import type { Change, History } from '../history.ts';
import { groupBy, type SettledSeed } from './settledSeed.ts';

type StoredNotification = Notification<Timestamp>;

/** Returns the broken invariants, a sentence each. */
export function checkNotifications(
  { history, deletedAccounts, returnedAccounts }: SettledSeed,
  expected: ExpectedNotification[],
): string[] {
  const broken: string[] = [];
  const creations = new Map<string, number>();
  const expectedByPath = groupBy(expected, pathOf);
  for (const change of history.changes) {
    if (!/^users\/[^/]+\/notifications\//.test(change.path)) continue;
    const { path, before, after } = change;
    if (!before && after) {
      creations.set(path, (creations.get(path) ?? 0) + 1);
      broken.push(...checkCreation(history, change, expectedByPath.get(path) ?? []));
    } else if (before && after) {
      broken.push(...checkUpdate(path, before as StoredNotification, after));
    } else if (before && !expectedByPath.get(path)?.some((one) => mayDisappear(one, change.at))) {
      broken.push(`${path} is deleted without a reason`);
    }
  }
  for (const [path, times] of creations) {
    if (times > 1) broken.push(`${path} is created ${times} times`);
  }
  for (const notification of expected) {
    const path = pathOf(notification);
    const exists = history.get(path) !== undefined;
    if (exists && notification.isOpen?.(history.now()) === false) {
      broken.push(`${path} is left, but its reason is gone`);
    }
    if (!exists && mustExist(notification)) broken.push(`${path} is missing`);
  }
  return broken;

  function mustExist(notification: ExpectedNotification): boolean {
    // The deletion of the first account may have deleted it.
    if (returnedAccounts.has(notification.recipient)) return false;
    return always(
      history,
      notification.since,
      (at) =>
        notification.isRight(at) &&
        notification.mayBeActor?.(at) !== true &&
        isLiveAt(history, notification.groupId, at) &&
        settingAt(history, notification, at).inApp,
    );
  }

  function mayDisappear({ recipient, groupId, isOpen }: ExpectedNotification, at: number): boolean {
    const isOver = isOpen?.(at) === false;
    const wasDeleted = deletedAccounts.has(recipient) || returnedAccounts.has(recipient);
    return isOver || wasDeleted || !isLiveAt(history, groupId, at);
  }
}

const pathOf = ({ recipient, id }: ExpectedNotification) =>
  `users/${recipient}/notifications/${id}`;

function checkCreation(
  history: History,
  { path, at, after }: Change,
  expected: ExpectedNotification[],
): string[] {
  const { actorId } = after as StoredNotification;
  const right = expected.filter(({ isRight }) => isRight(at));
  if (expected.length === 0) return [`${path} is about something that did not happen`];
  if (right.length === 0) return [`${path} does not concern its recipient`];
  if (!right.some((notification) => settingAt(history, notification, at).inApp))
    return [`${path} is of a type that its recipient turned off`];
  return path.startsWith(`users/${actorId}/`) ? [`${path} notifies its own actor`] : [];
}

/** The reader marks it as read, once. The deletion of the actor's account removes the actor's name. */
function checkUpdate(path: string, before: StoredNotification, after: object): string[] {
  const { readAt, actorName, ...rest } = after as StoredNotification;
  const isSame = Object.entries(rest).every(
    ([field, value]) => JSON.stringify(value) === JSON.stringify(Reflect.get(before, field)),
  );
  const keepsRead = before.readAt === null || readAt?.isEqual(before.readAt) === true;
  const keepsName = actorName === before.actorName || actorName === null;
  return isSame && keepsRead && keepsName ? [] : [`${path} is changed`];
}
