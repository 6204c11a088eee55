import { compareMoments } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { announce } from '../messages/announce.ts';
import { summarize } from '../messages/summarize.ts';
import type { StoredMessage } from '../messages/summary.ts';

/** Runs when a chat message is written or deleted. */
export async function messageWritten(
  event: FirestoreEvent<
    Change<DocumentSnapshot> | undefined,
    { groupId: string; messageId: string }
  >,
): Promise<void> {
  const { before, after } = event.data!;
  const [former, current] = [before, after].map(
    (message) => message.data() as StoredMessage | undefined,
  );
  if (former && current && isSameInSummary(former, current)) return;
  const { groupId, messageId } = event.params;
  const { authorId } = (current ?? former)!;
  const summary = await summarize(groupId, { id: messageId, authorId });
  if (!before.exists && after.exists) await announce(groupId, messageId, summary);
}

/** Only the text can be edited. An administrator of the project can also change what the rules do not allow. */
function isSameInSummary(former: StoredMessage, current: StoredMessage): boolean {
  return (
    former.text === current.text &&
    former.imageId === current.imageId &&
    compareMoments(former.createdAt, current.createdAt) === 0
  );
}
