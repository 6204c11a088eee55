import type { Group, Notification, NotificationOccurrence } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { nameOf } from '../firestore/documents.ts';

/** The content of a notification before it is written. */
export interface NotificationPayload extends Pick<
  Notification,
  'type' | 'groupId' | 'groupTitle' | 'actorId' | 'actorName' | 'subjectId'
> {
  id: string;
}

/**
 * Returns the user whom the notification names as its cause: the actor or, if the document does not say who acted, the
 * group's creator.
 */
export function actorIdOf(
  { actorId }: NotificationOccurrence,
  group: DocumentSnapshot | null,
): string {
  return actorId ?? (group!.data() as Group).creatorId;
}

/** Makes the payload. `group` is null on a wall; without the actor's profile, the notification names nobody. */
export function payloadOf(
  occurrence: NotificationOccurrence,
  group: DocumentSnapshot | null,
  actor: DocumentSnapshot | undefined,
): NotificationPayload {
  const { id, type, subjectId } = occurrence;
  return {
    id,
    type,
    groupId: group?.id ?? null,
    groupTitle: (group?.data() as Group | undefined)?.title ?? null,
    actorId: actorIdOf(occurrence, group),
    actorName: nameOf(actor),
    subjectId,
  };
}
