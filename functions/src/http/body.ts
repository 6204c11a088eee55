/** Reads the body of a request: refuses what is too large before reading it, and what is not JSON text before parsing it. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Context, Next } from 'hono';
import { HttpError } from './errors.ts';
import type { Env } from './logs.ts';

/** The largest body, in bytes. */
const MAX_BYTES = 64 * 1024;

/** How much of a refused body is read and dropped, in bytes. What is dropped stays in memory for a while. */
const DROPPED_BYTES = 2 * MAX_BYTES;
/** How long a client that is still sending has to read the answer, in milliseconds. */
const LAST_READ = 1000;

/**
 * Refuses a body that is too large, or whose length is not known in advance.
 *
 * @throws HttpError 413, or 411.
 */
export async function limitBody(c: Context<Env>, next: Next): Promise<void> {
  const { incoming } = c.env;
  const error = lengthError(incoming.rawHeaders);
  if (error) {
    dropBody(incoming);
    throw error;
  }
  await next();
}

function lengthError(rawHeaders: readonly string[]): HttpError | undefined {
  const length = headerOf(rawHeaders, 'content-length');
  // Node has checked that it is a number, and that it is not sent together with a transfer encoding.
  if (Number(length) > MAX_BYTES) {
    return new HttpError(
      413,
      'payload-too-large',
      `The body is too large. Send at most ${MAX_BYTES / 1024} KiB.`,
    );
  }
  if (length === undefined && headerOf(rawHeaders, 'transfer-encoding') !== undefined) {
    return new HttpError(
      411,
      'length-required',
      'The body has no Content-Length. Send that header.',
    );
  }
  return undefined;
}

/** Reads a body to its end, so that the client gets the answer, or closes the connection of one that goes on. */
function dropBody(incoming: IncomingMessage): void {
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= DROPPED_BYTES) return;
    incoming.pause();
    setTimeout(() => incoming.destroy(), LAST_READ);
  });
}

function headerOf(rawHeaders: readonly string[], name: string): string | undefined {
  const at = rawHeaders.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === name);
  return at < 0 ? undefined : rawHeaders[at + 1];
}

/**
 * Accepts `application/json` with any parameters, in UTF-8 and not compressed, and nothing else. The route's own check
 * accepts `application/x+json` and a request without a body, but refuses a space before a parameter.
 *
 * @throws HttpError 415, or 400.
 */
export async function requireJson(c: Context<Env>, next: Next): Promise<void> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const encoding = c.req.header('content-encoding') ?? 'identity';
  if (type !== 'application/json' || encoding.toLowerCase() !== 'identity') {
    const message =
      'The body is not plain application/json. Send it with that type, and without a Content-Encoding.';
    throw new HttpError(415, 'unsupported-media-type', message);
  }
  c.req.raw.headers.set('content-type', type);
  // Decoding would replace other bytes, and Firestore would store different text than was sent.
  if (!isUtf8(await c.req.arrayBuffer())) {
    throw new HttpError(
      400,
      'invalid-argument',
      'The body is not valid UTF-8. Encode it as UTF-8.',
    );
  }
  await next();
}
