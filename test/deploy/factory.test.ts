/** The built `createFunctions`: several groups of functions in one process, which change nothing outside of themselves. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { groupPath, memberPath, withPrefix } from '@firegroups/model';
import { ROOT } from '../../testing/src/cli/root.ts';

interface Endpoint {
  eventTrigger?: {
    eventFilters: { database?: string };
    eventFilterPathPatterns?: { document: string };
  };
}

/** Prints what a project's own module sees after it has created two groups. */
const SCRIPT = `
  process.env.FIREBASE_CONFIG = '{}';
  const before = { ...process.env };
  const { createFunctions } = await import('./lib/createFunctions.js');
  const groups = [createFunctions(), createFunctions({ prefix: 'fg_', databaseId: 'social' })];
  const { getApps } = await import('firebase-admin/app');
  const { getGlobalOptions } = await import('firebase-functions/options');
  const refused = [{ prefix: 'a/b' }, { databaseId: 'A' }].map((options) => {
    try { createFunctions(options); } catch (error) { return error.message; }
  });
  const { instance } = await import('./lib/instance.js');
  let lost;
  try { instance(); } catch (error) { lost = error.message; }
  const endpoints = groups.map((group) =>
    Object.fromEntries(Object.entries(group).map(([name, { __endpoint }]) => [name, __endpoint])));
  const changed = Object.keys(process.env).filter((name) => process.env[name] !== before[name]);
  console.log(JSON.stringify({ endpoints, refused, lost, apps: getApps().length, options: getGlobalOptions(), changed }));
`;

let printed: {
  endpoints: [Record<string, Endpoint>, Record<string, Endpoint>];
  refused: string[];
  lost: string;
  apps: number;
  options: object;
  changed: string[];
};

beforeAll(() => {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    cwd: join(ROOT, 'functions'),
    encoding: 'utf8',
    env: { ...process.env, FUNCTION_TARGET: 'host.own' },
  });
  printed = JSON.parse(output) as typeof printed;
}, 60_000);

test('a group listens to the documents of its own prefix, in its own database', () => {
  const [plain, prefixed] = printed.endpoints;
  const filtersOf = (endpoint: Endpoint) => [
    endpoint.eventTrigger?.eventFilterPathPatterns?.document,
    endpoint.eventTrigger?.eventFilters.database,
  ];
  const group = groupPath('{groupId}');
  const member = memberPath('{groupId}', '{uid}');
  expect(filtersOf(plain['onGroupWritten']!)).toEqual([group, '(default)']);
  expect(filtersOf(prefixed['onGroupWritten']!)).toEqual([withPrefix('fg_', group), 'social']);
  expect(filtersOf(prefixed['onMemberWritten']!)).toEqual([withPrefix('fg_', member), 'social']);
  expect(Object.keys(plain)).toEqual(Object.keys(prefixed));
});

test('createFunctions initializes no app, sets no global options and changes no environment variable', () => {
  expect(printed).toMatchObject({ apps: 0, options: {}, changed: [] });
});

test('an invalid option is refused with its name, its value and what was expected', () => {
  expect(printed.refused).toEqual([
    'prefix is "a/b": expected a letter, then at most 19 letters, digits and underscores.',
    'databaseId is "A": expected (default), or 4 to 63 lowercase letters, digits and hyphens, beginning with a letter and not ending with a hyphen.',
  ]);
});

test('code that has lost its instance works on no documents', () => {
  expect(printed.lost).toBe('This code runs outside of a handler.');
});
