/** What happens to a request, in this order: its size, its path, the caller, the method, the input, the operation. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { logger } from 'firebase-functions/logger';
import { errorCause } from '../platform/errorCause.ts';
import { authenticate } from './authenticate.ts';
import { limitBody, requireJson } from './body.ts';
import { HttpError, toHttpError } from './errors.ts';
import { refuseInvalidInput, requireUtf8Address } from './input.ts';
import { logAnswer, loggable, type Env } from './logs.ts';
import { routeOf } from './openapi.ts';
import type { OperationShape } from './operations.ts';

export type Router = OpenAPIHono<Env>;

export interface Route {
  /** The operation's id in the OpenAPI document and in the log. */
  name: string;
  shape: OperationShape;
  run: (c: Context<Env>) => Promise<Response>;
}

/** Creates the router of a function. Pages of `origins` may call it from a browser; without any, no page may. */
export function createRouter(origins: string[], routes: Route[]): Router {
  const router = new OpenAPIHono<Env>({ defaultHook: refuseInvalidInput });
  router.use(requestId(), logAnswer);
  if (origins.length > 0) router.use(cors({ origin: origins, maxAge: 3600 }));
  router.use(limitBody, requireUtf8Address);
  router.use(methodNotAllowed({ app: router, onMethodNotAllowed: refuseMethod }));
  for (const route of routes) addRoute(router, route);
  router.notFound((c) => refuse(c, new HttpError(404, 'not-found', 'There is no such path.')));
  router.onError((error, c) => refuse(c, error));
  return router;
}

function addRoute(router: Router, { name, shape, run }: Route): void {
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
  if (known?.retryAt) c.header('Retry-After', secondsUntil(known.retryAt));
  return c.json(body, status);
}

/** The whole seconds until a time, as text; at least one. */
const secondsUntil = (time: Date) =>
  String(Math.max(1, Math.ceil((time.getTime() - Date.now()) / 1000)));
