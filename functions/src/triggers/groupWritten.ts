import { foldForSearch, type Group } from '@firegroups/model';
import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { recountMembers } from '../store/memberCount.ts';
import { updateUnlessOvertaken } from '../store/updateUnlessOvertaken.ts';

/** A group was created or changed: its search name follows its title, and a new group has its one member counted. */
export async function groupWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined, { groupId: string }>,
): Promise<void> {
  const snapshot = event.data?.after;
  const group = snapshot?.data() as Group<Timestamp> | undefined;
  if (!snapshot || !group) return;
  const isNew = !event.data?.before.exists;
  const titleSearch = foldForSearch(group.title);
  if (!isNew && group.titleSearch === titleSearch) return;

  const data = isNew ? { titleSearch, memberCount: 1 } : { titleSearch };
  const written = await updateUnlessOvertaken(snapshot, data);
  // What overtook it brings an event of its own for the title, but perhaps none for the founder.
  if (isNew && !written) await recountMembers(event.params.groupId);
}
