import { memberPath, type Member } from '@firegroups/model';
import {
  getFirestore,
  type DocumentSnapshot,
  type Timestamp,
  type Transaction,
} from 'firebase-admin/firestore';
import type { Recipient } from './notify.ts';
import { adminsQuery } from '../firestore/queries.ts';

/** A membership as functions read it. */
export type StoredMember = Member<Timestamp>;

/** The member whose membership this is, as somebody to be told. */
export function recipientOf(member: DocumentSnapshot): Recipient {
  return { uid: member.id, muted: (member.data() as StoredMember | undefined)?.muted === true };
}

/** Finds the one user, if their membership is still as `holds` wants it. */
export function memberIf(
  groupId: string,
  uid: string,
  holds: (membership: StoredMember) => boolean,
): (transaction: Transaction) => Promise<Recipient[]> {
  return async (transaction) => {
    const member = await transaction.get(getFirestore().doc(memberPath(groupId, uid)));
    return member.exists && holds(member.data() as StoredMember) ? [recipientOf(member)] : [];
  };
}

/** Finds the group's staff, as long as the request to join waits. */
export function adminsWhilePending(
  request: StoredMember,
): (transaction: Transaction) => Promise<Recipient[]> {
  return async (transaction) => {
    const { groupId, userId } = request;
    const requester = await memberIf(groupId, userId, isSameAs(request))(transaction);
    if (requester.length === 0) return [];
    return (await transaction.get(adminsQuery(groupId))).docs.map(recipientOf);
  };
}

/** Returns true iff the membership stands where it stood: neither answered nor ended, and not begun anew. */
export function isSameAs(then: StoredMember): (now: StoredMember) => boolean {
  return (now) => now.status === then.status && now.createdAt.isEqual(then.createdAt);
}

/**
 * Returns true iff they are joined by a membership that was there at that time. Another one may stand in a group that was
 * erased and founded anew since, which what happened in the old one does not concern.
 */
export function isJoinedSince(then: Timestamp): (now: StoredMember) => boolean {
  return ({ status, createdAt }) => status === 'joined' && createdAt.valueOf() <= then.valueOf();
}
