import { groupPath, userPath, type GroupEvent } from '@firegroups/model';
import { getFirestore, type DocumentSnapshot, type Timestamp } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { deleteCounted } from '../counts/counts.ts';
import { startFanOut } from '../notifications/fanOut.ts';
import { groupPayload, instanceOf, isLive } from '../notifications/notify.ts';

type StoredEvent = GroupEvent<Timestamp>;

/** An event was planned, moved, cancelled or deleted: members are told, and with the event go its votes. */
export async function onEvent(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined, { groupId: string }>,
): Promise<void> {
  const { before, after } = event.data!;
  if (!after.exists) return deleteCounted(after.ref);
  const now = after.data() as StoredEvent;
  const change = changeOf(before.data() as StoredEvent | undefined, now);
  if (!change) return;
  const { creatorId } = now;
  const firestore = getFirestore();
  const [group, actor] = await firestore.getAll(
    firestore.doc(groupPath(event.params.groupId)),
    firestore.doc(userPath(creatorId)),
  );
  if (!isLive(group)) return;
  // Who moved or cancelled it, the event does not say: its creator answers for it.
  const notice = groupPayload({
    type: change.type,
    group,
    actorId: creatorId,
    actor,
    subjectId: after.id,
    parts: [after.id, instanceOf(change.at)],
  });
  await startFanOut(notice, change.at);
}

interface ToldChange {
  type: 'event_created' | 'event_changed' | 'event_cancelled';
  at: Timestamp;
}

function changeOf(before: StoredEvent | undefined, after: StoredEvent): ToldChange | null {
  if (!before) return { type: 'event_created', at: after.createdAt };
  if (!before.cancelledAt && after.cancelledAt) {
    return { type: 'event_cancelled', at: after.cancelledAt };
  }
  if (!before.eventTime.isEqual(after.eventTime)) {
    return { type: 'event_changed', at: after.updatedAt };
  }
  return null;
}
