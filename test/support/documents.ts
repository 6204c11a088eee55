/** Valid documents, as they are stored and as clients create them. */
import type { Group, Member, Membership, User } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { serverTimestamp } from 'firebase/firestore';

/** A group as it is stored. */
export function storedGroup(
  creatorId: string,
  change: Partial<Group<Timestamp>> = {},
): Group<Timestamp> {
  const now = Timestamp.now();
  return {
    title: 'Chess club',
    visibility: 'public',
    joinPolicy: 'approval',
    invitePolicy: 'members',
    creatorId,
    createdAt: now,
    updatedAt: now,
    ...change,
  };
}

/** A membership as it is stored. */
export function storedMember(
  groupId: string,
  userId: string,
  membership: Membership,
): Member<Timestamp> {
  const now = Timestamp.now();
  const joinedAt = membership.status === 'joined' ? now : null;
  return { ...membership, userId, groupId, createdAt: now, updatedAt: now, joinedAt };
}

/** A profile as it is stored. */
export function storedUser(displayName: string): User<Timestamp> {
  const now = Timestamp.now();
  return { displayName, createdAt: now, updatedAt: now };
}

/** A group as a client creates it. */
export function createdGroup(creatorId: string) {
  return { ...storedGroup(creatorId), createdAt: serverTimestamp(), updatedAt: serverTimestamp() };
}

/** A membership as a client creates it. */
export function createdMember(groupId: string, userId: string, membership: Membership) {
  return {
    ...membership,
    userId,
    groupId,
    createdAt: serverTimestamp(),
    updatedAt: serverTimestamp(),
    joinedAt: membership.status === 'joined' ? serverTimestamp() : null,
  };
}
