/** Gives each test an empty database, and captures what a command prints. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Firestore } from 'firebase-admin/firestore';
import { clearDatabase, useAdmin } from '../harness/admin.ts';

export interface Environment {
  firestore: () => Firestore;
  projectId: string;
  /** What was printed in this test. */
  printed: () => string;
}

export function useEnvironment(name: string): Environment {
  const { firestore } = useAdmin(name);
  const projectId = `demo-functions-${name}`;
  let lines: unknown[] = [];
  beforeEach(async () => {
    lines = [];
    jest.spyOn(console, 'log').mockImplementation((line: unknown) => {
      lines.push(line);
    });
    await clearDatabase(projectId);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return { firestore, projectId, printed: () => lines.join('\n') };
}
