/**
 * The API as it is built, on the server that runs it on the platform (functions-framework), against the emulators: a project
 * of the test file's own, with the real rules and without triggers, whose people are accounts with tokens of any kind.
 */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll } from '@jest/globals';
import { memberPath, userPath, type Membership } from '@firegroups/model';
import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getAuth, type Auth } from 'firebase-admin/auth';
import { WATCH_CHAT } from '../../../functions/src/http/chat/watchChat.ts';
import { openSandbox, type RulesSandbox } from '../rules/sandbox.ts';
import { storedMember, storedUser } from '../fixtures/documents.ts';
import type { PARAMETERS } from '../harness/parameters.ts';
import { startApi, tokenFor, type ApiServer } from './server.ts';
import { readRules, stored } from '../prefix/stored.ts';

export interface Api {
  projectId: string;
  url: string;
  /** The address of the chat stream's function, if the test file uses it. */
  chatUrl: string;
  /** Firestore past the rules, and the rules' coverage. */
  lane: RulesSandbox;
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

/** Starts the API before a file's tests, and the chat stream's function if `hasChat` is true. */
export function useApi(
  name: string,
  { parameters, hasChat }: { parameters?: Partial<typeof PARAMETERS>; hasChat?: boolean } = {},
): Api {
  const projectId = `demo-rules-http-${name}`;
  const api = { projectId, logs: [] as Record<string, unknown>[] } as Api;
  const waiting = new Set<() => void>();
  let app: App;
  let servers: ApiServer[] = [];

  beforeAll(async () => {
    const rules = readRules();
    api.lane = await openSandbox(`http-${name}`, rules);
    app = initializeApp({ projectId }, `http-${name}`);
    api.auth = getAuth(app);
    const targets = ['firegroups.api', ...(hasChat ? ['firegroups.chat'] : [])];
    const options = parameters && { parameters };
    servers = await Promise.all(
      targets.map((target) => startApi(projectId, { ...options, target })),
    );
    for (const server of servers) {
      createInterface({ input: server.process.stdout! }).on('line', (line) => {
        if (!line.startsWith('{')) return;
        api.logs.push(JSON.parse(line) as Record<string, unknown>);
        for (const look of waiting) look();
      });
    }
    [api.url, api.chatUrl] = servers.map(({ url }) => url) as [string, string];
  }, 60_000);

  afterAll(async () => {
    for (const server of servers) server.process.kill();
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
    await api.lane
      .admin()
      .doc(stored(userPath(uid)))
      .set(storedUser(displayName));
    return { uid, token: tokenFor(projectId, uid) };
  };
  api.put = async (groupId, { uid }, membership) => {
    const ref = api.lane.admin().doc(stored(memberPath(groupId, uid)));
    await (membership ? ref.set(storedMember(groupId, uid, membership)) : ref.delete());
  };
  return api;
}

/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** The address of a path, at the function that has it. */
export const addressOf = ({ url, chatUrl }: Api, path: string): string =>
  `${path.startsWith(WATCH_CHAT.path) ? chatUrl : url}${path}`;

/** Sends a JSON body, or nothing if there is none, as somebody; `init` changes the request. */
export async function send(
  api: Api,
  path: string,
  { token, body, ...init }: Omit<RequestInit, 'body'> & { token?: string; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(addressOf(api, path), {
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...init,
    headers: {
      // If the machine is busy, a connection that is kept may be closed just as it is used again.
      Connection: 'close',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(init.headers as Record<string, string> | undefined),
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
