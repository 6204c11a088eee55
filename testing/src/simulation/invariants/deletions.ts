/** Nothing is left of a deleted group or account. */
import type { Group } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import { groupsOf } from '../state.ts';
import type { SettledSeed } from './settledSeed.ts';

/** Returns the broken invariants, a sentence each. */
export function checkDeletions({ seed, history, deletedAccounts }: SettledSeed): string[] {
  const broken: string[] = [];
  for (const groupId of groupsOf(seed)) {
    const deletion = history.changes.findLast(
      ({ path, before, after }) =>
        path === `groups/${groupId}` && (!after || (!before?.['deletedAt'] && after['deletedAt'])),
    );
    if (!deletion) continue;
    const group = history.get(`groups/${groupId}`) as Group<Timestamp> | undefined;
    // Another group may have been created under the id.
    if (group && !group.deletedAt) continue;
    if (group) broken.push(`groups/${groupId} is not deleted`);
    for (const { path, data } of history.present(/^(users|groups)\//)) {
      const isBelow = path.startsWith(`groups/${groupId}/`);
      if (isBelow || data['groupId'] === groupId)
        broken.push(`${path} is left, but ${groupId} was deleted`);
    }
  }
  for (const { path, data } of history.present(/^(users|groups)\//)) {
    const [root, id = '', kind] = path.split('/');
    const isBelowUser = root === 'users' && deletedAccounts.has(id);
    const isAboutUser = deletedAccounts.has(data['userId'] as string);
    if (isBelowUser || isAboutUser) broken.push(`${path} is left, but the account was deleted`);
    if (
      kind === 'notifications' &&
      deletedAccounts.has(data['actorId'] as string) &&
      data['actorName']
    ) {
      broken.push(`${path} names a deleted account`);
    }
    if (deletedAccounts.has(data['creatorId'] as string) && root === 'groups' && !kind) {
      broken.push(`the creator of ${path} is a deleted account`);
    }
  }
  return broken;
}
