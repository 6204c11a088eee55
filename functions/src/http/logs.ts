/** One line for each request: the operation, the request and the group, and nothing else of a user's. */
import type { Context } from 'hono';
import type { RequestIdVariables } from 'hono/request-id';
import { logger } from 'firebase-functions/logger';
import type { Caller } from './authenticate.ts';

/** What is known of a request. */
export interface Env {
  Variables: RequestIdVariables & { caller: Caller; operation: string; group: string };
}

/** Logs what a request was answered with; nothing that is answered may be kept by who passes it on. */
export async function logged(c: Context<Env>, next: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  c.header('Cache-Control', 'no-store');
  await next();
  const milliseconds = Math.round(performance.now() - startedAt);
  logger.info('answered', { ...about(c), status: c.res.status, milliseconds });
}

/** What of a request may be logged. */
export function about(c: Context<Env>): Record<string, string> {
  const { requestId, operation, group } = c.var as Partial<Env['Variables']>;
  return { requestId: requestId!, ...(operation && { operation }), ...(group && { group }) };
}
