import { groupPath, memberPath, notificationPath, settingsPath, userPath } from '@firegroups/model';
import { getFirestore } from 'firebase-admin/firestore';
import { groupNotification, instanceOf, isLive, once, wantsInApp } from './notifications.ts';
import { isStillThere, type StoredMember } from './membership.ts';

const inviteRef = (invite: StoredMember) =>
  getFirestore().doc(
    notificationPath(invite.userId, `group_invite_${invite.groupId}_${instanceOf(invite)}`),
  );

/** Tells a user of an invite, once, unless it has been answered or revoked meanwhile. */
export async function tellInvited(invite: StoredMember): Promise<void> {
  const { groupId, userId, invitedBy } = invite;
  if (!invitedBy) return;
  const firestore = getFirestore();
  await once(() =>
    firestore.runTransaction(async (transaction) => {
      const [member, group, actor, settings] = await transaction.getAll(
        firestore.doc(memberPath(groupId, userId)),
        firestore.doc(groupPath(groupId)),
        firestore.doc(userPath(invitedBy)),
        firestore.doc(settingsPath(userId)),
      );
      if (!isStillThere(invite, member!) || !isLive(group!)) return;
      if (!wantsInApp(settings!, 'group_invite')) return;
      const content = {
        type: 'group_invite',
        group: group!,
        actor: actor!,
        subjectId: null,
      } as const;
      transaction.create(inviteRef(invite), groupNotification(content));
    }),
  );
}

/** Takes an invite's notification away: it has been answered or revoked. */
export async function clearInvite(invite: StoredMember): Promise<void> {
  await inviteRef(invite).delete();
}
