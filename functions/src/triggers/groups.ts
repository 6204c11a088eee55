import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { initializeGroup } from '../counts/newGroup.ts';
import { scheduleGroupDeletion } from '../deletion/group.ts';
import type { StoredGroup } from '../firestore/documents.ts';
import { admitPending } from '../membership/admitPending.ts';
import { sendNotificationsOf } from '../notifications/send.ts';
import { updateTitleSearch } from '../search/searchNames.ts';

/** Runs when a group is written. */
export async function groupWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined, { groupId: string }>,
): Promise<void> {
  const group = event.data?.after;
  const before = event.data?.before.data() as StoredGroup | undefined;
  const after = group?.data() as StoredGroup | undefined;
  if (!group || !after) return;
  if (!before) return initializeGroup(group);
  if (after.deletedAt) {
    // Whatever derives from the group is about to be deleted.
    if (!before.deletedAt) await scheduleGroupDeletion(group.id, after.deletedAt.toMillis());
    return;
  }
  const becameOpen = before.joinPolicy !== 'open' && after.joinPolicy === 'open';
  await Promise.all([
    updateTitleSearch(group),
    becameOpen && admitPending(group.id),
    sendNotificationsOf('group', group.id, { before, after }),
  ]);
}
