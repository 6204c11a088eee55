/** `firebase deploy` uploads the functions folder alone: all that it needs has to be in it, or be installed there. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { groupPath, memberPath, userPath } from '@firegroups/model';
import { ROOT } from '../../tools/src/root.ts';

interface Discovered {
  endpoints: Record<string, { eventTrigger: { retry: boolean; eventFilterPathPatterns: object } }>;
  params: { name: string; default: unknown }[];
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
  const script = join(ROOT, 'test/deploy/discover.cjs');
  const printed = execFileSync(process.execPath, [script, folder], { encoding: 'utf8' });
  discovered = JSON.parse(printed.trim().split('\n').at(-1)!) as Discovered;
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('what is uploaded is the bundle without its sources', () => {
  expect(existsSync(join(folder, 'lib/index.js'))).toBe(true);
  expect(existsSync(join(folder, 'src'))).toBe(false);
  expect(existsSync(join(folder, 'node_modules/@firegroups'))).toBe(false);
});

test('every function is found with its trigger, and is retried', () => {
  const triggers = Object.entries(discovered.endpoints).map(([name, { eventTrigger }]) => [
    name,
    { ...eventTrigger.eventFilterPathPatterns, retry: eventTrigger.retry },
  ]);
  expect(Object.fromEntries(triggers)).toEqual({
    onUserWritten: { document: userPath('{uid}'), retry: true },
    onGroupWritten: { document: groupPath('{groupId}'), retry: true },
    onMemberWritten: { document: memberPath('{groupId}', '{uid}'), retry: true },
  });
});

test('every parameter has a default', () => {
  expect(discovered.params.map(({ name, default: value }) => [name, value])).toEqual([
    ['REGION', 'us-central1'],
    ['NOTIFICATION_RETENTION_DAYS', 90],
    ['APP_CHECK', 'console'],
  ]);
});
