/** The chat stream as it is deployed: a function separate from the API, so that open streams never use up the API's instances. */
import { initializeApp } from 'firebase-admin/app';
import { onInit } from 'firebase-functions/core';
import { onRequest } from 'firebase-functions/https';
import { checkSettings, listedOrigins, minInstances, region } from './config.ts';
import { streamChat } from './http/chat/stream.ts';
import { WATCH_CHAT } from './http/chat/watchChat.ts';
import { listenWith, type RequestListener } from './http/listener.ts';
import { createRouter } from './http/router.ts';

initializeApp();
let listener: RequestListener;
onInit(() => {
  checkSettings();
  const route = { name: 'watchChat', run: streamChat };
  // `/` as well: the address of this function alone is enough.
  const routes = [WATCH_CHAT.path, '/' as const].map((path) => ({
    ...route,
    shape: { ...WATCH_CHAT, path },
  }));
  listener = listenWith(createRouter(listedOrigins(), routes));
});

/**
 * A stream ends with its ID token, after an hour at most. The platform allows the same. An instance has room for 80
 * streams, of which one user can have 5 (openStreams.ts).
 */
export const chat = onRequest(
  {
    region,
    minInstances,
    maxInstances: 100,
    concurrency: 80,
    timeoutSeconds: 3600,
    memory: '512MiB',
    cors: false,
  },
  (request, response) => listener(request, response),
);
