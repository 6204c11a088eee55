/**
 * Puts whoever watches an invocation between it and the outside: every operation of the Admin SDK's Firestore, and every
 * HTTP request of its other services, such as the enqueueing of a task. Which invocation an I/O belongs to follows from
 * its asynchronous context, so several may run side by side.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { Firestore } from 'firebase-admin/firestore';
import { ROOT } from '../cli/root.ts';
import type { FirestoreRequest, FirestoreResponse } from './costs.ts';

/** Something that is about to be sent. */
export interface Io {
  /** Firestore's name of the operation, or the method and the URL of an HTTP request. */
  name: string;
  /** Missing for an HTTP request. */
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

/** A part of Firestore's answer. */
export interface FirestoreAnswer extends FirestoreResponse {
  transaction?: Uint8Array;
  result?: { aggregateFields: Record<string, { integerValue?: string | number }> };
}

/** What decides about the I/Os of an invocation. */
export interface Watcher {
  /** Sends the I/O, or does not. A promise that it never settles stops whatever waits for it, for good. */
  around<T extends readonly unknown[]>(io: Io, send: () => Promise<T>): Promise<T>;
}

/** The two methods of the SDK through which every operation goes. */
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

/** Runs something of which the watcher is asked about every I/O, whatever it starts included. */
export function watched<T>(watcher: Watcher, run: () => T): T {
  if (!installed) install();
  installed = true;
  return watchers.run(watcher, run);
}

/** Runs something as nobody's, for the I/Os of a watcher itself. */
export function unwatched<T>(run: () => T): T {
  return watchers.run(undefined, run);
}

/** The answers that a stream brings. */
export async function answersOf(stream: Promise<Readable>): Promise<FirestoreAnswer[]> {
  const answers: FirestoreAnswer[] = [];
  for await (const answer of await stream) answers.push(answer as FirestoreAnswer);
  return answers;
}

function install(): void {
  const firestore = Firestore.prototype as unknown as FirestoreInternals;
  // The originals are called with their own `this`.
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
    // A listener's stream has no end to wait for.
    if (!watcher || both) return send();
    // The whole answer is there before the invocation sees any of it: an operation was done, or it was not.
    const io = { name: method, firestore: { client: this, request: body } };
    const answers = await watcher.around(io, () => answersOf(send()));
    const stream = new PassThrough({ objectMode: true });
    for (const answer of answers) stream.write(answer);
    stream.end();
    return stream.pause();
  };

  // Not among the package's exports, so it is required by its file.
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
