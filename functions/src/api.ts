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
  listener = getRequestListener(createRouter(listedOrigins()).fetch);
});

/** A stream ends with its ID token, after an hour at most. The platform allows the same. */
export const api = onRequest(
  { region, minInstances, maxInstances: 100, timeoutSeconds: 3600, memory: '512MiB', cors: false },
  (request, response) => listener(request, response),
);
