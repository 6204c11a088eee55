/** The HTTP API as it is deployed. It is a module of its own, so that its instances do not load the triggers. */
import { initializeApp } from 'firebase-admin/app';
import { onInit } from 'firebase-functions/core';
import { onRequest } from 'firebase-functions/https';
import { checkSettings, listedOrigins, minInstances, region } from './config.ts';
import { createApi } from './http/api.ts';
import { listenWith, type RequestListener } from './http/listener.ts';

initializeApp();
let listener: RequestListener;
onInit(() => {
  checkSettings();
  listener = listenWith(createApi(listedOrigins()));
});

/** An operation takes 30 seconds at most. The rest is for the request and its answer. */
export const api = onRequest(
  { region, minInstances, maxInstances: 100, timeoutSeconds: 60, memory: '512MiB', cors: false },
  (request, response) => listener(request, response),
);
