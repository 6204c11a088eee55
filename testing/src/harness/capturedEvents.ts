/**
 * Captures the events of a project's writes as functions would get them. A test delivers them in any order, as often
 * and as late as it wants. Nothing is delivered automatically.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CloudEvent } from 'firebase-functions';
import { ROOT } from '../cli/root.ts';
import type { Delivery } from './eventReceiver.ts';
import type { FirestoreProcess } from './firestoreProcess.ts';

/** An event for one function. */
export interface CapturedEvent {
  functionName: string;
  /** The document's path. */
  path: string;
  /** The argument of the exported function. */
  cloudEvent: CloudEvent<unknown>;
}

/** A module that exports functions; other exports are ignored. */
export type FunctionsModule = Readonly<Record<string, unknown>>;

/** The events of one project. */
export interface CapturedEvents {
  /** Returns the events that arrived since the last call. The oldest comes first. */
  take(): CapturedEvent[];
  /**
   * Resolves when the events of all writes that were committed before the call have arrived.
   *
   * The emulator (1.19.9) has one queue. It adds a write's events before it acknowledges the write, and it sends an
   * event after the answer to the one before, which takes two milliseconds each. So the event of a write made now comes
   * last. The events of simultaneous writes may come in another order than their update times. The emulator does not
   * retry an event that failed.
   */
  settled(): Promise<void>;
}

interface FirestoreTrigger {
  eventType: string;
  eventFilters: { database: string; namespace: string; document?: string };
  eventFilterPathPatterns: { document?: string };
}

const FIRESTORE_EVENT = 'google.cloud.firestore.document.v1.';
const SENTINELS = 'harness_sentinels';

/**
 * Registers all Firestore triggers of a module for a project and captures their events. Only the default database is
 * watched.
 */
export async function captureEvents(
  firestore: FirestoreProcess,
  projectId: string,
  functions: FunctionsModule,
): Promise<CapturedEvents> {
  let arrived: CapturedEvent[] = [];
  const sentinels = new Map<string, () => void>();
  let sentinelCount = 0;

  firestore.receive(projectId, (delivery) => {
    const cloudEvent = cloudEventOf(delivery);
    const path = cloudEvent.document;
    const isSentinel = path.startsWith(`${SENTINELS}/`);
    // Triggers for all documents also get the events of the sentinels. They are dropped.
    if (isSentinel && delivery.triggerId === SENTINELS) sentinels.get(path)?.();
    else if (!isSentinel && changesSomething(cloudEvent.data)) {
      arrived.push({ functionName: delivery.triggerId, path, cloudEvent });
    }
  });
  const register = (id: string, trigger: object) =>
    firestore.call(
      'POST',
      `/emulator/v1/projects/${projectId}/eventarcTrigger?eventarcTriggerId=${encodeURIComponent(id)}`,
      { database: '(default)', namespace: '(default)', ...trigger },
    );
  await register(SENTINELS, {
    eventType: `${FIRESTORE_EVENT}deleted`,
    document: { value: `${SENTINELS}/{id}`, matchType: 'PATH_PATTERN' },
  });
  for (const [name, { eventType, ...filters }] of firestoreTriggersOf(functions)) {
    const { database, namespace, document: exact } = filters.eventFilters;
    const pattern = filters.eventFilterPathPatterns.document;
    const document = pattern
      ? { value: pattern, matchType: 'PATH_PATTERN' }
      : { value: exact, matchType: 'EXACT' };
    await register(name, { eventType, database, namespace, document });
  }

  const documents = `/v1/projects/${projectId}/databases/(default)/documents`;
  const settled = async () => {
    const path = `${SENTINELS}/${sentinelCount++}`;
    const arrival = new Promise<void>((resolve) => sentinels.set(path, resolve));
    await firestore.call('PATCH', `${documents}/${path}`, { fields: {} });
    // The event of the deletion arrives last, and nothing is left in the database.
    await firestore.call('DELETE', `${documents}/${path}`);
    await Promise.race([arrival, firestore.broken]);
    sentinels.delete(path);
  };
  const take = () => {
    const taken = arrived;
    arrived = [];
    return taken;
  };
  return { take, settled };
}

/** Calls the event's function, as the platform would. Rejects if the function fails. */
export async function deliver(functions: FunctionsModule, event: CapturedEvent): Promise<void> {
  const handle = functions[event.functionName] as (event: CloudEvent<unknown>) => unknown;
  await handle(event.cloudEvent);
}

interface DocumentEventData {
  value: { fields: object } | null;
  oldValue: { fields: object } | null;
}

// The package does not export it.
const { google } = createRequire(join(ROOT, 'package.json'))(
  join(ROOT, 'node_modules/firebase-functions/protos/compiledFirestore.js'),
) as {
  google: {
    events: {
      cloud: {
        firestore: { v1: { DocumentEventData: { decode(data: Buffer): DocumentEventData } } };
      };
    };
  };
};

/** Returns true iff the write changed the document. Otherwise Firestore sends no event, but the emulator does. */
function changesSomething(data: Buffer): boolean {
  const { value, oldValue } = google.events.cloud.firestore.v1.DocumentEventData.decode(data);
  return !value || !oldValue || !isDeepStrictEqual(value.fields, oldValue.fields);
}

function firestoreTriggersOf(functions: FunctionsModule): [string, FirestoreTrigger][] {
  return Object.entries(functions).flatMap(([name, exported]): [string, FirestoreTrigger][] => {
    const endpoint = (exported as { __endpoint?: { eventTrigger?: FirestoreTrigger } } | undefined)
      ?.__endpoint;
    const trigger = endpoint?.eventTrigger;
    return trigger?.eventType.startsWith(FIRESTORE_EVENT) ? [[name, trigger]] : [];
  });
}

/**
 * Reads a binary CloudEvent. The attributes are headers in UTF-8, which Node reads as Latin-1. The body is protobuf,
 * which the emulator sends as base64.
 */
function cloudEventOf({ headers, body }: Delivery): CloudEvent<Buffer> & { document: string } {
  const attributes = Object.entries(headers)
    .filter(([name]) => name.startsWith('ce-'))
    .map(([name, value]) => [
      name.slice('ce-'.length),
      Buffer.from(String(value), 'latin1').toString(),
    ]);
  return {
    ...Object.fromEntries(attributes),
    data: Buffer.from(body.toString(), 'base64'),
  } as CloudEvent<Buffer> & { document: string };
}
