/**
 * What stands between the platform and every handler. It says in the log what was handled; has the platform try again what
 * failed; and parks what fails for good, with its reason, so that it is neither tried for ever nor lost while the others
 * flow. Logs name the group, the trigger and the event, and nothing else of a user's: no ids of people, no content.
 */
import { deadLetterPath, type DeadLetter } from '@firegroups/model';
import { FieldValue, getFirestore } from 'firebase-admin/firestore';
import { logger } from 'firebase-functions/logger';
import { errorCause } from './errorCause.ts';
import { GRPC, hasStatus } from '../firestore/grpcStatus.ts';

/** How long an event is tried again, in milliseconds; the platform gives up after a day, and tells nobody. */
const EVENT_PATIENCE = 12 * 60 * 60 * 1000;
/** How often a task is tried; the queues are told so too. */
export const TASK_ATTEMPTS = 20;

/** What a handler was called for. */
interface Delivery {
  trigger: string;
  eventId: string;
  group?: string | undefined;
  /** True where the platform will not try again for long. */
  isLast: boolean;
  /** What is needed to do it by hand: kept where it is parked, never logged. */
  detail: () => Record<string, unknown>;
}

/** The parts of a Firestore event that are needed here. */
interface DocumentEvent {
  id: string;
  time: string;
  document: string;
  params: { groupId?: string };
  data?:
    { before?: { data(): unknown }; after?: { data(): unknown }; data?: () => unknown } | undefined;
}

/** Guards the handler of a Firestore event. */
export function handleEvent<E extends DocumentEvent>(
  trigger: string,
  handler: (event: E) => Promise<void>,
): (event: E) => Promise<void> {
  return (event) =>
    handle(() => handler(event), {
      trigger,
      eventId: event.id,
      group: event.params.groupId,
      isLast: Date.now() - Date.parse(event.time) > EVENT_PATIENCE,
      detail: () => ({
        document: event.document,
        before: event.data?.before?.data() ?? event.data?.data?.() ?? null,
        after: event.data?.after?.data() ?? null,
      }),
    });
}

/** Guards the handler of a queue's tasks. */
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
  const { groupId, notice, document } = data as {
    groupId?: string;
    notice?: { groupId: string | null };
    document?: string;
  };
  return groupId ?? notice?.groupId ?? /^groups\/([^/]+)/.exec(document ?? '')?.[1];
}

async function handle(run: () => Promise<void>, delivery: Delivery): Promise<void> {
  const { trigger, eventId, group, isLast } = delivery;
  const startedAt = performance.now();
  const about = { trigger, eventId, ...(group && { group }) };
  try {
    await run();
    logger.info('handled', { ...about, milliseconds: Math.round(performance.now() - startedAt) });
  } catch (error) {
    if (!isLast && !isForGood(error)) {
      logger.warn('failed, to be tried again', { ...about, ...errorCause(error) });
      throw error;
    }
    await park(delivery, error);
    logger.error('parked', { ...about, ...errorCause(error) });
  }
}

async function park({ trigger, eventId, group, detail }: Delivery, error: unknown): Promise<void> {
  const parked: DeadLetter<FieldValue> = {
    trigger,
    eventId,
    groupId: group ?? null,
    reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    detail: detail(),
    failedAt: FieldValue.serverTimestamp(),
  };
  // The same event parked twice is one.
  const id = `${trigger}_${eventId}`.replaceAll('/', '_');
  await getFirestore().doc(deadLetterPath(id)).set(parked);
}

/** Returns true iff trying again cannot help: the code, or a document that it cannot read, is wrong. */
function isForGood(error: unknown): boolean {
  // What lies under a failed request is a TypeError too, but one that says what caused it.
  const isBug = error instanceof TypeError || error instanceof RangeError;
  // A transaction that took too long is answered so, too: on a busy day any may.
  const isRequestWrong =
    hasStatus(error, GRPC.INVALID_ARGUMENT) && !/transaction/i.test(String(error));
  return (isBug && error.cause === undefined) || isRequestWrong;
}
