/** Nothing is left of a group or an account that was deleted. */
import type { Group } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import { groupsOf } from '../world.ts';
import type { Played } from './played.ts';

/** What is broken, a sentence each. */
export function checkDeleted({ seed, history, erased }: Played): string[] {
  const broken: string[] = [];
  for (const groupId of groupsOf(seed)) {
    const end = history.changes.findLast(
      ({ path, before, after }) =>
        path === `groups/${groupId}` && (!after || (!before?.['deletedAt'] && after['deletedAt'])),
    );
    if (!end) continue;
    const group = history.get(`groups/${groupId}`) as Group<Timestamp> | undefined;
    // Founded anew, it has a life of its own again.
    if (group && !group.deletedAt) continue;
    if (group) broken.push(`groups/${groupId} is not erased`);
    for (const { path, data } of history.present(/^(users|groups)\//)) {
      const isBelow = path.startsWith(`groups/${groupId}/`);
      if (isBelow || data['groupId'] === groupId) broken.push(`${path} is left of ${groupId}`);
    }
  }
  for (const { path, data } of history.present(/^(users|groups)\//)) {
    const [root, id = '', kind] = path.split('/');
    const isOwn = root === 'users' && erased.has(id);
    const isAboutThem = erased.has(data['userId'] as string);
    if (isOwn || isAboutThem) broken.push(`${path} is left of an account`);
    if (kind === 'notifications' && erased.has(data['actorId'] as string) && data['actorName']) {
      broken.push(`${path} names a deleted account`);
    }
    if (erased.has(data['creatorId'] as string) && root === 'groups' && !kind) {
      broken.push(`${path} belongs to a deleted account`);
    }
  }
  return broken;
}
