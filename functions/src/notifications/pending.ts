/** Takes away what cannot be answered any more. */
import { notificationPath } from '@firegroups/model';
import { getFirestore } from 'firebase-admin/firestore';
import type { StoredMember } from './audiences.ts';
import { instanceOf } from './notify.ts';
import { requestNotificationsQuery } from '../firestore/queries.ts';

/** What tells the notifications of one invite or request from those of another, after type and group. */
export function pendingParts({ status, userId, createdAt }: StoredMember): string[] {
  const instance = instanceOf(createdAt);
  return status === 'pending_invite' ? [instance] : [userId, instance];
}

/** Takes an invite's notification away. */
export async function clearInvite(invite: StoredMember): Promise<void> {
  const { groupId, userId } = invite;
  const id = ['group_invite', groupId, ...pendingParts(invite)].join('_');
  await getFirestore().doc(notificationPath(userId, id)).delete();
}

/** Takes a request's notifications away, also from those who are staff no more. */
export async function clearRequest(request: StoredMember): Promise<void> {
  const own = ['join_request', request.groupId, ...pendingParts(request)].join('_');
  const found = await requestNotificationsQuery(request).get();
  const batch = getFirestore().batch();
  // A request made anew after this one has notifications of its own.
  for (const { id, ref } of found.docs) if (id === own) batch.delete(ref);
  await batch.commit();
}
