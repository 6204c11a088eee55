/** The HTTP API as it is deployed. It is a module of its own, so that its instances do not load the triggers. */
import { onRequest } from 'firebase-functions/https';
import { listedOrigins, minInstances, region } from './config.ts';
import { createApi } from './http/api.ts';
import { serve } from './http/serve.ts';
import type { Instance } from './instance.ts';

/** An operation takes 30 seconds at most. The rest is for the request and its answer. */
const OPTIONS = {
  region,
  minInstances,
  maxInstances: 100,
  timeoutSeconds: 60,
  memory: '512MiB',
  cors: false,
} as const;

/** Creates the HTTP API of one instance. */
export const create = (instance: Instance) => ({
  api: onRequest(
    OPTIONS,
    serve(instance, () => createApi(listedOrigins())),
  ),
});
