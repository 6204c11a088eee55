import { foldForSearch, userPath, type Group } from '@firegroups/model';
import { getFirestore, type DocumentSnapshot, type Timestamp } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { admitPending } from '../membership/admitPending.ts';
import { scheduleGroupDeletion } from '../deletion/group.ts';
import { isJoinedSince, memberIf } from '../notifications/audiences.ts';
import { groupPayload, instanceOf, isLive, tell } from '../notifications/notify.ts';
import { pushToUsers } from '../notifications/push/push.ts';
import { recount } from '../counts/recount.ts';
import { updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';

type StoredGroup = Group<Timestamp>;

/**
 * A group was created or changed. Its search name follows its title, and a new group has its one member counted; where it
 * was opened, who waits comes in; a new owner is told; where its deletion was asked for, it is erased.
 */
export async function onGroup(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined, { groupId: string }>,
): Promise<void> {
  const snapshot = event.data?.after;
  const before = event.data?.before.data() as StoredGroup | undefined;
  const after = snapshot?.data() as StoredGroup | undefined;
  if (!snapshot || !after) return;
  if (!before) return initialize(snapshot, after);
  const becameOpen = before.joinPolicy !== 'open' && after.joinPolicy === 'open';
  await Promise.all([
    followTitle(snapshot, after),
    becameOpen && admitPending(snapshot.id),
    before.creatorId !== after.creatorId && tellNewOwner(snapshot, before.creatorId),
    !before.deletedAt &&
      after.deletedAt &&
      scheduleGroupDeletion(snapshot.id, after.deletedAt.toMillis()),
  ]);
}

async function initialize(snapshot: DocumentSnapshot, { title }: StoredGroup): Promise<void> {
  const titleSearch = foldForSearch(title);
  const written = await updateIfUnchanged(snapshot, { titleSearch, memberCount: 1 });
  // What overtook it brings an event of its own for the title, but perhaps none for the founder.
  if (!written) await recount(await snapshot.ref.get());
}

async function followTitle(snapshot: DocumentSnapshot, group: StoredGroup): Promise<void> {
  const titleSearch = foldForSearch(group.title);
  if (group.titleSearch !== titleSearch) await updateIfUnchanged(snapshot, { titleSearch });
}

async function tellNewOwner(transferred: DocumentSnapshot, actorId: string): Promise<void> {
  const { creatorId, updatedAt } = transferred.data() as StoredGroup;
  const firestore = getFirestore();
  const [group, actor] = await firestore.getAll(transferred.ref, firestore.doc(userPath(actorId)));
  if (!isLive(group)) return;
  const parts = [instanceOf(updatedAt)];
  const notice = groupPayload({
    type: 'role_changed',
    group,
    actorId,
    actor,
    subjectId: null,
    parts,
  });
  const recipients = memberIf(group.id, creatorId, isJoinedSince(updatedAt));
  await pushToUsers(await tell(notice, recipients), notice);
}
