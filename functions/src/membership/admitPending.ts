import { groupPath, type Group } from '@firegroups/model';
import { FieldValue } from 'firebase-admin/firestore';
import { isLive } from '../firestore/documents.ts';
import { pendingRequestsQuery } from '../firestore/queries.ts';
import { database, docAt } from '../firestore/store.ts';

/** The number of requests that one transaction approves. */
const PAGE = 200;

/** Approves all pending requests while the group is open. If the group is closed again, the rest stay pending. */
export async function admitPending(groupId: string): Promise<void> {
  const firestore = database();
  const admitPage = () =>
    firestore.runTransaction(async (transaction) => {
      const group = await transaction.get(docAt(groupPath(groupId)));
      if (!isLive(group) || (group.data() as Group).joinPolicy !== 'open') return 0;
      const { docs } = await transaction.get(pendingRequestsQuery(groupId).limit(PAGE));
      const now = FieldValue.serverTimestamp();
      for (const { ref } of docs) {
        transaction.update(ref, { status: 'joined', joinedAt: now, updatedAt: now });
      }
      return docs.length;
    });
  while ((await admitPage()) === PAGE);
}
