import { groupPath, type Group } from '@firegroups/model';
import { getFirestore, type DocumentReference, type UpdateData } from 'firebase-admin/firestore';
import { GRPC, hasStatus } from './grpcStatus.ts';
import { joinedMembersQuery } from './queries.ts';

/**
 * Brings a group's memberCount in line with its joined members. It counts instead of adding, so that it may run any
 * number of times. It takes no lock, under which a storm of joins would wait: instead, whoever writes counts once more
 * after it, so that the last one to write has seen what every other one saw.
 */
export async function recountMembers(groupId: string): Promise<void> {
  const group = getFirestore().doc(groupPath(groupId));
  const stored = await group.get();
  let written = (stored.data() as Group | undefined)?.memberCount;
  let counted = await countJoined(groupId);
  while (stored.exists && written !== counted) {
    if (!(await updateIfThere(group, { memberCount: counted }))) return;
    written = counted;
    counted = await countJoined(groupId);
  }
}

async function countJoined(groupId: string): Promise<number> {
  return (await joinedMembersQuery(groupId).count().get()).data().count;
}

async function updateIfThere(ref: DocumentReference, data: UpdateData<Group>): Promise<boolean> {
  try {
    await ref.update(data);
    return true;
  } catch (error) {
    if (hasStatus(error, GRPC.NOT_FOUND)) return false;
    throw error;
  }
}
