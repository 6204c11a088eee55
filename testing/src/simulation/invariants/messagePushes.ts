/** Every chat message is pushed once, to those who want it, or came too late. */
import {
  compareMoments,
  devicePath,
  memberPath,
  messagePath,
  pushStatePath,
  type Member,
} from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import type { StoredPushState } from '../../../../functions/src/messages/pushState.ts';
import type { StoredMessage } from '../../../../functions/src/messages/summary.ts';
import { deviceIdOf } from '../../fixtures/deviceId.ts';
import { groupsOf } from '../state.ts';
import type { SettledSeed } from './settledSeed.ts';

/** Returns the broken invariants, a sentence each. */
export function checkMessagePushes(settled: SettledSeed): string[] {
  return [
    ...groupsOf(settled.seed).flatMap((group) => checkGroup(settled, group)),
    ...checkSent(settled),
  ];
}

/** A message stands in one push that was sent, or is older than what was pushed. */
function checkGroup({ history }: SettledSeed, groupId: string): string[] {
  const group = history.get(`groups/${groupId}`);
  if (!group || group['deletedAt']) return [];
  const path = pushStatePath(groupId);
  const states = history.changes
    .filter(
      ({ path: at, before, after }) => at === path && after?.['isSent'] && !before?.['isSent'],
    )
    .map(({ after }) => after as StoredPushState);
  const ids = states.flatMap((state) => state.ids);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  const last = history.get(path) as StoredPushState | undefined;
  const missing = history
    .present(new RegExp(`^groups/${groupId}/messages/[^/]+$`))
    .filter(({ path: at, data }) => {
      const { createdAt } = data as StoredMessage;
      const isLate = last && compareMoments(createdAt, last.through) <= 0;
      return !ids.includes(at.split('/').at(-1)!) && !isLate;
    });
  return [
    ...twice.map((id) => `${id} in ${groupId} is pushed by two tasks`),
    ...missing.map((message) => `${message.path} is not pushed`),
  ];
}

/** A device gets only messages of others, and only if its owner once wanted those of the group. */
function checkSent({ history, messagePushes }: SettledSeed): string[] {
  return messagePushes.flatMap(({ token, groupId, messageId, at }) => {
    const what = `${messageId} in ${groupId} is pushed to ${token}`;
    const owners = history.changes
      .filter((change) => change.at <= at && change.path === devicePath(deviceIdOf(token)))
      .flatMap(({ after }) => (after ? [after['userId'] as string] : []));
    const author = history.changes.find(
      ({ path, after }) => path === messagePath(groupId, messageId) && after,
    )?.after?.['authorId'] as string | undefined;
    const wanted = owners.filter((uid) =>
      history.changes.some(({ path, after, at: changedAt }) => {
        const { status, notify } = (after ?? {}) as Partial<Member<Timestamp>>;
        const wants = status === 'joined' && (notify === undefined || notify === 'all');
        return changedAt <= at && path === memberPath(groupId, uid) && wants;
      }),
    );
    return [
      ...(wanted.length > 0 ? [] : [`${what}, whose owners never wanted it`]),
      ...(author !== undefined && wanted.some((uid) => uid !== author)
        ? []
        : [`${what}, whose owner wrote it`]),
    ];
  });
}
