/** The Admin SDK in the clients' project, for what no client may write. */
import { afterAll, beforeAll } from '@jest/globals';
import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getFirestore, type Firestore } from 'firebase-admin/firestore';
import { hostsFrom } from './client.ts';

/** Opens it for the tests of a file. `name` is the app's: one for each caller. */
export function useClientsAdmin(name: string): () => Firestore {
  let app: App;
  beforeAll(() => {
    app = initializeApp({ projectId: hostsFrom().projectId }, name);
  });
  afterAll(async () => {
    await getFirestore(app).terminate();
    await deleteApp(app);
  });
  return () => getFirestore(app);
}
