/** The HTTP API as it is deployed. It is a module of its own, so that its instances do not load the triggers. */
import { getRequestListener } from '@hono/node-server';
import { initializeApp } from 'firebase-admin/app';
import { onInit } from 'firebase-functions/core';
import { onRequest } from 'firebase-functions/https';
import { checkSettings, listedOrigins, minInstances, region } from './config.ts';
import { createRouter } from './http/router.ts';

initializeApp();
let listener: ReturnType<typeof getRequestListener>;
onInit(() => {
  checkSettings();
  // The cleanup would read up to 64 MiB of a refused body. `limitBody` reads less.
  const options = { autoCleanupIncoming: false };
  listener = getRequestListener(createRouter(listedOrigins()).fetch, options);
});

/** A stream ends with its ID token, after an hour at most. The platform allows the same. */
export const api = onRequest(
  { region, minInstances, maxInstances: 100, timeoutSeconds: 3600, memory: '512MiB', cors: false },
  (request, response) => listener(request, response),
);
