/** Gives each test an empty database, and captures what a command prints. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Firestore } from 'firebase-admin/firestore';
import { useAdmin } from '../harness/admin.ts';
import { emulatorHost } from '../emulators/emulatorHost.ts';

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
    const { value } = emulatorHost('FIRESTORE_EMULATOR_HOST');
    const documents = `http://${value}/emulator/v1/projects/${projectId}/databases/(default)/documents`;
    await fetch(documents, { method: 'DELETE' });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return { firestore, projectId, printed: () => lines.join('\n') };
}

/** Writes documents. The keys are their paths. */
export async function store(
  firestore: Firestore,
  documents: Record<string, object>,
): Promise<void> {
  const writer = firestore.bulkWriter();
  for (const [path, data] of Object.entries(documents)) {
    void writer.set(firestore.doc(path), data);
  }
  await writer.close();
}
