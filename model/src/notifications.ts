/** Evaluates the notification catalog: which notifications a change causes, and their ids. */
import type { Member, Notification } from './documents.ts';
import type { Moment } from './moment.ts';
import {
  NOTIFICATION_CATALOG,
  type NotificationAudience,
  type NotificationCause,
  type NotificationChanges,
  type NotificationIdParts,
  type NotificationRow,
  type PendingStatus,
} from './notificationCatalog.ts';
import { NOTIFICATION_TYPES, type NotificationType } from './notificationTypes.ts';

/** Something that happened and that a notification is about. */
export interface NotificationOccurrence {
  /** The id of the notification. It is the same each time, so a repeated event finds the notification written. */
  id: string;
  type: NotificationType;
  /** Null if the document does not say who acted. The group's creator stands in. */
  actorId: string | null;
  /** True if the notification names nobody. */
  isAnonymous: boolean;
  subjectId: string | null;
  audience: NotificationAudience;
}

/** A notification that can no longer be answered. */
export interface AnsweredNotification {
  id: string;
  /** What was answered. Only the invited user has the notification of an invite; admins have that of a request. */
  status: PendingStatus;
}

/** The parts of the id of each type. */
type PartsOf<Type extends NotificationType> = Pick<
  NotificationIdParts,
  (typeof NOTIFICATION_CATALOG)[Type]['idParts'][number]
>;

/** A row of any type. */
type AnyRow = Omit<NotificationRow<keyof NotificationIdParts>, 'causes'> & {
  readonly causes: readonly {
    [Source in keyof NotificationChanges]: AnyCause<Source>;
  }[keyof NotificationChanges][];
};
type AnyCause<Source extends keyof NotificationChanges> = Omit<
  NotificationCause<Source, never>,
  'id'
> & { readonly id: (change: NotificationChanges[Source]) => Partial<NotificationIdParts> };

const CATALOG: Readonly<Record<NotificationType, AnyRow>> = NOTIFICATION_CATALOG;

/** Returns the id of a notification: its type, its group if there is one, and the parts that the catalog names. */
export function notificationId<Type extends NotificationType>(
  type: Type,
  groupId: string | null,
  parts: PartsOf<Type>,
): string {
  return idOf(type, groupId, parts);
}

function idOf(
  type: NotificationType,
  groupId: string | null,
  parts: Partial<NotificationIdParts>,
): string {
  const values = CATALOG[type].idParts.map((part) => {
    const value = parts[part]!;
    return typeof value === 'string' ? value : `${value.seconds}_${value.nanoseconds}`;
  });
  return [type, ...(groupId === null ? [] : [groupId]), ...values].join('_');
}

/** Returns the types whose `subjectId` is this part of the id. */
export const typesAbout = (subject: NotificationRow<keyof NotificationIdParts>['subject']) =>
  NOTIFICATION_TYPES.filter((type) => CATALOG[type].subject === subject);

/**
 * Returns the key of a push: the type, the actor and, if the catalog says so, the subject. For ten minutes, a push to a
 * user holds back the next one with the same key.
 */
export function pushKey({
  type,
  actorId,
  groupId,
  subjectId,
}: Pick<Notification, 'type' | 'actorId' | 'groupId' | 'subjectId'>): string {
  const subject = CATALOG[type].isPushedBySubject ? [groupId, subjectId] : [];
  return [type, actorId, ...subject].join(' ');
}

/** Returns what there is to notify about after a change. `groupId` is null on a wall. */
export function notificationsOf<Source extends keyof NotificationChanges>(
  source: Source,
  groupId: string | null,
  change: NotificationChanges[Source],
): NotificationOccurrence[] {
  return NOTIFICATION_TYPES.flatMap((type) => {
    const { causes, subject, isAnonymous = false } = CATALOG[type];
    // TypeScript does not see that the source decides the type of the change.
    const ofSource = causes.filter(
      (cause) => cause.source === source,
    ) as unknown as AnyCause<Source>[];
    return ofSource
      .filter(({ when }) => when.holds(change))
      .map(({ actor, audience, id }) => {
        const parts = id(change);
        const actorId = actor.of(change);
        return {
          id: idOf(type, groupId, parts),
          type,
          actorId,
          isAnonymous: isAnonymous && actorId === null,
          subjectId: (subject && parts[subject]) ?? null,
          audience: audience.of(change),
        };
      });
  });
}

/** Returns the notifications that can no longer be answered after a change of a membership; null stands for none. */
export function answeredNotifications(
  before: Member<Moment> | null,
  after: Member<Moment> | null,
): AnsweredNotification[] {
  if (!before || before.status === after?.status) return [];
  const { groupId, userId, createdAt: at, status } = before;
  return NOTIFICATION_TYPES.flatMap((type) =>
    CATALOG[type].asksToAnswer === status
      ? { id: idOf(type, groupId, { userId, at }), status }
      : [],
  );
}
