/** `firebase deploy` uploads only the functions folder, so it must contain or install everything that the functions need. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import {
  commentPath,
  devicePath,
  eventPath,
  groupPath,
  memberPath,
  messagePath,
  postPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import config from '../../firegroups.config.ts';
import { TASK_ATTEMPTS } from '../../functions/src/platform/deadLetters.ts';
import { ROOT } from '../../testing/src/cli/root.ts';
import { writeFunctionsLockfile } from '../../tools/src/functionsLockfile.ts';

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

/** Files that a developer may have in functions/. Some contain secrets. */
const LOCAL_FILES = ['.env.local', '.env.my-project', '.secret.local', 'firebase-debug.log'];

/** Of the unpacked upload, in bytes. It has 4.7 MB. */
const LARGEST_UPLOAD = 5_000_000;

let folder: string;
let upload: Record<string, Uint8Array>;
let discovered: Discovered;

beforeAll(() => {
  const source = mkdtempSync(join(tmpdir(), 'functions-source-'));
  cpSync(join(ROOT, 'functions'), source, { recursive: true });
  for (const name of LOCAL_FILES) writeFileSync(join(source, name), 'SECRET=1');
  writeFunctionsLockfile(source);
  const { functions } = JSON.parse(readFileSync(join(ROOT, 'firebase.json'), 'utf8')) as {
    functions: [object];
  };
  const zip = join(source, 'upload.zip');
  run('pack.cjs', source, JSON.stringify(functions[0]), zip);
  upload = unzipSync(readFileSync(zip));
  rmSync(source, { recursive: true });

  folder = mkdtempSync(join(tmpdir(), 'functions-'));
  for (const [name, content] of Object.entries(upload)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const npm = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', npm, { cwd: folder, stdio: 'pipe' });
  const printed = run('discover.cjs', folder);
  discovered = JSON.parse(printed.trim().split('\n').at(-1)!) as Discovered;
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(script: string, ...args: string[]): string {
  const file = join(ROOT, 'testing/src/deploy', script);
  return execFileSync(process.execPath, [file, ...args], { encoding: 'utf8' });
}

const versionsIn = (lockfile: string | Uint8Array) =>
  (
    JSON.parse(lockfile.toString()) as {
      packages: Record<string, { version: string; integrity: string }>;
    }
  ).packages;

test('the upload contains the bundle and what is installed with it, and nothing else', () => {
  const others = Object.keys(upload).filter((name) => !/^lib\/[\w-]+\.js$/.test(name));
  expect(others.sort()).toEqual(['package-lock.json', 'package.json']);
  expect(Object.keys(upload)).toContain('lib/index.js');
  expect(existsSync(join(folder, 'node_modules/@firegroups'))).toBe(false);
});

test('the upload is small', () => {
  const sizes = Object.values(upload).map((content) => content.length);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(LARGEST_UPLOAD);
});

test('the lockfile has the versions and checksums of the repository, and no address', () => {
  const text = Buffer.from(upload['package-lock.json']!).toString();
  const { '': own, ...packages } = versionsIn(text);
  const all = versionsIn(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  expect(own!.version).toBe(all['functions']!.version);
  expect(Object.keys(packages)).toContain('node_modules/firebase-admin');
  for (const [path, { version, integrity }] of Object.entries(packages)) {
    const original = all[`functions/${path}`] ?? all[path];
    expect({ path, version, integrity }).toEqual({
      path,
      version: original?.version,
      integrity: original?.integrity,
    });
  }
  expect(text).not.toMatch(/"resolved"/);
});

// With an older Node.js than theirs, npm leaves out optional packages and says nothing.
test.each(['firestore', 'storage'])('npm always installs @google-cloud/%s', (name) => {
  const { packages } = JSON.parse(Buffer.from(upload['package-lock.json']!).toString()) as {
    packages: Record<string, { optional?: boolean }>;
  };
  expect(packages[`node_modules/@google-cloud/${name}`]!.optional).toBeUndefined();
});

test.each(['functions', 'api', 'chat', 'createFunctions'])(
  'lib/%s.js, which is loaded with the first call, finds everything that it imports',
  (name) => {
    const load = `await import('./lib/${name}.js'); console.log('loaded');`;
    const args = ['--input-type=module', '--eval', load];
    const env = { ...process.env, FIREBASE_CONFIG: '{}', GCLOUD_PROJECT: 'demo-firegroups' };
    const printed = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
    expect(printed).toBe('loaded\n');
  },
);

/** Selects the functions that have a kind of trigger, with the values that matter of it. Names them as in their group. */
function withTrigger<T>(trigger: (endpoint: Endpoint) => T | undefined): Record<string, T> {
  const pairs = Object.entries(discovered.endpoints).map(([name, endpoint]) => [
    name.replace(/^firegroups-/, ''),
    trigger(endpoint),
  ]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as Record<string, T>;
}

test('every function is deployed to the region of the parameter REGION', () => {
  expect(Object.keys(discovered.endpoints)).toHaveLength(23);
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
    onMessageWritten: ['written', messagePath(group, '{messageId}'), true],
    onDeviceWritten: ['written', devicePath('{deviceId}'), true],
    onEventWritten: ['written', eventPath(group, '{eventId}'), true],
    onVoteWritten: ['written', votePath(group, '{eventId}', uid), true],
    onWallPostDeleted: ['deleted', wallPostPath(uid, postId), true],
    onWallCommentWritten: ['written', wallCommentPath(uid, postId, '{commentId}'), true],
  });
});

test('the trigger for deleted accounts is retried', () => {
  expect(discovered.endpoints['firegroups-onUserDeleted']!.eventTrigger).toMatchObject({
    eventType: 'google.firebase.auth.user.v2.deleted',
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
    'notifyEventChange',
    'pushMessages',
    'recountDocument',
    'sendPush',
    'summarizeChat',
  ]);
  for (const queue of Object.values(queues)) expect(queue).toMatchObject(retryConfig);
});

test('only the queue of large groups is limited to 50 pages a second and 10 at once', () => {
  const { taskQueueTrigger } = discovered.endpoints['firegroups-fanOutNotifications']!;
  expect(taskQueueTrigger!.rateLimits).toEqual({
    maxConcurrentDispatches: 10,
    maxDispatchesPerSecond: 50,
  });
});

test.each(['onEventWritten', 'notifyEventChange'])(
  'an instance of %s, which notifies small groups itself, notifies 20 at once',
  (name) => {
    expect(discovered.endpoints[`firegroups-${name}`]).toMatchObject({
      concurrency: 20,
      availableMemoryMb: 512,
    });
  },
);

test('a stream can last an hour, and an operation cannot', () => {
  expect(withTrigger(({ httpsTrigger, timeoutSeconds }) => httpsTrigger && timeoutSeconds)).toEqual(
    {
      api: 60,
      chat: 3600,
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
  expect(Object.fromEntries(defaults)).toEqual(config.parameters);
  for (const { description } of discovered.params) expect(description).toMatch(/\w+ .*\.$/);
});
