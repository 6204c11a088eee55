/**
 * The API as it is built, on the server that runs it on the platform (functions-framework), against the emulators: a project
 * of the test file's own, with the real rules and without triggers, whose people are accounts with tokens of any kind.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { memberPath, userPath, type Membership } from '@firegroups/model';
import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getAuth, type Auth } from 'firebase-admin/auth';
import getPort from 'get-port';
import { ROOT } from '../../tools/src/root.ts';
import { openLane, type RulesLane } from '../rules/rulesLane.ts';
import { storedMember, storedUser } from '../support/documents.ts';
import { PARAMETERS } from '../support/parameters.ts';

export interface Api {
  projectId: string;
  url: string;
  /** Firestore past the rules, and the rules' coverage. */
  lane: RulesLane;
  auth: Auth;
  /** What the function has logged, the structured lines alone. */
  logs: Record<string, unknown>[];
  /** Resolves when something is so, looking again with each line of the log. */
  untilLogged: (isSo: (logs: Record<string, unknown>[]) => boolean) => Promise<void>;
  /** A new account, with a profile. */
  register: (name?: string) => Promise<Person>;
  /** Gives somebody a membership, past the rules. */
  put: (groupId: string, person: Person, membership: Membership | null) => Promise<void>;
}

export interface Person {
  uid: string;
  token: string;
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

/** Starts the API before a file's tests, with parameters of its own where they are given. */
export function useApi(name: string, parameters: Partial<typeof PARAMETERS> = {}): Api {
  const projectId = `demo-rules-http-${name}`;
  const api = { projectId, logs: [] as Record<string, unknown>[] } as Api;
  const waiting = new Set<() => void>();
  let app: App;
  let server: ChildProcess;

  beforeAll(async () => {
    const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
    api.lane = await openLane(`http-${name}`, rules);
    app = initializeApp({ projectId }, `http-${name}`);
    api.auth = getAuth(app);
    const port = await getPort();
    server = startServer(projectId, port, parameters);
    createInterface({ input: server.stdout! }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      api.logs.push(JSON.parse(line) as Record<string, unknown>);
      for (const look of waiting) look();
    });
    api.url = `http://127.0.0.1:${port}`;
    await untilUp(api.url, server);
  }, 60_000);

  afterAll(async () => {
    server.kill();
    await deleteApp(app);
    await api.lane.close();
  });

  api.untilLogged = (isSo) =>
    new Promise((resolve) => {
      const look = () => {
        if (!isSo(api.logs)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  api.register = async (displayName = 'Somebody') => {
    const uid = `${displayName}-${randomUUID()}`;
    await api.auth.createUser({ uid });
    await api.lane.admin().doc(userPath(uid)).set(storedUser(displayName));
    return { uid, token: tokenFor(projectId, uid) };
  };
  api.put = async (groupId, { uid }, membership) => {
    const ref = api.lane.admin().doc(memberPath(groupId, uid));
    await (membership ? ref.set(storedMember(groupId, uid, membership)) : ref.delete());
  };
  return api;
}

function startServer(
  projectId: string,
  port: number,
  parameters: Partial<typeof PARAMETERS>,
): ChildProcess {
  const framework = createRequire(import.meta.url).resolve('@google-cloud/functions-framework');
  // As on the platform, where the build sets it no other way.
  const { NODE_ENV: _, ...env } = process.env;
  const words = ['--target=api', `--source=${join(ROOT, 'functions')}`, `--port=${port}`];
  return spawn(process.execPath, [join(framework, '../main.js'), ...words], {
    env: {
      ...env,
      ...PARAMETERS,
      ...parameters,
      GCLOUD_PROJECT: projectId,
      FIREBASE_CONFIG: JSON.stringify({ projectId }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Asks until there is an answer; the first one takes as long as the function's code takes to load. */
async function untilUp(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    try {
      await fetch(`${url}/openapi.json`);
      return;
    } catch {
      await setTimeout(50);
    }
  }
  throw new Error('The API has ended; its output says why.');
}

/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Sends a JSON body, or nothing where there is none, as somebody; `init` changes the request. */
export async function send(
  api: Api,
  path: string,
  { token, body, ...init }: Omit<RequestInit, 'body'> & { token?: string; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(`${api.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...init,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...init.headers,
    },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text,
  };
}
