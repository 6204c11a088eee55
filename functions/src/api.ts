/** The HTTP API as it is deployed: a module of its own, so that an instance of it loads nothing of the triggers. */
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

/** A stream lasts as long as an ID token at most, an hour, which is also what the platform allows. */
export const api = onRequest(
  { region, minInstances, maxInstances: 100, timeoutSeconds: 3600, memory: '512MiB', cors: false },
  (request, response) => listener(request, response),
);
