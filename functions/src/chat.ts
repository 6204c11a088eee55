/** The chat stream as it is deployed: a function separate from the API, so that open streams never use up the API's instances. */
import { onRequest } from 'firebase-functions/https';
import { listedOrigins, minInstances, region } from './config.ts';
import { streamChat } from './http/chat/stream.ts';
import { WATCH_CHAT } from './http/chat/watchChat.ts';
import { createRouter } from './http/router.ts';
import { serve } from './http/serve.ts';
import type { Instance } from './instance.ts';

/**
 * A stream ends with its ID token, after an hour at most. The platform allows the same. An instance has room for 80
 * streams, of which one user can have 5 (openStreams.ts).
 */
const OPTIONS = {
  region,
  minInstances,
  maxInstances: 100,
  concurrency: 80,
  timeoutSeconds: 3600,
  memory: '512MiB',
  cors: false,
} as const;

/** Creates the chat stream of one instance. */
export const create = (instance: Instance) => ({
  chat: onRequest(OPTIONS, serve(instance, createStreamRouter)),
});

function createStreamRouter() {
  const route = { name: 'watchChat', run: streamChat };
  // `/` as well: the address of this function alone is enough.
  const routes = [WATCH_CHAT.path, '/' as const].map((path) => ({
    ...route,
    shape: { ...WATCH_CHAT, path },
  }));
  return createRouter(listedOrigins(), routes);
}
