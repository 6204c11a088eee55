import { groupPath, userPath, type Group } from '@firegroups/model';
import { getFirestore, type DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { membershipEffects, type MembershipEffect } from '../domain/membershipEffects.ts';
import { clearInvite, clearRequest, pendingParts } from '../store/answered.ts';
import {
  isJoinedSince,
  isSameAs,
  memberIf,
  staffWhileWaiting,
  type StoredMember,
} from '../store/membership.ts';
import { groupNotice, instanceOf, isLive, tell } from '../store/notifications.ts';
import { pushTo } from '../store/push.ts';
import { recount, recountSoon } from '../store/recount.ts';

/** A membership was created, changed or deleted: notifications and the group's count follow. */
export async function memberWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined, { groupId: string }>,
): Promise<void> {
  const before = (event.data?.before.data() as StoredMember | undefined) ?? null;
  const after = (event.data?.after.data() as StoredMember | undefined) ?? null;
  const effects = membershipEffects(before, after);
  const group = getFirestore().doc(groupPath(event.params.groupId));
  const needed = effects.some(({ kind }) => kind === 'tell' || kind === 'recount');
  const stored = needed ? await group.get() : undefined;
  const carryOut = async (effect: MembershipEffect) => {
    switch (effect.kind) {
      case 'recount':
        return stored && recount(stored);
      case 'recountSoon':
        return recountSoon(group);
      case 'tell':
        return isLive(stored) ? tellOf(effect, stored) : undefined;
      case 'clearInvite':
        return clearInvite(effect.membership);
      case 'clearRequest':
        return clearRequest(effect.membership);
    }
  };
  await Promise.all(effects.map(carryOut));
}

async function tellOf(
  { type, membership }: MembershipEffect & { kind: 'tell' },
  group: DocumentSnapshot,
): Promise<void> {
  const { groupId, userId, invitedBy, createdAt, updatedAt } = membership;
  const { creatorId } = group.data() as Group;
  const isStill = isSameAs(membership);
  const [actorId, subjectId, parts, recipients] = {
    group_invite: () =>
      [invitedBy!, null, pendingParts(membership), memberIf(groupId, userId, isStill)] as const,
    join_request: () =>
      [userId, userId, pendingParts(membership), staffWhileWaiting(membership)] as const,
    // The membership does not say who approved; the creator answers for the group, and nobody is named.
    join_approved: () =>
      [creatorId, null, [instanceOf(createdAt)], memberIf(groupId, userId, isStill)] as const,
    invite_accepted: () =>
      [
        userId,
        userId,
        [userId, instanceOf(createdAt)],
        memberIf(groupId, invitedBy!, isJoinedSince(updatedAt)),
      ] as const,
    role_changed: () =>
      [creatorId, null, [instanceOf(updatedAt)], memberIf(groupId, userId, isStill)] as const,
  }[type]();
  const isNamed = type !== 'join_approved';
  const actor = isNamed ? await getFirestore().doc(userPath(actorId)).get() : undefined;
  const notice = groupNotice({ type, group, actorId, actor, subjectId, parts });
  await pushTo(await tell(notice, recipients), notice);
}
