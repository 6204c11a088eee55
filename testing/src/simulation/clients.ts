/** Clients of a seed's users, under the project's rules. */
import { initializeTestEnvironment } from '@firebase/rules-unit-testing';
import { setLogLevel, type Firestore } from 'firebase/firestore';
import { PROJECT, type Environment } from './environment.ts';

export interface Clients {
  as: (uid: string) => Firestore;
  close: () => Promise<void>;
}

/** Opens clients. A user's client connects when it is first used. */
export async function openClients(environment: Environment): Promise<Clients> {
  setLogLevel('silent');
  const [host = '', port = ''] = environment.host.split(':');
  const rulesEnvironment = await initializeTestEnvironment({
    projectId: PROJECT,
    firestore: { host, port: Number(port) },
  });
  const clients = new Map<string, Firestore>();
  return {
    as: (uid) => {
      // The library's type is the old namespaced Firestore. The modular functions take it.
      const client =
        clients.get(uid) ??
        (rulesEnvironment.authenticatedContext(uid).firestore() as unknown as Firestore);
      clients.set(uid, client);
      return client;
    },
    close: () => rulesEnvironment.cleanup(),
  };
}
