/** The package as it is published, in an empty project, against the emulators. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hostsFrom } from '../../testing/src/clients/client.ts';
import { run, useProject } from '../../testing/src/package/project.ts';

const project = useProject();

function runAsNewUser(program: string) {
  const { projectId, auth, firestore } = hostsFrom();
  const email = `${randomUUID()}@example.com`;
  return run(project, program, [projectId, auth, ...firestore.split(':'), email]);
}

test('a program of ten lines signs up, makes a group, writes and reads', () => {
  expect(runAsNewUser('chat.mjs')).toEqual({ status: 0, printed: 'Hello! true\n' });
}, 60_000);

describe('a refusal', () => {
  test('is explained by what is loaded then', () => {
    const { printed } = runAsNewUser('refused.mjs');
    expect(printed.split('\n')).toEqual([
      'firegroups/permission-denied, by permission-denied: A profile is needed first: see saveProfile.',
      'firegroups/not-found, by not-found: No request is waiting: it was withdrawn or answered.',
      '',
    ]);
  }, 60_000);

  test('says what it says by itself where that cannot be loaded', () => {
    rmSync(join(project.folder, 'node_modules/firegroups/dist/diagnose.js'));
    const { printed } = runAsNewUser('refused.mjs');
    expect(printed.split('\n')).toEqual([
      'firegroups/permission-denied, by permission-denied: Only its author or an admin can do this: ask them.',
      'firegroups/not-found, by not-found: Not there, or not yours to see: check the ids.',
      '',
    ]);
  }, 60_000);
});
