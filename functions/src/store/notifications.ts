/** How a notification is made and written, whatever it tells. */
import {
  type Group,
  type Notification,
  type NotificationType,
  type Settings,
  type User,
} from '@firegroups/model';
import { Timestamp, type DocumentSnapshot } from 'firebase-admin/firestore';
import { notificationRetentionDays } from '../config.ts';
import { GRPC, hasStatus } from './grpcStatus.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A new, unread notification about something in a group. */
export function groupNotification(content: {
  type: NotificationType;
  group: DocumentSnapshot;
  actor: DocumentSnapshot;
  subjectId: string | null;
}): Notification<Timestamp> {
  const createdAt = Timestamp.now();
  return {
    type: content.type,
    groupId: content.group.id,
    groupTitle: (content.group.data() as Group).title,
    actorId: content.actor.id,
    actorName: (content.actor.data() as User | undefined)?.displayName ?? null,
    subjectId: content.subjectId,
    createdAt,
    readAt: null,
    expiresAt: Timestamp.fromMillis(createdAt.toMillis() + notificationRetentionDays.value() * DAY),
  };
}

/** Returns true iff the user whose settings these are wants such notifications in the app. */
export function wantsInApp(settings: DocumentSnapshot, type: NotificationType): boolean {
  return (settings.data() as Settings | undefined)?.notifications?.[type]?.inApp ?? true;
}

/** Returns true iff the group is there and not being erased. */
export function isLive(group: DocumentSnapshot): boolean {
  return group.exists && !(group.data() as Group).deletedAt;
}

/**
 * Runs what creates notifications under ids that follow from what they tell. Where one exists the same event came
 * before, and its notifications stand as their readers left them.
 */
export async function once(create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!hasStatus(error, GRPC.ALREADY_EXISTS)) throw error;
  }
}

/** Tells a second invite or request from the first one of the same user: the time at which it began. */
export function instanceOf({ createdAt }: { createdAt: Timestamp }): string {
  return `${createdAt.seconds}_${createdAt.nanoseconds}`;
}
