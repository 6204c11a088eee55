/** The pause before a user can be invited again, or can ask to join or join again. The security rules read it. */
import { LIMITS, cooldownPath, groupPath, userPath, type Cooldown } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { isLive, type StoredMember } from '../firestore/documents.ts';
import { database, docAt } from '../firestore/store.ts';

const COOLDOWN = LIMITS.cooldownMinutes * 60 * 1000;

/**
 * Starts the cooldown of a user whose invite or request ended at that time, in milliseconds. The end of an invite holds up
 * invites only: otherwise members could keep a user out by inviting and revoking. Does nothing if the cooldown has passed
 * already, or if the group or the account is being deleted: nothing may be left of them.
 */
export async function startCooldown(
  { groupId, userId, status }: StoredMember,
  endedAt: number,
): Promise<void> {
  const until = endedAt + COOLDOWN;
  if (until <= Date.now()) return;
  const firestore = database();
  await firestore.runTransaction(async (transaction) => {
    const [group, profile] = await transaction.getAll(
      docAt(groupPath(groupId)),
      docAt(userPath(userId)),
    );
    if (!isLive(group) || !profile!.exists) return;
    const time = Timestamp.fromMillis(until);
    const kind = status === 'pending_invite' ? { invitesUntil: time } : { requestsUntil: time };
    const cooldown: Cooldown<Timestamp> = { userId, until: time, ...kind };
    transaction.set(docAt(cooldownPath(groupId, userId)), cooldown, { merge: true });
  });
}
