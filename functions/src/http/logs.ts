/** One log line for each request: the operation, the request id and the group id, and nothing else about a user. */
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { RequestIdVariables } from 'hono/request-id';
import { logger } from 'firebase-functions/logger';
import type { Caller } from './authenticate.ts';

/** What the router knows about a request. */
export interface Env {
  Bindings: HttpBindings;
  Variables: RequestIdVariables & { caller: Caller; operation: string; group: string };
}

/**
 * Logs the answer's status and how long it took. Forbids caches to keep the answer, and browsers to take it for another
 * type, such as a page.
 */
export async function logAnswer(c: Context<Env>, next: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  await next();
  const milliseconds = Math.round(performance.now() - startedAt);
  logger.info('answered', { ...loggable(c), status: c.res.status, milliseconds });
}

/** What may be logged about a request. */
export function loggable(c: Context<Env>): Record<string, string> {
  const { requestId, operation, group } = c.var as Partial<Env['Variables']>;
  return { requestId: requestId!, ...(operation && { operation }), ...(group && { group }) };
}
