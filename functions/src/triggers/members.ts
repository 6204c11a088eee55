import { groupPath, userPath, type Group } from '@firegroups/model';
import { getFirestore, type DocumentSnapshot, type Transaction } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import {
  membershipEffects,
  type MembershipEffect,
  type MembershipNotificationType,
} from '../notifications/effects.ts';
import { clearInvite, clearRequest, pendingParts } from '../notifications/pending.ts';
import {
  isJoinedSince,
  isSameAs,
  memberIf,
  adminsWhilePending,
  type StoredMember,
} from '../notifications/audiences.ts';
import { groupPayload, instanceOf, isLive, tell, type Recipient } from '../notifications/notify.ts';
import { pushToUsers } from '../notifications/push/push.ts';
import { recount, scheduleRecount } from '../counts/recount.ts';

/** A membership was created, changed or deleted: notifications and the group's count follow. */
export async function onMember(
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
      case 'scheduleRecount':
        return scheduleRecount(group);
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

const TELLINGS: Record<
  MembershipNotificationType,
  (membership: StoredMember, group: Group) => Telling
> = {
  group_invite: (invite) => ({
    actorId: invite.invitedBy!,
    parts: pendingParts(invite),
    recipients: memberIf(invite.groupId, invite.userId, isSameAs(invite)),
  }),
  join_request: (request) => ({
    actorId: request.userId,
    subjectId: request.userId,
    parts: pendingParts(request),
    recipients: adminsWhilePending(request),
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
  const notice = groupPayload({ type, group, actorId, actor, subjectId, parts });
  await pushToUsers(await tell(notice, recipients), notice);
}
