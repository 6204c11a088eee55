/** The summary of each chat equals what a query of its newest messages would give. */
import { isDeepStrictEqual } from 'node:util';
import { LIMITS, chatSummaryPath, compareMoments, userPath } from '@firegroups/model';
import type { StoredMessage, StoredSummary } from '../../../../functions/src/messages/summary.ts';
import { groupsOf } from '../state.ts';
import type { SettledSeed } from './settledSeed.ts';

/** Returns the broken invariants, a sentence each. */
export function checkSummaries({ seed, history }: SettledSeed): string[] {
  return groupsOf(seed).flatMap((groupId) => {
    const group = history.get(`groups/${groupId}`);
    // The invariants of deletions check it.
    if (!group || group['deletedAt']) return [];
    const path = chatSummaryPath(groupId);
    const messages = history
      .present(new RegExp(`^groups/${groupId}/messages/[^/]+$`))
      .map(({ path: at, data }) => ({ id: at.split('/').at(-1)!, ...(data as StoredMessage) }))
      .sort((a, b) => compareMoments(b.createdAt, a.createdAt) || (a.id < b.id ? 1 : -1));
    const stored = (history.get(path) ?? { last: null, recent: [] }) as StoredSummary;
    const recent = messages
      .slice(0, LIMITS.summaryMessages)
      .map(({ id, createdAt, authorId }) => ({ id, at: createdAt, by: authorId }));
    const [newest] = messages;
    const isLast = stored.last?.id === newest?.id && (!newest || stored.last?.text === newest.text);
    const names = !stored.last?.authorName || history.get(userPath(stored.last.authorId));
    return [
      ...(isDeepStrictEqual(stored.recent, recent)
        ? []
        : [`${path} does not have the newest messages`]),
      ...(isLast ? [] : [`${path} does not have the last message`]),
      ...(names ? [] : [`${path} names a user without a profile`]),
    ];
  });
}
