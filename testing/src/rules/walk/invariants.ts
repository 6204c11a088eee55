/** What must hold for a group after every walk. */
import { groupPath, isJoined, membersPath, type Group, type Member } from '@firegroups/model';
import type { KnownGroup, KnownMember } from './forecast.ts';

/**
 * Reads a group past the rules and throws if an invariant is broken: the group has exactly one creator, the one it names;
 * everyone joined came in by an action of the table; every membership is as the table made it.
 */
export async function checkInvariants(
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
    if (!known.ways.has(uid)) throw new Error(`${uid} is joined, but by no action of the table`);
    if (!member.joinedAt) throw new Error(`${uid} is joined without joinedAt`);
  }
  const [expected, actual] = [describe(known.members), describe(stored)];
  if (expected !== actual) throw new Error(`the table made ${expected}, stored is ${actual}`);
}

function describe(members: Map<string, KnownMember>): string {
  const rows = [...members].map(([uid, { role, status, invitedBy, updatedBy }]) => [
    uid,
    role,
    status,
    invitedBy,
    updatedBy ?? null,
  ]);
  return JSON.stringify(rows.sort());
}
