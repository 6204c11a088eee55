/** Erases a group of which its creator, or the end of their account, has had the deletion. */
import { groupPath, type Group } from '@firegroups/model';
import { getFirestore } from 'firebase-admin/firestore';
import { deleteAll } from '../firestore/deleteAll.ts';
import { deleteImagesBelow } from './images.ts';
import {
  descendantsQuery,
  notificationsOfGroupQuery,
  readMarksOfGroupQuery,
} from '../firestore/queries.ts';
import { enqueue } from '../platform/taskQueues.ts';

/** The task that erases a group. */
export interface GroupDeletionTask {
  groupId: string;
}

/** Has a group erased. `round` tells a later attempt, or the end of a group founded anew under the id, from the first. */
export async function scheduleGroupDeletion(groupId: string, round: number): Promise<void> {
  const task: GroupDeletionTask = { groupId };
  await enqueue('deleteGroupData', task, { key: `${groupId} ${round}` });
}

/**
 * Erases a group whose deletedAt is set, and no other: its memberships, so that nobody gets in any more, then all that is
 * in it and all that is about it, its own document last. May be killed and begun anew at any point.
 */
export async function deleteGroupData({ groupId }: GroupDeletionTask): Promise<void> {
  const group = getFirestore().doc(groupPath(groupId));
  const stored = (await group.get()).data() as Group | undefined;
  if (!stored?.deletedAt) return;
  await deleteAll(group.collection('members'));
  const inside = async (collectionId: string, below?: string) => {
    // Also below a post or an event that is gone already.
    if (below) await deleteAll(descendantsQuery(group, below));
    await deleteAll(group.collection(collectionId));
  };
  await Promise.all([
    inside('posts', 'comments'),
    inside('events', 'votes'),
    inside('messages'),
    deleteImagesBelow(group.path),
    deleteAll(notificationsOfGroupQuery(groupId)),
    deleteAll(readMarksOfGroupQuery(groupId)),
  ]);
  await group.delete();
}
