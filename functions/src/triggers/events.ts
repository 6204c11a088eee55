import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { deleteDataOfEvent } from '../events/deletedEvent.ts';
import { isMoved, scheduleEventChange } from '../events/eventChange.ts';
import { initializeEvent } from '../events/newEvent.ts';
import type { StoredEvent } from '../firestore/documents.ts';
import { sendNotificationsOf } from '../notifications/send.ts';

/** Runs when an event is written or deleted. */
export async function eventWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined, { groupId: string }>,
): Promise<void> {
  const { groupId } = event.params;
  const stored = event.data!.after;
  if (!stored.exists) return deleteDataOfEvent(groupId, stored.ref);
  const before = (event.data!.before.data() as StoredEvent | undefined) ?? null;
  const after = stored.data() as StoredEvent;
  // One after the other: the transaction that notifies reads the event, so a write meanwhile would make it start over.
  if (before === null) await initializeEvent(stored);
  else if (isMoved(before, after)) await scheduleEventChange(groupId, stored.id);
  await sendNotificationsOf('event', groupId, { eventId: stored.id, before, after });
}
