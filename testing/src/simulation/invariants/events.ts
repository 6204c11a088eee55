/**
 * Members are notified of the times of an event that differ from the one that they know, and of nothing else. Only
 * members vote. All events of a seed are in the future.
 */
import { compareMoments, type GroupEvent, type Member, type Vote } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import { isLiveAt } from '../expectedNotifications.ts';
import type { Change } from '../history.ts';
import type { SettledSeed } from './settledSeed.ts';

type StoredEvent = GroupEvent<Timestamp>;
type StoredMember = Member<Timestamp>;

/** Returns the broken invariants, a sentence each. */
export function checkEvents({ history }: SettledSeed): string[] {
  const broken = history.changes
    .filter(({ path }) => EVENT.test(path))
    .flatMap((change) => checkRecord(change));
  for (const { path, match, data } of history.present(EVENT)) {
    const { toldTime, eventTime, cancelledAt } = data as StoredEvent;
    if (cancelledAt || !isLiveAt(history, match[1]!, history.now())) continue;
    if (!toldTime?.isEqual(eventTime)) broken.push(`the members of ${path} do not know its time`);
  }
  for (const { path, match, data } of history.present(VOTE)) {
    const member = history.get(`groups/${match[1]}/members/${match[2]}`) as
      StoredMember | undefined;
    const { updatedAt } = data as Vote<Timestamp>;
    const isOfMember =
      member?.status === 'joined' && compareMoments(member.joinedAt!, updatedAt) <= 0;
    if (!isOfMember) broken.push(`${path} is left, but its voter left the group`);
  }
  return broken;
}

const VOTE = /^groups\/([^/]+)\/events\/[^/]+\/votes\/([^/]+)$/;
const EVENT = /^groups\/([^/]+)\/events\/[^/]+$/;

/** Checks a change of the time that members know. */
function checkRecord({ path, before, after }: Change): string[] {
  const [old, current] = [before, after] as (StoredEvent | undefined)[];
  if (!old || !current) return [];
  const isNotified = current.toldAt && !old.toldAt?.isEqual(current.toldAt);
  const isSame = old.toldTime && current.toldTime?.isEqual(old.toldTime);
  if (isNotified && isSame) return [`the members of ${path} are notified of a time that they know`];
  if (isNotified && old.cancelledAt)
    return [`the members of canceled ${path} are notified of a time`];
  if (isNotified || isSame || !current.toldTime) return [];
  return old.toldTime ? [`${path} has another toldTime, but nobody is notified`] : [];
}
