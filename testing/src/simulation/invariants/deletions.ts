/** Nothing is left of a deleted group but its stub, and nothing of a deleted account. A new account loses nothing. */
import { userPath, type DeletedGroup } from '@firegroups/model';
import { groupsOf } from '../state.ts';
import type { SettledSeed } from './settledSeed.ts';

const STUB = ['deletedAt', 'visibility'] satisfies (keyof DeletedGroup)[];

/** Returns the broken invariants, a sentence each. */
export function checkDeletions(settled: SettledSeed): string[] {
  const { seed, history, deletedAccounts, returnedAccounts } = settled;
  const broken: string[] = [];
  for (const groupId of groupsOf(seed)) {
    const isDeletion = history.changes.some(
      ({ path, after }) => path === `groups/${groupId}` && (!after || after['deletedAt']),
    );
    if (!isDeletion) continue;
    const fields = Object.keys(history.get(`groups/${groupId}`) ?? {}).sort();
    if (fields.join() !== STUB.join())
      broken.push(`groups/${groupId} was deleted, but its fields are: ${fields.join()}`);
    for (const { path, data } of history.present(/^(users|groups)\//)) {
      const isBelow = path.startsWith(`groups/${groupId}/`);
      if (isBelow || data['groupId'] === groupId)
        broken.push(`${path} is left, but ${groupId} was deleted`);
    }
  }
  for (const [uid, at] of returnedAccounts) {
    const isDeleted = ({ path, after, ...change }: (typeof history.changes)[number]) =>
      change.at > at && path === userPath(uid) && !after;
    if (history.changes.some(isDeleted)) broken.push(`the new profile of ${uid} is deleted`);
  }
  for (const { path, data } of history.present(/^(users|groups|devices)\//)) {
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
