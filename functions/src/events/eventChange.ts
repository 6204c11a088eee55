/**
 * Notifies members of a new time of an event, one to two minutes after the event was moved. All moves of the same
 * minute share one task. It compares the event's time with `toldTime`, the time that members know. So moves back and
 * forth notify nobody, and no other edit gets in the way.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { compareMoments, eventPath, isEventChange, type Moment } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import type { StoredEvent } from '../firestore/documents.ts';
import { sendNotificationsOf } from '../notifications/send.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { database, docAt } from '../firestore/store.ts';

const MINUTE = 60 * 1000;

/** The task that notifies members of a new time. */
export interface EventChangeTask {
  groupId: string;
  eventId: string;
  /** The minute in which the event was moved, counted from 1970. */
  minute: number;
}

/** Returns true iff a write moved the event and did not cancel it. */
export function isMoved(before: StoredEvent, after: StoredEvent): boolean {
  return !after.cancelledAt && compareMoments(before.eventTime, after.eventTime) !== 0;
}

/** Schedules the notification of a new time. All calls of the same minute share one task. */
export async function scheduleEventChange(groupId: string, eventId: string): Promise<void> {
  const minute = Math.floor(Date.now() / MINUTE);
  const task: EventChangeTask = { groupId, eventId, minute };
  await enqueue('notifyEventChange', task, {
    key: `${eventPath(groupId, eventId)} ${minute}`,
    at: new Date(dueAt(task)),
  });
}

/** The first moment, in milliseconds since 1970, that is at least a minute after every move of the task's minute. */
function dueAt({ minute }: EventChangeTask): number {
  return (minute + 2) * MINUTE;
}

/**
 * Runs the task, unless the event is canceled, deleted or back at the time that members know. Waits if the task arrives
 * early, as it does on the emulator.
 */
export async function runEventChange(task: EventChangeTask): Promise<void> {
  while (Date.now() < dueAt(task)) await wait(dueAt(task) - Date.now());
  const { groupId, eventId, minute } = task;
  const at: Moment = { seconds: (minute * MINUTE) / 1000, nanoseconds: 0 };
  const firestore = database();
  const ref = docAt(eventPath(groupId, eventId));
  // First what members will know, then the notification. After a crash, `toldAt` says that the notification may be
  // missing. The time that a later move sets is left to the task of that move.
  const after = await firestore.runTransaction(async (transaction) => {
    const event = (await transaction.get(ref)).data() as StoredEvent | undefined;
    if (!event || !isEventChange(event, at)) return null;
    const toldAt = new Timestamp(at.seconds, at.nanoseconds);
    if (!event.toldAt?.isEqual(toldAt))
      transaction.update(ref, { toldTime: event.eventTime, toldAt });
    return event;
  });
  if (after) await sendNotificationsOf('eventChange', groupId, { eventId, after, at });
}
