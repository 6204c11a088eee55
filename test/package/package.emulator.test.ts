/** The package as it is published, in an empty project, against the emulators. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { hostsFrom } from '../../tools/src/clients/client.ts';
import { run, useProject } from './project.ts';

const project = useProject();

test('a program of ten lines signs up, makes a group, writes and reads', () => {
  const { projectId, auth, firestore } = hostsFrom();
  const email = `${randomUUID()}@example.com`;
  const ran = run(project, 'chat.mjs', [projectId, auth, ...firestore.split(':'), email]);
  expect(ran).toEqual({ status: 0, printed: 'Hello! true\n' });
}, 60_000);
