/** The routes of the API: its operations, and the OpenAPI document, which also describes the chat stream. */
import type { Context } from 'hono';
import { timeout } from 'hono/timeout';
import { WATCH_CHAT } from './chat/watchChat.ts';
import { unavailable } from './errors.ts';
import { inputOf } from './input.ts';
import type { Env } from './logs.ts';
import { DOCUMENT, registerComponents, routeOf } from './openapi.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { createRouter, type Router } from './router.ts';
import { groupName } from '../instance.ts';
import { openSession } from './session.ts';

/** An operation may take 30 seconds. */
const withTimeout = timeout(30_000, unavailable);

/** Creates the API. Pages of `origins` may call it from a browser; without any, no page may. */
export function createApi(origins: string[]): Router {
  const routes = Object.entries<Operation>(OPERATIONS).map(([name, operation]) => ({
    name,
    shape: operation,
    run: (c: Context<Env>) => runOperation(c, operation),
  }));
  const router = createRouter(origins, routes);
  registerComponents(router.openAPIRegistry);
  router.openAPIRegistry.registerPath(
    routeOf('watchChat', { ...WATCH_CHAT, server: `../${groupName()}chat` }),
  );
  router.doc31('/openapi.json', DOCUMENT);
  return router;
}

async function runOperation(c: Context<Env>, operation: Operation): Promise<Response> {
  const input = inputOf(c, operation);
  if (typeof input['groupId'] === 'string') c.set('group', input['groupId']);
  const { fg, releaseSession } = openSession(c.get('caller'));
  try {
    let answer: unknown;
    // Around the verb alone: after a timeout, the session is released with whatever the verb still does.
    await withTimeout(c as Context<Env, string>, async () => {
      answer = await operation.run(fg, input as never);
    });
    return c.json(answer as object, operation.status);
  } finally {
    await releaseSession();
  }
}
