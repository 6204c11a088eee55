import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import type { StoredMember } from '../firestore/documents.ts';
import { applyMembershipChange } from '../membership/change.ts';

/** Runs when a membership is written or deleted. */
export async function memberWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined, { groupId: string }>,
): Promise<void> {
  const before = (event.data?.before.data() as StoredMember | undefined) ?? null;
  const after = (event.data?.after.data() as StoredMember | undefined) ?? null;
  await applyMembershipChange(event.params.groupId, before, after, Date.parse(event.time));
}
