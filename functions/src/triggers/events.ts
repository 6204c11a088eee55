import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { deleteCounted } from '../counts/counts.ts';
import type { StoredEvent } from '../firestore/documents.ts';
import { sendNotificationsOf } from '../notifications/send.ts';

/** Runs when an event is written or deleted. */
export async function eventWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined, { groupId: string }>,
): Promise<void> {
  const { before, after } = event.data!;
  if (!after.exists) return deleteCounted(after.ref);
  await sendNotificationsOf('event', event.params.groupId, {
    eventId: after.id,
    before: (before.data() as StoredEvent | undefined) ?? null,
    after: after.data() as StoredEvent,
  });
}
