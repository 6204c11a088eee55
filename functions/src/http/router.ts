/**
 * What happens to a request, in this order: its path, the caller, the method, the size, the input, the operation.
 */
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { requestId } from 'hono/request-id';
import { logger } from 'firebase-functions/logger';
import { errorCause } from '../platform/errorCause.ts';
import { openSession } from './session.ts';
import { HttpError, UNAVAILABLE, toHttpError } from './errors.ts';
import { authenticate } from './authenticate.ts';
import { BODY_BYTES, inputOf } from './input.ts';
import { about, logged, type Env } from './logs.ts';
import { openApiDocument } from './openapi.ts';
import { OPERATIONS, WATCH_CHAT, type Operation, type OperationShape } from './operations.ts';
import { streamChat } from './chat/stream.ts';

/** How long an operation may take, in milliseconds. */
const PATIENCE = 30_000;

/** The API; `origins` are those whose pages may call it from a browser: none where it is empty. */
export function createRouter(origins: string[]): Hono<Env> {
  const router = new Hono<Env>();
  router.use(requestId(), logged);
  if (origins.length > 0) router.use(cors({ origin: origins, maxAge: 3600 }));
  router.get('/openapi.json', (c) => c.json(openApiDocument()));
  for (const [name, operation] of Object.entries<Operation>(OPERATIONS)) {
    route(name, operation, (c) => answer(c, operation));
  }
  route('watchChat', WATCH_CHAT, streamChat);
  router.notFound((c) => refuse(c, new HttpError(404, 'not-found', 'There is no such path.')));
  router.onError((error, c) => refuse(c, error));
  return router;

  function route(name: string, shape: OperationShape, run: (c: Context<Env>) => Promise<Response>) {
    router.all(
      shape.path,
      async (c, next) => {
        c.set('operation', name);
        c.set('caller', await authenticate(c.req.raw.headers));
        // The raw one: the router takes a HEAD for a GET.
        if (c.req.raw.method !== shape.method) {
          c.header('Allow', shape.method);
          throw new HttpError(405, 'method-not-allowed', `Use ${shape.method}.`);
        }
        await next();
      },
      bodyLimit({
        maxSize: BODY_BYTES,
        onError: () => {
          throw new HttpError(413, 'payload-too-large', 'Send at most 64 KiB.');
        },
      }),
      run,
    );
  }
}

async function answer(c: Context<Env>, operation: Operation): Promise<Response> {
  const input = await inputOf(c.req, operation);
  if (typeof input['groupId'] === 'string') c.set('group', input['groupId']);
  const { fg, releaseSession } = openSession(c.get('caller'));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(UNAVAILABLE());
    }, PATIENCE);
  });
  try {
    const done = await Promise.race([operation.run(fg, input as never), late]);
    return c.json(done as object, operation.status);
  } finally {
    clearTimeout(timer);
    await releaseSession();
  }
}

function refuse(c: Context<Env>, error: unknown): Response {
  const failure = toHttpError(error);
  if (!failure) logger.error('failed', { ...about(c), ...errorCause(error) });
  const { status, answer: body } =
    failure ?? new HttpError(500, 'internal', 'Something went wrong here, not with the request.');
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  return c.json(body, status);
}
