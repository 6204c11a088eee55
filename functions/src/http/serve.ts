/** Connects a router to the server that runs a function. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Instance } from '../instance.ts';
import { runHandler } from '../runHandler.ts';
import type { Router } from './router.ts';

type RequestListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Returns the handler of a function, which creates its router with the first request. */
export function serve(instance: Instance, createRouter: () => Router): RequestListener {
  let listener: RequestListener | undefined;
  return (request, response) =>
    runHandler(instance, () => {
      listener ??= listenWith(createRouter());
      return listener(request, response);
    });
}

function listenWith({ fetch }: Router): RequestListener {
  // The cleanup would read up to 64 MiB of a refused body. `limitBody` reads less.
  const listener = getRequestListener(fetch, { autoCleanupIncoming: false });
  return async (request, response) => {
    // Some servers that run functions, such as the emulator, name themselves.
    response.removeHeader('X-Powered-By');
    await listener(request, response);
  };
}
