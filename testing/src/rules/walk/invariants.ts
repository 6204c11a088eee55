/** What must hold of a group whatever was done to it. */
import {
  groupPath,
  isJoined,
  membersPath,
  type Group,
  type Member,
  type Membership,
} from '@firegroups/model';
import type { KnownGroup } from './world.ts';

/**
 * Reads all of a group past the rules and throws where an invariant is broken: exactly one creator, the one whom the group
 * names; nobody joined but by one of the table's ways; every membership as the table made it.
 */
export async function scan(
  admin: FirebaseFirestore.Firestore,
  groupId: string,
  known: KnownGroup,
): Promise<void> {
  const group = (await admin.doc(groupPath(groupId)).get()).data() as Group | undefined;
  const members = (await admin.collection(membersPath(groupId)).get()).docs;
  const stored = new Map(members.map((member) => [member.id, member.data() as Member]));
  const creators = [...stored].filter(([, { role }]) => role === 'creator').map(([uid]) => uid);
  const wanted = group ? [group.creatorId] : [];
  if (String(creators) !== String(wanted)) {
    throw new Error(`the creators are ${String(creators)}, the group names ${String(wanted)}`);
  }
  for (const [uid, member] of stored) {
    if (!isJoined(member)) continue;
    if (!known.ways.has(uid)) throw new Error(`${uid} is joined by none of the table's ways`);
    if (!member.joinedAt) throw new Error(`${uid} is joined without joinedAt`);
  }
  const [made, found] = [told(known.members), told(stored)];
  if (made !== found) throw new Error(`the table made ${made}, stored is ${found}`);
}

function told(members: Map<string, Membership>): string {
  const rows = [...members].map(([uid, { role, status, invitedBy }]) => [
    uid,
    role,
    status,
    invitedBy,
  ]);
  return JSON.stringify(rows.sort());
}
