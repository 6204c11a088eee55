/** docs/reference/http-api.md, replayed: each `curl` runs against the functions emulator, and its answer is compared with the one below it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hostsFrom, type Person } from '../../testing/src/clients/client.ts';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { ROOT } from '../../testing/src/cli/root.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { groupRef } from 'firegroups';
import { WATCH_CHAT } from '../../functions/src/http/chat/watchChat.ts';
import { OPERATIONS } from '../../functions/src/http/operations.ts';

const page = readFileSync(join(ROOT, 'docs/reference/http-api.md'), 'utf8');
const people = usePeople();

/** The address of this run's functions emulator. */
async function functionsOrigin(): Promise<string> {
  const hub = await fetch(`http://${process.env['FIREBASE_EMULATOR_HUB']}/emulators`);
  const { functions } = (await hub.json()) as { functions: { host: string; port: number } };
  return `http://${functions.host}:${functions.port}`;
}

/** Runs a `curl` of the page and returns its answer, or a stream's first event. Fails if the API refuses. */
async function run(script: string, env: Record<string, string>): Promise<string> {
  const curl = script
    .replace(/^curl /, 'exec curl -sS --fail-with-body ')
    .replace(/--max-time \d+ /, '');
  const child = spawn('bash', ['-c', curl], { env: { ...process.env, ...env } });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.endsWith('\n\n')) child.kill();
  }
  return printed;
}

/** The names and types of all fields, nested ones included. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  const entries = Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]);
  return Object.fromEntries(entries.sort());
};

test('every curl of the page answers what the page says', async () => {
  const [ann, bob, cat] = await Promise.all([
    people.register('Ann'),
    people.register('Bob'),
    people.register('Cat'),
  ]);
  const functions = `${await functionsOrigin()}/${hostsFrom().projectId}/us-central1`;
  const tokenOf = ({ fg }: Person) => fg.auth.currentUser!.getIdToken();
  const env: Record<string, string> = {
    API: `${functions}/firegroups-api`,
    CHAT: `${functions}/firegroups-chat`,
    TOKEN: await tokenOf(ann),
    BOB_TOKEN: await tokenOf(bob),
    BOB: bob.uid,
    CAT_TOKEN: await tokenOf(cat),
    CAT: cat.uid,
  };
  const blocks = [...page.matchAll(/```sh\n(curl .*?)\n```\n+(?:```json\n(.*?)\n```)?/gs)];
  const replayed = blocks.filter(([, script]) => /\$(API|CHAT)/.test(script!));
  expect(replayed).toHaveLength(Object.keys(OPERATIONS).length + 1);
  for (const [, script = '', wanted] of replayed) {
    const printed = await run(script, env);
    if (wanted === undefined) {
      expect(printed).toMatch(/^event: message\ndata: \{.*"text":"Hello!".*\}\nid: \S+\n\n$/);
      continue;
    }
    const answer = JSON.parse(printed) as Record<string, string>;
    expect(answer).not.toHaveProperty('error');
    expect([script, shapeOf(answer)]).toEqual([script, shapeOf(JSON.parse(wanted))]);
    // The page names an id like its field, without the "Id" at the end.
    for (const [field, id] of Object.entries(answer)) {
      if (field.endsWith('Id')) env[field.slice(0, -2).toUpperCase()] = id;
    }
    if (answer['groupId']) {
      // The list contains the group once the function has written titleSearch.
      const group = groupRef(ann.fg, answer['groupId']);
      await untilDocument(group, (found) => found?.titleSearch !== undefined);
    }
  }
}, 180_000);

test('the page has a row for every operation, with its path', () => {
  for (const [name, { method, path }] of Object.entries({ ...OPERATIONS, watchChat: WATCH_CHAT })) {
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\| \`${method} ${path}\` `, 'm'));
  }
});
