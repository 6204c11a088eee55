/** A function of the HTTP API on the server that runs it on the platform (functions-framework), in its own process; and tokens for it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
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
  /** Returns the highest resident memory of the process so far, in MiB. */
  peakMemory: () => Promise<number>;
}

export interface ApiOptions {
  parameters?: Partial<typeof PARAMETERS>;
  /** The function to run, after the name of its group. */
  target?: string;
  /** The module or folder that contains it, relative to the root. */
  source?: string;
}

/**
 * Answers each message with the peak memory in KiB. `maxRSS` alone would not do on Linux: it includes the memory that the
 * process that started this one had.
 */
const REPORT_MEMORY = `
  import { existsSync, readFileSync } from 'node:fs';
  const STATUS = '/proc/self/status';
  process.on('message', () => {
    const peak = existsSync(STATUS) && /VmHWM:\\s*(\\d+)/.exec(readFileSync(STATUS, 'utf8'));
    process.send(peak ? Number(peak[1]) : process.resourceUsage().maxRSS);
  });
`;

/** Starts a function for a project on the emulators that the environment names. */
export async function startApi(
  projectId: string,
  { parameters = {}, target = 'firegroups.api', source = 'functions' }: ApiOptions = {},
): Promise<ApiServer> {
  const port = await getPort();
  const framework = createRequire(import.meta.url).resolve('@google-cloud/functions-framework');
  // The entry says itself what it is on the platform.
  const { NODE_ENV: _, ...env } = process.env;
  const preload = `--import=data:text/javascript,${encodeURIComponent(REPORT_MEMORY)}`;
  const words = [`--source=${join(ROOT, source)}`, `--port=${port}`];
  const server = spawn(process.execPath, [preload, join(framework, '../main.js'), ...words], {
    env: {
      ...env,
      ...PARAMETERS,
      ...parameters,
      // The platform sets these too.
      FUNCTION_TARGET: target,
      FUNCTION_SIGNATURE_TYPE: 'http',
      GCLOUD_PROJECT: projectId,
      FIREBASE_CONFIG: JSON.stringify({ projectId }),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${port}`;
  const peakMemory = async () => {
    if (server.exitCode !== null) throw new Error('The API has ended; its output says why.');
    server.send('');
    const [kibibytes] = (await once(server, 'message')) as [number];
    return Math.round(kibibytes / 1024);
  };
  // The first answer takes as long as the function's code takes to load.
  while (server.exitCode === null) {
    try {
      await fetch(`${url}/openapi.json`);
      return { url, process: server, peakMemory };
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
    email_verified: true,
    firebase: { identities: {}, sign_in_provider: 'password' },
    ...change,
  };
  const parts = [{ alg: 'none', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${parts.join('.')}.`;
}
