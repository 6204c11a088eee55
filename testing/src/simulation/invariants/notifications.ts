/** Every notification once, to the right people, and as its reader left it. */
import type { Notification } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import type { Change } from '../history.ts';
import { always, choiceAt, isLiveAt, type Telling } from '../expectedNotifications.ts';
import { grouped } from './grouped.ts';
import type { Played } from './played.ts';

type StoredNotification = Notification<Timestamp>;

/** What is broken, a sentence each. */
export function checkNotifications({ history, erased }: Played, tellings: Telling[]): string[] {
  const broken: string[] = [];
  const created = new Map<string, number>();
  const byPath = grouped(tellings, pathOf);
  for (const change of history.changes) {
    if (!/^users\/[^/]+\/notifications\//.test(change.path)) continue;
    const { path, before, after } = change;
    if (!before && after) {
      created.set(path, (created.get(path) ?? 0) + 1);
      const told = byPath.get(path) ?? [];
      broken.push(...wrongly(change, told, (telling) => choiceAt({ history }, telling, change.at)));
    } else if (before && after) {
      broken.push(...changedWrongly(path, before as StoredNotification, after));
    } else if (before && !byPath.get(path)?.some((telling) => mayGo(telling, change.at))) {
      broken.push(`${path} is taken away without a reason`);
    }
  }
  for (const [path, times] of created) {
    if (times > 1) broken.push(`${path} is told ${times} times`);
  }
  for (const telling of tellings) {
    const path = pathOf(telling);
    const isThere = history.get(path) !== undefined;
    if (isThere && telling.isOpen?.(history.now()) === false) {
      broken.push(`${path} stands, though nothing waits for an answer`);
    }
    if (!isThere && mustStand(telling)) broken.push(`${path} is missing`);
  }
  return broken;

  function mustStand(telling: Telling): boolean {
    return always(
      history,
      telling.since,
      (at) =>
        telling.isRight(at) &&
        isLiveAt(history, telling.groupId, at) &&
        choiceAt({ history }, telling, at).inApp,
    );
  }

  function mayGo({ recipient, groupId, isOpen }: Telling, at: number): boolean {
    const isAnswered = isOpen?.(at) === false;
    return isAnswered || erased.has(recipient) || !isLiveAt(history, groupId, at);
  }
}

const pathOf = ({ recipient, id }: Telling) => `users/${recipient}/notifications/${id}`;

function wrongly(
  { path, at, after }: Change,
  told: Telling[],
  choice: (telling: Telling) => { inApp: boolean },
): string[] {
  const { actorId } = after as StoredNotification;
  const right = told.filter(({ isRight }) => isRight(at));
  if (told.length === 0) return [`${path} tells what nobody did`];
  if (right.length === 0) return [`${path} is told to somebody whom it does not concern`];
  if (!right.some((telling) => choice(telling).inApp)) return [`${path} is told though unwanted`];
  return path.startsWith(`users/${actorId}/`) ? [`${path} tells its own actor`] : [];
}

/** Its reader marks it read, once; the name of an account that is gone leaves it. */
function changedWrongly(path: string, before: StoredNotification, after: object): string[] {
  const { readAt, actorName, ...rest } = after as StoredNotification;
  const isSame = Object.entries(rest).every(
    ([field, value]) => JSON.stringify(value) === JSON.stringify(Reflect.get(before, field)),
  );
  const keepsRead = before.readAt === null || readAt?.isEqual(before.readAt) === true;
  const keepsName = actorName === before.actorName || actorName === null;
  return isSame && keepsRead && keepsName ? [] : [`${path} is changed`];
}
