/** What happens to a request, in this order: its size, its path, the caller, the method, the input, the operation. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { timeout } from 'hono/timeout';
import { logger } from 'firebase-functions/logger';
import { errorCause } from '../platform/errorCause.ts';
import { authenticate } from './authenticate.ts';
import { limitBody, requireJson } from './body.ts';
import { streamChat } from './chat/stream.ts';
import { HttpError, toHttpError, unavailable } from './errors.ts';
import { inputOf, refuseInvalidInput } from './input.ts';
import { logAnswer, loggable, type Env } from './logs.ts';
import { DOCUMENT, registerComponents, routeOf } from './openapi.ts';
import { OPERATIONS, WATCH_CHAT, type Operation, type OperationShape } from './operations.ts';
import { openSession } from './session.ts';

type Router = OpenAPIHono<Env>;

/** An operation may take 30 seconds. */
const withTimeout = timeout(30_000, unavailable);

/** Creates the API. Pages of `origins` may call it from a browser; without any, no page may. */
export function createRouter(origins: string[]): Router {
  const router = new OpenAPIHono<Env>({ defaultHook: refuseInvalidInput });
  router.use(requestId(), logAnswer);
  if (origins.length > 0) router.use(cors({ origin: origins, maxAge: 3600 }));
  router.use(limitBody);
  router.use(methodNotAllowed({ app: router, onMethodNotAllowed: refuseMethod }));
  registerComponents(router.openAPIRegistry);
  router.doc31('/openapi.json', DOCUMENT);
  for (const [name, operation] of Object.entries<Operation>(OPERATIONS)) {
    addRoute(router, name, operation, (c) => runOperation(c, operation));
  }
  addRoute(router, 'watchChat', WATCH_CHAT, streamChat);
  router.notFound((c) => refuse(c, new HttpError(404, 'not-found', 'There is no such path.')));
  router.onError((error, c) => refuse(c, error));
  return router;
}

function addRoute(
  router: Router,
  name: string,
  shape: OperationShape,
  run: (c: Context<Env>) => Promise<Response>,
): void {
  router.use(shape.path, async (c: Context<Env>, next) => {
    c.set('operation', name);
    c.set('caller', await authenticate(c.req.raw.headers));
    // Hono answers a HEAD by running the GET, which would open a stream.
    if (c.req.raw.method === 'HEAD') return refuseMethod(c, [shape.method]);
    await next();
    return undefined;
  });
  // Only for the operation's own method: with another one, the method is the reason.
  if (shape.method === 'POST') router.on(shape.method, shape.path, requireJson);
  router.openapi(routeOf(name, shape), run as never);
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

function refuseMethod(c: Context<Env>, methods: string[]): Response {
  const allowed = methods.filter((method) => method !== 'HEAD').join(', ');
  c.header('Allow', allowed);
  return refuse(c, new HttpError(405, 'method-not-allowed', `Use ${allowed}.`));
}

function refuse(c: Context<Env>, error: unknown): Response {
  const known = toHttpError(error);
  if (!known) logger.error('failed', { ...loggable(c), ...errorCause(error) });
  const { status, body } =
    known ?? new HttpError(500, 'internal', 'The API failed. The request is not the cause.');
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  return c.json(body, status);
}
