/**
 * Intercepts the I/O of an invocation: every Firestore operation of the Admin SDK, and every HTTP request of its other
 * services, such as adding a task. The asynchronous context says which invocation an I/O belongs to, so several may run
 * at once.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { Firestore } from 'firebase-admin/firestore';
import { ROOT } from '../cli/root.ts';
import type { FirestoreRequest, FirestoreResponse } from './costs.ts';

/** An operation that is about to be sent. */
export interface Io {
  /** The name of a Firestore operation, or the method and URL of an HTTP request. */
  name: string;
  /** Absent for an HTTP request. */
  firestore?: { client: FirestoreInternals; request: FirestoreOperation };
}

/** A request to Firestore, as the SDK sends it. */
export interface FirestoreOperation extends FirestoreRequest {
  database?: string;
  parent?: string;
  transaction?: Uint8Array;
  structuredAggregationQuery?: {
    structuredQuery: object;
    aggregations: { alias: string; count?: { upTo?: unknown } }[];
  };
}

/** One answer of Firestore. A stream has several. */
export interface FirestoreAnswer extends FirestoreResponse {
  transaction?: Uint8Array;
  result?: { aggregateFields: Record<string, { integerValue?: string | number }> };
}

/** Decides about the I/Os of an invocation. */
export interface Watcher {
  /** Sends the I/O or not. A promise that never settles stops the code that awaits it. */
  around<T extends readonly unknown[]>(io: Io, send: () => Promise<T>): Promise<T>;
}

/** The two methods of the SDK that send all operations. */
export interface FirestoreInternals {
  request(method: string, request: object, tag: string, retryCodes?: number[]): Promise<unknown>;
  requestStream(
    method: string,
    bidirectional: boolean,
    request: object,
    tag: string,
  ): Promise<Readable>;
}

interface HttpInternals {
  send(config: { method: string; url: string }): Promise<unknown>;
}

const watchers = new AsyncLocalStorage<Watcher | undefined>();
let installed = false;

/** Runs something and passes all its I/Os to the watcher. */
export function watched<T>(watcher: Watcher, run: () => T): T {
  if (!installed) install();
  installed = true;
  return watchers.run(watcher, run);
}

/** Runs something without a watcher. A watcher does its own I/Os this way. */
export function unwatched<T>(run: () => T): T {
  return watchers.run(undefined, run);
}

/** Collects the answers of a stream. */
export async function answersOf(stream: Promise<Readable>): Promise<FirestoreAnswer[]> {
  const answers: FirestoreAnswer[] = [];
  for await (const answer of await stream) answers.push(answer as FirestoreAnswer);
  return answers;
}

function install(): void {
  const firestore = Firestore.prototype as unknown as FirestoreInternals;
  // They are called with the right `this` below.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { request, requestStream } = firestore;
  firestore.request = async function (this: FirestoreInternals, method, body, ...rest) {
    const watcher = watchers.getStore();
    const send = () => request.call(this, method, body, ...rest);
    if (!watcher) return send();
    const io = { name: method, firestore: { client: this, request: body } };
    const [answer] = await watcher.around(io, async () => [await send()] as const);
    return answer;
  };
  firestore.requestStream = async function (this: FirestoreInternals, method, both, body, tag) {
    const watcher = watchers.getStore();
    const send = () => requestStream.call(this, method, both, body, tag);
    // The stream of a listener does not end.
    if (!watcher || both) return send();
    // The invocation gets the answers when all are there: an operation is done or not done.
    const io = { name: method, firestore: { client: this, request: body } };
    const answers = await watcher.around(io, () => answersOf(send()));
    const stream = new PassThrough({ objectMode: true });
    for (const answer of answers) stream.write(answer);
    stream.end();
    return stream.pause();
  };

  // The package does not export it.
  const { HttpClient, Http2Client } = createRequire(join(ROOT, 'package.json'))(
    join(ROOT, 'node_modules/firebase-admin/lib/utils/api-request.js'),
  ) as Record<'HttpClient' | 'Http2Client', { prototype: HttpInternals }>;
  for (const { prototype } of [HttpClient, Http2Client]) {
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const { send } = prototype;
    prototype.send = async function (this: HttpInternals, config) {
      const watcher = watchers.getStore();
      if (!watcher) return send.call(this, config);
      const io = { name: `${config.method} ${config.url}` };
      const [response] = await watcher.around(io, async () => [await send.call(this, config)]);
      return response;
    };
  }
}
