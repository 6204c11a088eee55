/**
 * Wraps every handler. It logs each event and task, lets the platform retry those that fail, and stores those that fail
 * for good as dead letters, so that they are neither retried forever nor lost. Logs name the group, the trigger and the
 * event. They never contain ids of users or content.
 */
import { deadLetterPath, type DeadLetter } from '@firegroups/model';
import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { logger } from 'firebase-functions/logger';
import { errorCause } from './errorCause.ts';
import { GRPC, hasStatus } from '../firestore/grpcStatus.ts';
import { docAt } from '../firestore/store.ts';

/** How long an event is retried, in milliseconds. The platform drops an event silently after a day. */
const RETRY_PERIOD = 12 * 60 * 60 * 1000;
/** How long a dead letter stays, in milliseconds: 90 days. Its detail names people, so it must not stay forever. */
const RETENTION = 90 * 24 * 60 * 60 * 1000;
/** How many times a task is tried. The queues have the same setting. */
export const TASK_ATTEMPTS = 20;

/** An event or a task, as one call of a handler gets it. */
interface Delivery {
  trigger: string;
  eventId: string;
  group?: string | undefined;
  /** True if the platform will soon stop retrying. */
  isLast: boolean;
  /** What a person needs to repair it. Stored in the dead letter, never logged. */
  detail: () => Record<string, unknown>;
}

/** The parts of a Firestore event that this module reads. */
interface DocumentEvent {
  id: string;
  time: string;
  document: string;
  params: { groupId?: string };
  data?:
    { before?: { data(): unknown }; after?: { data(): unknown }; data?: () => unknown } | undefined;
}

/** Wraps the handler of a Firestore event. */
export function handleEvent<E extends DocumentEvent>(
  trigger: string,
  handler: (event: E) => Promise<void>,
): (event: E) => Promise<void> {
  return (event) =>
    handle(() => handler(event), {
      trigger,
      eventId: event.id,
      group: event.params.groupId,
      isLast: Date.now() - Date.parse(event.time) > RETRY_PERIOD,
      detail: () => ({
        document: event.document,
        before: event.data?.before?.data() ?? event.data?.data?.() ?? null,
        after: event.data?.after?.data() ?? null,
      }),
    });
}

/** Wraps the handler of a queue's tasks. */
export function handleTask<Data extends object>(
  trigger: string,
  handler: (data: Data) => Promise<void>,
): (task: { id: string; retryCount: number; data: Data }) => Promise<void> {
  return ({ id, retryCount, data }) =>
    handle(() => handler(data), {
      trigger,
      eventId: id,
      group: groupOf(data),
      isLast: retryCount >= TASK_ATTEMPTS - 1,
      detail: () => ({ data }),
    });
}

function groupOf(data: object): string | undefined {
  const { groupId, payload, document } = data as {
    groupId?: string;
    payload?: { groupId: string | null };
    document?: string;
  };
  return groupId ?? payload?.groupId ?? /^groups\/([^/]+)/.exec(document ?? '')?.[1];
}

async function handle(run: () => Promise<void>, delivery: Delivery): Promise<void> {
  const { trigger, eventId, group, isLast } = delivery;
  const startedAt = performance.now();
  const about = { trigger, eventId, ...(group && { group }) };
  try {
    await run();
    logger.info('handled', { ...about, milliseconds: Math.round(performance.now() - startedAt) });
  } catch (error) {
    if (!isLast && !isPermanent(error)) {
      logger.warn('failed; will be retried', { ...about, ...errorCause(error) });
      throw error;
    }
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const { detail } = delivery;
    await storeDeadLetter({ trigger, eventId, groupId: group ?? null, reason, detail: detail() });
    logger.error('dead letter stored', { ...about, ...errorCause(error) });
  }
}

/** Stores a dead letter. Two of the same trigger and event are one. */
export async function storeDeadLetter(
  content: Omit<DeadLetter, 'failedAt' | 'expiresAt'>,
): Promise<void> {
  const deadLetter: DeadLetter<unknown> = {
    ...content,
    failedAt: FieldValue.serverTimestamp(),
    expiresAt: Timestamp.fromMillis(Date.now() + RETENTION),
  };
  const id = `${content.trigger}_${content.eventId}`.replaceAll('/', '_');
  await docAt(deadLetterPath(id)).set(deadLetter);
}

/** Returns true iff a retry cannot help, because the code or a document is wrong. */
function isPermanent(error: unknown): boolean {
  // A failed request is a TypeError too, but one with a cause.
  const isBug = error instanceof TypeError || error instanceof RangeError;
  // Firestore answers a transaction that took too long with the same code. Any transaction can take too long.
  const isInvalidRequest =
    hasStatus(error, GRPC.INVALID_ARGUMENT) && !/transaction/i.test(String(error));
  return (isBug && error.cause === undefined) || isInvalidRequest;
}
