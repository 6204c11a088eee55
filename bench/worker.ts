/** A process that runs tasks, like an instance of a queue's function. FCM answers after a tenth of a second. */
import { setTimeout as wait } from 'node:timers/promises';
import { initializeApp } from 'firebase-admin/app';
import type { Queue } from '../functions/src/platform/taskQueues.ts';

/** A task to run. */
export interface Order {
  id: number;
  queue: Extract<Queue, 'fanOutNotifications' | 'sendPush'>;
  data: unknown;
}

/** Sent after each task, and once before the first one. */
export interface Report {
  id: number;
  /** The peak memory of the process, in MB. */
  peak: number;
}

initializeApp();
const { runFanOutPage } = await import('../functions/src/notifications/fanOut.ts');
const { runPush } = await import('../functions/src/notifications/push/push.ts');
const { fcm } = await import('../functions/src/notifications/push/fcm.ts');

fcm.sendEach = async (messages) => {
  // The Admin SDK makes the body of each request at once.
  const bodies = messages.map((message) => Buffer.from(JSON.stringify({ message })));
  await wait(100);
  return { responses: bodies.map(() => ({ success: true })) };
};

const RUN: Record<Order['queue'], (data: never) => Promise<void>> = {
  fanOutNotifications: runFanOutPage,
  sendPush: runPush,
};
const report = (id: number) => {
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.send!({ id, peak } satisfies Report);
};

process.on('message', ({ id, queue, data }: Order) => {
  void RUN[queue](data as never).then(() => {
    report(id);
  });
});
process.on('disconnect', () => process.exit());
report(-1);
