import { groupPath, userPath, type Group } from '@firegroups/model';
import { getFirestore, type DocumentSnapshot, type Transaction } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import {
  membershipEffects,
  type MembershipEffect,
  type MembershipNotice,
} from '../domain/membershipEffects.ts';
import { clearInvite, clearRequest, pendingParts } from '../store/answered.ts';
import {
  isJoinedSince,
  isSameAs,
  memberIf,
  staffWhileWaiting,
  type StoredMember,
} from '../store/membership.ts';
import { groupNotice, instanceOf, isLive, tell, type Recipient } from '../store/notifications.ts';
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

interface Telling {
  actorId: string;
  /** False where it is not known who did it: nobody is named then. */
  isNamed?: false;
  subjectId?: string;
  /** What makes the notice's id its own, after type and group. */
  parts: string[];
  recipients: (transaction: Transaction) => Promise<Recipient[]>;
}

const TELLINGS: Record<MembershipNotice, (membership: StoredMember, group: Group) => Telling> = {
  group_invite: (invite) => ({
    actorId: invite.invitedBy!,
    parts: pendingParts(invite),
    recipients: memberIf(invite.groupId, invite.userId, isSameAs(invite)),
  }),
  join_request: (request) => ({
    actorId: request.userId,
    subjectId: request.userId,
    parts: pendingParts(request),
    recipients: staffWhileWaiting(request),
  }),
  // The membership does not say who approved; the creator answers for the group.
  join_approved: (member, { creatorId }) => ({
    actorId: creatorId,
    isNamed: false,
    parts: [instanceOf(member.createdAt)],
    recipients: memberIf(member.groupId, member.userId, isSameAs(member)),
  }),
  invite_accepted: (member) => ({
    actorId: member.userId,
    subjectId: member.userId,
    parts: [member.userId, instanceOf(member.createdAt)],
    recipients: memberIf(member.groupId, member.invitedBy!, isJoinedSince(member.updatedAt)),
  }),
  role_changed: (member, { creatorId }) => ({
    actorId: creatorId,
    parts: [instanceOf(member.updatedAt)],
    recipients: memberIf(member.groupId, member.userId, isSameAs(member)),
  }),
};

async function tellOf(
  { type, membership }: MembershipEffect & { kind: 'tell' },
  group: DocumentSnapshot,
): Promise<void> {
  const telling = TELLINGS[type](membership, group.data() as Group);
  const { actorId, isNamed = true, subjectId = null, parts, recipients } = telling;
  const actor = isNamed ? await getFirestore().doc(userPath(actorId)).get() : undefined;
  const notice = groupNotice({ type, group, actorId, actor, subjectId, parts });
  await pushTo(await tell(notice, recipients), notice);
}
