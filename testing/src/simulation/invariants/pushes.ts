/** Pushes reach the devices of the users who want them, and no others. */
import { devicePath, memberPath, type Member } from '@firegroups/model';
import type { DocumentData, Timestamp } from 'firebase-admin/firestore';
import { deviceIdOf } from '../../fixtures/deviceId.ts';
import type { Push } from '../environment.ts';
import {
  always,
  ever,
  isLiveAt,
  settingAt,
  type ExpectedNotification,
} from '../expectedNotifications.ts';
import type { History } from '../history.ts';
import { groupBy, type SettledSeed } from './settledSeed.ts';

/** The shortest time between two pushes to a user of the same scope and because of the same actor, in milliseconds. */
const PAUSE = 10 * 60 * 1000;

/** Returns the scope in which pushes hold each other back: the event, if the type is about events, otherwise the type. */
const scopeOf = (type: string, notificationId: string) =>
  type.startsWith('event_') ? notificationId.replace(/_\d+_\d+$/, '') : type;

/** Returns the broken invariants, a sentence each. */
export function checkPushes(settled: SettledSeed, expected: ExpectedNotification[]): string[] {
  const { history, pushes } = settled;
  const broken: string[] = [];
  const expectedByRecipient = groupBy(expected, ({ recipient, id }) => `${recipient} ${id}`);
  const ownerOf = ({ token, at }: Push) => ownerAt(history, devicePath(deviceIdOf(token)), at);
  const expectedFor = (push: Push) =>
    expectedByRecipient.get(`${ownerOf(push)} ${push.notificationId}`) ?? [];
  const isWanted = (notification: ExpectedNotification, at: number) => {
    const { groupId, recipient } = notification;
    const membership = groupId === null ? {} : history.get(memberPath(groupId, recipient), at);
    const { notify, mutedUntil } = (membership ?? {}) as Partial<Member<Timestamp>>;
    // A time is either long past or far ahead.
    const wantsNoPush = notify === 'none' || (mutedUntil?.toMillis() ?? 0) > Date.now();
    return settingAt(history, notification, at).push && !wantsNoPush;
  };
  for (const push of pushes) {
    const isRight = expectedFor(push).some((notification) =>
      ever(
        notification.since,
        push.at,
        (at) => notification.isRight(at) && isWanted(notification, at),
      ),
    );
    if (!isRight)
      broken.push(`${push.notificationId} is pushed to ${push.token}, which must not get it`);
  }
  const byReceiver = groupBy(
    pushes,
    (push) => `${push.notificationId} ${ownerOf(push)} ${push.token}`,
  );
  for (const [what, same] of byReceiver) {
    const mayOverlap = mayReachIntoNextPage(history, expectedFor(same[0]!), same.at(-1)!.at);
    if (isRepeated(same, mayOverlap)) broken.push(`${what} is pushed ${same.length} times`);
  }
  broken.push(...checkPauses(settled, ownerOf));
  const devices = history.present(/^devices\//).map(({ path }) => path);
  for (const notification of expected) {
    const { recipient, id, groupId, since, isRight, mayBeActor } = notification;
    const isDue = (at: number) =>
      isRight(at) &&
      mayBeActor?.(at) !== true &&
      isLiveAt(history, groupId, at) &&
      isWanted(notification, at);
    for (const path of devices) {
      if (!always(history, since, (at) => ownerAt(history, path, at) === recipient && isDue(at)))
        continue;
      const isPushed = pushes.some(
        (push) => push.notificationId === id && devicePath(deviceIdOf(push.token)) === path,
      );
      if (!isPushed && !isPaused(history, notification))
        broken.push(`${id} is not pushed to ${path}`);
    }
  }
  return broken;
}

const ownerAt = (history: History, path: string, at: number) =>
  history.get(path, at)?.['userId'] as string | undefined;

/**
 * Two pushes of different notifications with the same scope and actor are ten minutes apart. The deletion of an account
 * also deletes the memory of its pushes.
 */
function checkPauses(
  { history, pushes, deletedAccounts, returnedAccounts }: SettledSeed,
  ownerOf: (push: Push) => string | undefined,
): string[] {
  const isForgotten = ({ notificationId }: Push, uid: string) =>
    (deletedAccounts.has(uid) || returnedAccounts.has(uid)) &&
    history.changes.some(
      ({ path, before, after }) =>
        path.startsWith(`users/${uid}/recentPushes/`) &&
        before?.['notificationId'] === notificationId &&
        !after,
    );
  const byPair = groupBy(pushes, (push) => {
    const scope = scopeOf(push.type, push.notificationId);
    return `${scope} by ${push.actorId} to ${ownerOf(push)}`;
  });
  return [...byPair].flatMap(([pair, same]) => {
    const first = new Map(same.toReversed().map((push) => [push.notificationId, push]));
    const inOrder = [...first.values()].toSorted((a, b) => a.time - b.time);
    const isTooOften = inOrder.slice(1).some(({ time }, i) => {
      const last = inOrder[i]!;
      return time - last.time < PAUSE && !isForgotten(last, ownerOf(last)!);
    });
    return isTooOften ? [`${pair} is pushed more than once in ten minutes`] : [];
  });
}

/** Returns true iff the recipient had a push of the same scope that may have come from the same actor. */
function isPaused(history: History, { recipient, id, type }: ExpectedNotification): boolean {
  return history.changes.some(({ path, after }) => {
    if (!after || !path.startsWith(`users/${recipient}/recentPushes/`)) return false;
    const other = after['notificationId'] as string;
    return (
      other !== id && other.startsWith(`${type}_`) && scopeOf(type, other) === scopeOf(type, id)
    );
  });
}

/** Only a repeated task may push again, and a page of a fan-out that overlaps the next one. */
function isRepeated(pushes: readonly Push[], mayOverlap: boolean): boolean {
  const attempts = new Set(pushes.map(({ task, attempt }) => `${task} ${attempt}`));
  const tasks = new Set(pushes.map(({ task }) => task));
  return (tasks.size > 1 && !mayOverlap) || attempts.size < pushes.length;
}

/**
 * A page of a fan-out has a start and a length. If a member leaves and the page is repeated, it reaches into the next
 * page. The members in both pages get one notification, but maybe two pushes. A device shows one of them, because they
 * have the same tag.
 */
function mayReachIntoNextPage(
  history: History,
  expected: ExpectedNotification[],
  until: number,
): boolean {
  return expected.some(({ type, groupId, since }) => {
    const audience = new RegExp(`^groups/${groupId}/(members|events/[^/]+/votes)/`);
    return (
      type.startsWith('event_') &&
      history.changes.some(
        ({ at, path, before, after }) =>
          at > since && at <= until && audience.test(path) && hasLeft(before, after),
      )
    );
  });
}

const hasLeft = (before: DocumentData | undefined, after: DocumentData | undefined): boolean =>
  ['joined', 'going'].includes((before?.['status'] ?? before?.['vote']) as string) &&
  (after?.['status'] ?? after?.['vote']) !== (before?.['status'] ?? before?.['vote']);
