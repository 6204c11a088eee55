/**
 * Keeps bodies of the HTTP functions away from the platform. The server that runs a function (functions-framework) parses
 * every body before the function is called, of any size and for any caller: 8 MiB of nested arrays take more memory than
 * the instance has. `createFunctions` calls this before that server exists.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** The exported names of the functions that read a body themselves, and check its length first (body.ts). */
const HTTP_FUNCTIONS = ['api', 'chat'];

/**
 * Returns true iff this process runs an HTTP function of firegroups. The platform names the function, after the name of its group
 * (`social.api`). A function of the project's own with one of these names is in no group. Tasks and events arrive by HTTP as
 * well, and their handlers need the parsed body.
 */
export function readsBodies({ FUNCTION_TARGET: target = '' }: NodeJS.ProcessEnv): boolean {
  const groups = target.split('.');
  const name = groups.pop()!;
  return groups.length > 0 && HTTP_FUNCTIONS.includes(name);
}

/** Hides each body from the server's parsers, if this process runs an HTTP function. Several calls have the same effect as one. */
export function keepBodiesUnparsed(): void {
  if (!readsBodies(process.env)) return;
  // Without this, the server answers a request that it cannot read with a stack trace.
  process.env['NODE_ENV'] ??= 'production';
  subscribe('http.server.request.start', (message) => {
    const { headers } = (message as { request: IncomingMessage }).request;
    // The server's parsers take a request without these headers for one without a body. `rawHeaders` still has them.
    delete headers['content-length'];
    delete headers['transfer-encoding'];
  });
}
