import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { membershipEffects, type MembershipEffect } from '../domain/membershipEffects.ts';
import { clearInvite, tellInvited } from '../store/inviteNotifications.ts';
import { recountMembers } from '../store/memberCount.ts';
import type { StoredMember } from '../store/membership.ts';
import { clearRequest, tellStaffOfRequest } from '../store/requestNotifications.ts';

/** A membership was created, changed or deleted: notifications and the group's count follow. */
export async function memberWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined>,
): Promise<void> {
  const before = (event.data?.before.data() as StoredMember | undefined) ?? null;
  const after = (event.data?.after.data() as StoredMember | undefined) ?? null;
  const member = after ?? before;
  if (!member) return;
  await Promise.all(membershipEffects(before, after).map((effect) => carryOut(effect, member)));
}

function carryOut(effect: MembershipEffect, { groupId }: StoredMember): Promise<void> {
  switch (effect.kind) {
    case 'recountMembers':
      return recountMembers(groupId);
    case 'tellInvited':
      return tellInvited(effect.membership);
    case 'tellStaffOfRequest':
      return tellStaffOfRequest(effect.membership);
    case 'clearInvite':
      return clearInvite(effect.membership);
    case 'clearRequest':
      return clearRequest(effect.membership);
  }
}
