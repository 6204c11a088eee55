/** Sends the notifications that a change causes. The notification catalog in the model says which ones. */
import {
  groupPath,
  notificationsOf,
  userPath,
  type NotificationChanges,
  type NotificationOccurrence,
} from '@firegroups/model';
import { type DocumentSnapshot } from 'firebase-admin/firestore';
import { isLive, type StoredGroup } from '../firestore/documents.ts';
import { recipientsIn } from './audiences.ts';
import { startFanOut } from './fanOut.ts';
import { notify } from './notify.ts';
import { actorIdOf, payloadOf } from './payload.ts';
import { pushToUsers } from './push/push.ts';
import { database, docAt } from '../firestore/store.ts';

/**
 * Sends the notifications that a change in a group causes. Reads the group and the actor's profile if there are any.
 */
export async function sendNotificationsOf<Source extends keyof NotificationChanges>(
  source: Source,
  groupId: string,
  change: NotificationChanges[Source],
): Promise<void> {
  const occurrences = notificationsOf(source, groupId, change);
  await Promise.all(
    occurrences.map(async (occurrence) => {
      const { actorId } = occurrence;
      const [group, actor] = await database().getAll(
        docAt(groupPath(groupId)),
        ...(actorId === null ? [] : [docAt(userPath(actorId))]),
      );
      await sendNotification(occurrence, group!, actor);
    }),
  );
}

/**
 * Sends one notification, unless its group is being deleted. `group` is null on a wall. Pass the actor's profile if you
 * have read it; otherwise this function reads it if the notification names the actor.
 */
export async function sendNotification(
  occurrence: NotificationOccurrence,
  group: DocumentSnapshot | null,
  actor?: DocumentSnapshot,
): Promise<void> {
  if (group && !isLive(group)) return;
  const { audience, isAnonymous } = occurrence;
  const named = isAnonymous
    ? undefined
    : (actor ?? (await profileOf(actorIdOf(occurrence, group))));
  const payload = payloadOf(occurrence, group, named);
  if (audience.kind === 'members' || audience.kind === 'voters') {
    // A new group has no count yet.
    const { memberCount = 0 } = group!.data() as StoredGroup;
    return startFanOut(payload, audience, memberCount);
  }
  const recipients = await notify(payload, (transaction) =>
    recipientsIn(audience, payload.groupId, transaction),
  );
  await pushToUsers(recipients, payload);
}

function profileOf(uid: string): Promise<DocumentSnapshot> {
  return docAt(userPath(uid)).get();
}
