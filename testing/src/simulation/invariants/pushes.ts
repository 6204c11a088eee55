/** Pushes reach the devices of the users who want them, and no others. */
import type { DocumentData } from 'firebase-admin/firestore';
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

/** Returns the broken invariants, a sentence each. */
export function checkPushes(
  { history, pushes }: SettledSeed,
  expected: ExpectedNotification[],
): string[] {
  const broken: string[] = [];
  const expectedByRecipient = groupBy(expected, ({ recipient, id }) => `${recipient} ${id}`);
  const expectedFor = ({ token, notificationId }: Push) =>
    expectedByRecipient.get(`${ownerOf(token)} ${notificationId}`) ?? [];
  const isWanted = (notification: ExpectedNotification, at: number) => {
    const { groupId, recipient } = notification;
    const isMuted =
      groupId !== null &&
      history.get(`groups/${groupId}/members/${recipient}`, at)?.['muted'] === true;
    return settingAt(history, notification, at).push && !isMuted;
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
  for (const [what, same] of groupBy(pushes, (push) => `${push.notificationId} ${push.token}`)) {
    const mayOverlap = mayReachIntoNextPage(history, expectedFor(same[0]!), same.at(-1)!.at);
    if (isRepeated(same, mayOverlap)) broken.push(`${what} is pushed ${same.length} times`);
  }
  for (const notification of expected) {
    const { recipient, groupId, id, since, isRight, mayBeActor } = notification;
    const isDue = (at: number) =>
      isRight(at) &&
      mayBeActor?.(at) !== true &&
      isLiveAt(history, groupId, at) &&
      isWanted(notification, at);
    for (const device of ['phone', 'desk']) {
      const path = `users/${recipient}/devices/${device}`;
      const exists = (at: number) => history.get(path, at) !== undefined;
      if (!always(history, since, (at) => exists(at) && isDue(at))) continue;
      const isPushed = pushes.some(
        ({ token, notificationId }) =>
          notificationId === id && ownerOf(token) === recipient && token.endsWith(device),
      );
      if (!isPushed) broken.push(`${id} is not pushed to ${path}`);
    }
  }
  return broken;
}

const ownerOf = (token: string) => token.split('/')[0]!;

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
