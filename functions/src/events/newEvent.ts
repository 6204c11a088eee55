import { type DocumentSnapshot } from 'firebase-admin/firestore';
import type { StoredEvent } from '../firestore/documents.ts';
import { updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';
import { database } from '../firestore/store.ts';

/**
 * Records the time of a new event as the one that its members know, which is `toldTime`. Later moves compare with it.
 */
export async function initializeEvent(created: DocumentSnapshot): Promise<void> {
  const { eventTime: toldTime, createdAt } = created.data() as StoredEvent;
  // This costs no read. It fails if the event arrives late or twice.
  if (await updateIfUnchanged(created, { toldTime })) return;
  await database().runTransaction(async (transaction) => {
    const event = (await transaction.get(created.ref)).data() as StoredEvent | undefined;
    if (!event || event.toldTime || !event.createdAt.isEqual(createdAt)) return;
    transaction.update(created.ref, { toldTime });
  });
}
