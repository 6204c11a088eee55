/** `firebase deploy` uploads only the functions folder, so it must contain or install everything that the functions need. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  commentPath,
  eventPath,
  groupPath,
  memberPath,
  postPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import { TASK_ATTEMPTS } from '../../functions/src/platform/deadLetters.ts';
import { ROOT } from '../../testing/src/cli/root.ts';

interface Endpoint {
  region: unknown;
  eventTrigger?: {
    eventType: string;
    retry: boolean;
    eventFilters: object;
    eventFilterPathPatterns: { document: string };
  };
  taskQueueTrigger?: { retryConfig: object; rateLimits: object };
  scheduleTrigger?: { schedule: string };
  httpsTrigger?: object;
  timeoutSeconds?: number;
}

interface Discovered {
  endpoints: Record<string, Endpoint>;
  params: { name: string; default: unknown; description?: string }[];
}

const SOURCE = join(ROOT, 'functions');
let folder: string;
let discovered: Discovered;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'functions-'));
  const { functions } = JSON.parse(readFileSync(join(ROOT, 'firebase.json'), 'utf8')) as {
    functions: [{ ignore: string[] }];
  };
  const ignored = new Set(functions[0].ignore);
  cpSync(SOURCE, folder, { recursive: true, filter: (file) => !ignored.has(basename(file)) });
  const npm = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', npm, { cwd: folder, stdio: 'pipe' });
  const script = join(ROOT, 'testing/src/deploy/discover.cjs');
  const printed = execFileSync(process.execPath, [script, folder], { encoding: 'utf8' });
  discovered = JSON.parse(printed.trim().split('\n').at(-1)!) as Discovered;
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the upload contains the bundle and no sources', () => {
  expect(existsSync(join(folder, 'lib/index.js'))).toBe(true);
  expect(existsSync(join(folder, 'src'))).toBe(false);
  expect(existsSync(join(folder, 'node_modules/@firegroups'))).toBe(false);
});

test.each(['functions', 'api', 'chatEvents'])(
  'lib/%s.js, which is loaded with the first call, finds everything that it imports',
  (name) => {
    const load = `await import('./lib/${name}.js'); console.log('loaded');`;
    const args = ['--input-type=module', '--eval', load];
    const env = { ...process.env, FIREBASE_CONFIG: '{}', GCLOUD_PROJECT: 'demo-firegroups' };
    const printed = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
    expect(printed).toBe('loaded\n');
  },
);

/** Selects the functions that have a kind of trigger, with the values that matter of it. */
function withTrigger<T>(trigger: (endpoint: Endpoint) => T | undefined): Record<string, T> {
  const pairs = Object.entries(discovered.endpoints).map(([name, endpoint]) => [
    name,
    trigger(endpoint),
  ]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as Record<string, T>;
}

test('every function is deployed to the region of the parameter REGION', () => {
  expect(Object.keys(discovered.endpoints)).toHaveLength(17);
  const regions = new Set(Object.values(discovered.endpoints).map(({ region }) => String(region)));
  expect([...regions]).toEqual(['{{ params.REGION }}']);
});

test('every Firestore trigger listens to its documents and is retried', () => {
  const DOCUMENT = 'google.cloud.firestore.document.v1.';
  const triggers = withTrigger(({ eventTrigger }) =>
    eventTrigger?.eventType.startsWith(DOCUMENT)
      ? [
          eventTrigger.eventType.slice(DOCUMENT.length),
          eventTrigger.eventFilterPathPatterns.document,
          eventTrigger.retry,
        ]
      : undefined,
  );
  const [group, uid, postId] = ['{groupId}', '{uid}', '{postId}'] as const;
  expect(triggers).toEqual({
    onUserWritten: ['written', userPath(uid), true],
    onGroupWritten: ['written', groupPath(group), true],
    onMemberWritten: ['written', memberPath(group, uid), true],
    onPostDeleted: ['deleted', postPath(group, postId), true],
    onCommentWritten: ['written', commentPath(group, postId, '{commentId}'), true],
    onEventWritten: ['written', eventPath(group, '{eventId}'), true],
    onVoteWritten: ['written', votePath(group, '{eventId}', uid), true],
    onWallPostDeleted: ['deleted', wallPostPath(uid, postId), true],
    onWallCommentWritten: ['written', wallCommentPath(uid, postId, '{commentId}'), true],
  });
});

test('the trigger for deleted accounts is retried', () => {
  const { eventTrigger } = discovered.endpoints['onAccountDeleted']!;
  expect(eventTrigger).toMatchObject({
    eventType: 'providers/firebase.auth/eventTypes/user.delete',
    retry: true,
  });
});

test('every queue tries a task as often as its handler expects', () => {
  const queues = withTrigger(({ taskQueueTrigger }) => taskQueueTrigger?.retryConfig);
  const retryConfig = {
    maxAttempts: TASK_ATTEMPTS,
    minBackoffSeconds: 1,
    maxBackoffSeconds: 600,
  };
  expect(Object.keys(queues).sort()).toEqual([
    'deleteAccountData',
    'deleteGroupData',
    'fanOutNotifications',
    'recountDocument',
    'sendPush',
  ]);
  for (const queue of Object.values(queues)) expect(queue).toMatchObject(retryConfig);
});

test('the HTTP API accepts requests that last as long as a stream', () => {
  expect(withTrigger(({ httpsTrigger, timeoutSeconds }) => httpsTrigger && timeoutSeconds)).toEqual(
    {
      api: 3600,
    },
  );
});

test('the sweep runs every 30 minutes', () => {
  expect(withTrigger(({ scheduleTrigger }) => scheduleTrigger?.schedule)).toEqual({
    sweepDeletions: 'every 30 minutes',
  });
});

test('every parameter has a default and a description', () => {
  const defaults = discovered.params.map(({ name, default: value }) => [name, value]);
  expect(Object.fromEntries(defaults)).toEqual({
    REGION: 'us-central1',
    MIN_INSTANCES: 0,
    NOTIFICATION_RETENTION_DAYS: 90,
    FAN_OUT_PAGE_SIZE: 1000,
    APP_CHECK: 'console',
    CORS_ORIGINS: '',
  });
  for (const { description } of discovered.params) expect(description).toMatch(/\w+ .*\.$/);
});
