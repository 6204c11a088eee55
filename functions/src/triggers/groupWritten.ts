import { foldForSearch, userPath, type Group } from '@firegroups/model';
import { getFirestore, type DocumentSnapshot, type Timestamp } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { admitWaiting } from '../store/admission.ts';
import { eraseGroupSoon } from '../store/groupErasure.ts';
import { isJoinedSince, memberIf } from '../store/membership.ts';
import { groupNotice, instanceOf, isLive, tell } from '../store/notifications.ts';
import { pushTo } from '../store/push.ts';
import { recount } from '../store/recount.ts';
import { updateUnlessOvertaken } from '../store/updateUnlessOvertaken.ts';

type StoredGroup = Group<Timestamp>;

/**
 * A group was created or changed. Its search name follows its title, and a new group has its one member counted; where it
 * was opened, who waits comes in; a new owner is told; where its deletion was asked for, it is erased.
 */
export async function groupWritten(
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
    becameOpen && admitWaiting(snapshot.id),
    before.creatorId !== after.creatorId && tellNewOwner(snapshot, before.creatorId),
    !before.deletedAt && after.deletedAt && eraseGroupSoon(snapshot.id, after.deletedAt.toMillis()),
  ]);
}

async function initialize(snapshot: DocumentSnapshot, { title }: StoredGroup): Promise<void> {
  const titleSearch = foldForSearch(title);
  const written = await updateUnlessOvertaken(snapshot, { titleSearch, memberCount: 1 });
  // What overtook it brings an event of its own for the title, but perhaps none for the founder.
  if (!written) await recount(await snapshot.ref.get());
}

async function followTitle(snapshot: DocumentSnapshot, group: StoredGroup): Promise<void> {
  const titleSearch = foldForSearch(group.title);
  if (group.titleSearch !== titleSearch) await updateUnlessOvertaken(snapshot, { titleSearch });
}

async function tellNewOwner(transferred: DocumentSnapshot, actorId: string): Promise<void> {
  const { creatorId, updatedAt } = transferred.data() as StoredGroup;
  const firestore = getFirestore();
  const [group, actor] = await firestore.getAll(transferred.ref, firestore.doc(userPath(actorId)));
  if (!isLive(group)) return;
  const parts = [instanceOf(updatedAt)];
  const notice = groupNotice({
    type: 'role_changed',
    group,
    actorId,
    actor,
    subjectId: null,
    parts,
  });
  const recipients = memberIf(group.id, creatorId, isJoinedSince(updatedAt));
  await pushTo(await tell(notice, recipients), notice);
}
