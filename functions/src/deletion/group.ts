/**
 * Deletes a group and everything in it. Its creator, or the deletion of their account, has set its deletedAt. A stub
 * without personal data stays, so that nobody can create a group with the same id. Old links, notifications and caches
 * would lead to it.
 */
import { groupPath, type DeletedGroup, type Group } from '@firegroups/model';
import { deleteAll } from '../firestore/deleteAll.ts';
import { isStub } from '../firestore/documents.ts';
import { deleteImagesBelow } from './images.ts';
import {
  descendantsQuery,
  notificationsOfGroupQuery,
  readMarksOfGroupQuery,
} from '../firestore/queries.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { collectionIn, docAt } from '../firestore/store.ts';

/** The task that deletes a group. */
export interface GroupDeletionTask {
  groupId: string;
}

/**
 * Schedules the deletion of a group. `round` distinguishes this attempt from others.
 */
export async function scheduleGroupDeletion(groupId: string, round: number): Promise<void> {
  const task: GroupDeletionTask = { groupId };
  await enqueue('deleteGroupData', task, { key: `${groupId} ${round}` });
}

/**
 * Runs the task. Deletes a group only if its deletedAt is set: first its memberships, so that nobody can read it, then
 * everything in it and about it. At last it reduces its own document to a stub. Can be stopped and repeated at any point.
 */
export async function runGroupDeletion({ groupId }: GroupDeletionTask): Promise<void> {
  const group = docAt(groupPath(groupId));
  const stored = (await group.get()).data() as Group | undefined;
  if (!stored?.deletedAt || isStub(stored)) return;
  await deleteAll(collectionIn(group, 'members'));
  const deleteContent = async (collectionId: string, subcollectionId?: string) => {
    // This also finds documents below a post or an event that is already deleted.
    if (subcollectionId) await deleteAll(descendantsQuery(group, subcollectionId));
    await deleteAll(collectionIn(group, collectionId));
  };
  await Promise.all([
    deleteContent('posts', 'comments'),
    deleteContent('events', 'votes'),
    deleteContent('messages'),
    deleteContent('summaries'),
    deleteContent('cooldowns'),
    deleteImagesBelow(groupPath(groupId)),
    deleteAll(notificationsOfGroupQuery(groupId)),
    deleteAll(readMarksOfGroupQuery(groupId)),
  ]);
  const stub: DeletedGroup<unknown> = { visibility: 'private', deletedAt: stored.deletedAt };
  await group.set(stub);
}
