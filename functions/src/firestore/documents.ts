/** Small facts about documents as functions read them. */
import type { Group, GroupEvent, Member, User } from '@firegroups/model';
import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';

export type StoredGroup = Group<Timestamp>;
export type StoredMember = Member<Timestamp>;
export type StoredEvent = GroupEvent<Timestamp>;

/** Returns true iff the group exists and is not being deleted. */
export function isLive(group: DocumentSnapshot | undefined): group is DocumentSnapshot {
  return group?.exists === true && !(group.data() as StoredGroup).deletedAt;
}

/** Returns true iff nothing but the stub of a deleted group is left. */
export function isStub(group: Group<unknown>): boolean {
  return !('creatorId' in group);
}

/** Returns the display name in a profile, or null if the profile does not exist. */
export function nameOf(profile: DocumentSnapshot | undefined): string | null {
  return (profile?.data() as User | undefined)?.displayName ?? null;
}
