/** The published package in an empty project, with the emulators. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hostsFrom, openClient, signUp } from '../../testing/src/clients/client.ts';
import { run, useProject } from '../../testing/src/package/project.ts';

const project = useProject();

async function runAsNewUser(program: string) {
  const { projectId, auth, firestore } = hostsFrom();
  const email = `${randomUUID()}@example.com`;
  const { fg, close } = openClient(hostsFrom());
  await signUp(fg.auth, email);
  await close();
  return run(project, program, [projectId, auth, ...firestore.split(':'), email]);
}

test('a program of ten lines signs in, creates a group, writes and reads', async () => {
  expect(await runAsNewUser('chat.mjs')).toEqual({ status: 0, printed: 'Hello! true\n' });
}, 60_000);

describe('a refusal', () => {
  test('is diagnosed by the module that is loaded then', async () => {
    const { printed } = await runAsNewUser('refused.mjs');
    expect(printed.split('\n')).toEqual([
      'firegroups/permission-denied, by permission-denied: You have no profile yet. Call saveProfile first.',
      'firegroups/not-found, by not-found: No request is pending. It was withdrawn or answered.',
      '',
    ]);
  }, 60_000);

  test('has the general message if the module cannot be loaded', async () => {
    rmSync(join(project.folder, 'node_modules/firegroups/dist/diagnose.js'));
    const { printed } = await runAsNewUser('refused.mjs');
    expect(printed.split('\n')).toEqual([
      'firegroups/permission-denied, by permission-denied: Only the author or an admin can do this.',
      'firegroups/not-found, by not-found: Not found, or not visible to you. Check the ids.',
      '',
    ]);
  }, 60_000);
});
