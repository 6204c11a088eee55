/** Finds the recipients of a notification in the transaction that writes it. */
import {
  compareMoments,
  memberPath,
  type MemberStatus,
  type Moment,
  type NotificationAudience,
  type PagedAudience,
} from '@firegroups/model';
import { type DocumentSnapshot, type Transaction } from 'firebase-admin/firestore';
import type { StoredMember } from '../firestore/documents.ts';
import { adminsQuery } from '../firestore/queries.ts';
import { docAt } from '../firestore/store.ts';

/** A user who gets a notification, unless their settings say otherwise. */
export interface Recipient {
  uid: string;
  /** True if they want no pushes about the group. */
  wantsNoPush: boolean;
}

/** An audience of one user, or of the admins of a group. */
export type SmallAudience = Exclude<NotificationAudience, PagedAudience>;

/** Returns the recipients in a small audience. `groupId` is null on a wall. */
export async function recipientsIn(
  audience: SmallAudience,
  groupId: string | null,
  transaction: Transaction,
): Promise<Recipient[]> {
  if (audience.kind === 'user') return [{ uid: audience.userId, wantsNoPush: false }];
  const read = (uid: string) => transaction.get(docAt(memberPath(groupId!, uid)));
  switch (audience.kind) {
    case 'member': {
      const member = await read(audience.userId);
      return isMember(member, audience.memberSince) ? [recipientOf(member)] : [];
    }
    case 'invitee': {
      const member = await read(audience.userId);
      return isPending(member, 'pending_invite', audience.createdAt) ? [recipientOf(member)] : [];
    }
    case 'admins': {
      const requester = await read(audience.requesterId);
      if (!isPending(requester, 'pending_request', audience.createdAt)) return [];
      return (await transaction.get(adminsQuery(groupId!))).docs.map(recipientOf);
    }
  }
}

/** Returns the recipient whose membership this is. */
export function recipientOf(member: DocumentSnapshot): Recipient {
  const { notify, mutedUntil } = membershipIn(member) ?? {};
  const isMuted = (mutedUntil?.toMillis() ?? 0) > Date.now();
  return { uid: member.id, wantsNoPush: notify === 'none' || isMuted };
}

/**
 * Returns true iff the membership is joined and, if `since` is set, existed at that time. A later one can belong to a
 * group that was deleted and created again under the same id; what happened in the old group does not concern it.
 */
export function isMember(member: DocumentSnapshot, since?: Moment): boolean {
  const membership = membershipIn(member);
  if (membership?.status !== 'joined') return false;
  return since === undefined || compareMoments(membership.createdAt, since) <= 0;
}

/** Returns true iff this very invite or request is still pending, and not a later one. */
function isPending(member: DocumentSnapshot, status: MemberStatus, createdAt: Moment): boolean {
  const membership = membershipIn(member);
  return membership?.status === status && compareMoments(membership.createdAt, createdAt) === 0;
}

function membershipIn(member: DocumentSnapshot): StoredMember | undefined {
  return member.data() as StoredMember | undefined;
}
