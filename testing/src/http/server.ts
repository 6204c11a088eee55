/** The API on the server that runs it on the platform (functions-framework), in a process of its own; and tokens for it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import getPort from 'get-port';
import { ROOT } from '../cli/root.ts';
import { PARAMETERS } from '../harness/parameters.ts';

export interface ApiServer {
  url: string;
  /** Its standard output is the log. */
  process: ChildProcess;
}

/** Starts it for a project on the emulators that the environment names; `source` is the module or folder to run. */
export async function startApi(
  projectId: string,
  parameters: Partial<typeof PARAMETERS> = {},
  source = 'functions',
): Promise<ApiServer> {
  const port = await getPort();
  const framework = createRequire(import.meta.url).resolve('@google-cloud/functions-framework');
  // The entry says itself what it is on the platform.
  const { NODE_ENV: _, ...env } = process.env;
  const words = ['--target=api', `--source=${join(ROOT, source)}`, `--port=${port}`];
  const server = spawn(process.execPath, [join(framework, '../main.js'), ...words], {
    env: {
      ...env,
      ...PARAMETERS,
      ...parameters,
      GCLOUD_PROJECT: projectId,
      FIREBASE_CONFIG: JSON.stringify({ projectId }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  // The first answer takes as long as the function's code takes to load.
  while (server.exitCode === null) {
    try {
      await fetch(`${url}/openapi.json`);
      return { url, process: server };
    } catch {
      await setTimeout(20);
    }
  }
  throw new Error('The API has ended; its output says why.');
}

/** The claims of an ID token. */
export type Claims = Record<string, unknown>;

/** An ID token as the Auth emulator makes them, without a signature; an hour long. */
export function tokenFor(projectId: string, uid: string, change: Claims = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://securetoken.google.com/${projectId}`,
    aud: projectId,
    sub: uid,
    user_id: uid,
    auth_time: now,
    iat: now,
    exp: now + 3600,
    firebase: { identities: {}, sign_in_provider: 'password' },
    ...change,
  };
  const parts = [{ alg: 'none', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${parts.join('.')}.`;
}
