import { groupPath, type Group } from '@firegroups/model';
import { FieldValue, getFirestore } from 'firebase-admin/firestore';
import { isLive } from '../notifications/notify.ts';
import { pendingRequestsQuery } from '../firestore/queries.ts';

/** How many requests one transaction lets in. */
const PAGE = 200;

/** Lets in all who wait, as long as the group is open: whoever asked after it was closed again goes on waiting. */
export async function admitPending(groupId: string): Promise<void> {
  const firestore = getFirestore();
  const admitPage = () =>
    firestore.runTransaction(async (transaction) => {
      const group = await transaction.get(firestore.doc(groupPath(groupId)));
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
