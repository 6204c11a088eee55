/** Pushes reach the devices of those who want them, and no others. */
import type { DocumentData } from 'firebase-admin/firestore';
import { always, choiceAt, ever, isLiveAt, type Telling } from '../expectedNotifications.ts';
import type { History } from '../history.ts';
import type { Push } from '../environment.ts';
import { grouped } from './grouped.ts';
import type { Played } from './played.ts';

/** What is broken, a sentence each. */
export function checkPushes({ history, pushes }: Played, tellings: Telling[]): string[] {
  const broken: string[] = [];
  const byRecipient = grouped(tellings, ({ recipient, id }) => `${recipient} ${id}`);
  const wants = (telling: Telling, at: number) => {
    const { groupId, recipient } = telling;
    const isMuted =
      groupId !== null &&
      history.get(`groups/${groupId}/members/${recipient}`, at)?.['muted'] === true;
    return choiceAt({ history }, telling, at).push && !isMuted;
  };
  for (const { token, notificationId, at } of pushes) {
    const told = byRecipient.get(`${ownerOf(token)} ${notificationId}`) ?? [];
    const isRight = told.some((telling) =>
      ever(telling.since, at, (moment) => telling.isRight(moment) && wants(telling, moment)),
    );
    if (!isRight) broken.push(`${notificationId} is pushed to ${token}, which it should not`);
  }
  for (const [what, same] of grouped(pushes, (push) => `${push.notificationId} ${push.token}`)) {
    const told = byRecipient.get(`${ownerOf(same[0]!.token)} ${same[0]!.notificationId}`) ?? [];
    if (isDoubled(same, mayReachIntoNextPage(history, told, same.at(-1)!.at)))
      broken.push(`${what} is pushed ${same.length} times`);
  }
  for (const telling of tellings) {
    const { recipient, groupId, id, since, isRight } = telling;
    const must = (at: number) =>
      isRight(at) && isLiveAt(history, groupId, at) && wants(telling, at);
    for (const device of ['phone', 'desk']) {
      const path = `users/${recipient}/devices/${device}`;
      const isThere = (at: number) => history.get(path, at) !== undefined;
      if (!always(history, since, (at) => isThere(at) && must(at))) continue;
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

/** A task that is run again pushes again; nothing else does, save a page that reaches into the next one. */
function isDoubled(pushes: readonly Push[], isByTwoPages: boolean): boolean {
  const runs = new Set(pushes.map(({ task, run }) => `${task} ${run}`));
  const tasks = new Set(pushes.map(({ task }) => task));
  return (tasks.size > 1 && !isByTwoPages) || runs.size < pushes.length;
}

/**
 * A page of a fan-out that is told again after somebody has left begins where it began and holds as many: it reaches into
 * the next. Whoever is in both has one notification and may be pushed by both; a device shows one, by the push's tag.
 */
function mayReachIntoNextPage(history: History, tellings: Telling[], until: number): boolean {
  return tellings.some(({ type, groupId, since }) => {
    const listed = new RegExp(`^groups/${groupId}/(members|events/[^/]+/votes)/`);
    return (
      type.startsWith('event_') &&
      history.changes.some(
        ({ at, path, before, after }) =>
          at > since && at <= until && listed.test(path) && hasLeft(before, after),
      )
    );
  });
}

const hasLeft = (before: DocumentData | undefined, after: DocumentData | undefined): boolean =>
  ['joined', 'going'].includes((before?.['status'] ?? before?.['vote']) as string) &&
  (after?.['status'] ?? after?.['vote']) !== (before?.['status'] ?? before?.['vote']);
