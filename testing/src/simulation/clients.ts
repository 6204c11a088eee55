/** Real clients of a seed's people, under the real rules. */
import { initializeTestEnvironment } from '@firebase/rules-unit-testing';
import { setLogLevel, type Firestore } from 'firebase/firestore';
import { PROJECT, type Environment } from './environment.ts';

export interface Clients {
  as: (uid: string) => Firestore;
  close: () => Promise<void>;
}

/** Opens a client for each person when they first act. */
export async function openClients({ host }: Environment): Promise<Clients> {
  setLogLevel('silent');
  const [name, port] = host.split(':');
  const environment = await initializeTestEnvironment({
    projectId: PROJECT,
    firestore: { host: name!, port: Number(port) },
  });
  const open = new Map<string, Firestore>();
  return {
    as: (uid) => {
      // The library types its Firestore as the old namespaced one; the modular functions take it as it is.
      const known =
        open.get(uid) ??
        (environment.authenticatedContext(uid).firestore() as unknown as Firestore);
      open.set(uid, known);
      return known;
    },
    close: () => environment.cleanup(),
  };
}
