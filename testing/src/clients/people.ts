/** Users with real clients, for tests of the SDK. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, jest } from '@jest/globals';
import { onLog } from 'firebase/app';
import { disableNetwork, enableNetwork, setLogLevel } from 'firebase/firestore';
import { nothingCounted } from '../fixtures/counts.ts';
import { useClientsAdmin } from './admin.ts';
import { hostsFrom, openClient, registerPerson, type Client, type Person } from './client.ts';
import { stored } from '../prefix/stored.ts';

export interface People {
  /** Registers a new user with a profile, and signs them in. */
  register: (name: string) => Promise<Person>;
  /** Opens a client without a signed-in user. */
  open: () => Client;
}

/**
 * Registers users, and closes their clients after the file's tests. Each test begins with users who have counted nothing, so
 * that no test depends on what others have created.
 */
export function usePeople(): People {
  const clients: Client[] = [];
  const admin = useClientsAdmin('people');
  jest.setTimeout(120_000);
  // Firestore logs every refusal and every lost connection. Internal errors still show.
  setLogLevel('silent');
  onLog(
    ({ message }) => {
      if (message.includes('INTERNAL')) console.error(message);
    },
    { level: 'error' },
  );
  beforeEach(async () => {
    const uids = clients.flatMap(({ fg }) => fg.auth.currentUser?.uid ?? []);
    const batch = admin().batch();
    for (const path of uids.flatMap((uid) => Object.keys(nothingCounted(uid)))) {
      batch.delete(admin().doc(stored(path)));
    }
    await batch.commit();
  });
  afterAll(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
  const keep = <T extends Client>(client: T): T => {
    clients.push(client);
    return client;
  };
  return {
    register: async (name) => {
      const email = `${randomUUID()}@example.com`;
      return keep(await registerPerson(hostsFrom(), { name, email, password: 'secret' }));
    },
    open: () => keep(openClient(hostsFrom())),
  };
}

/** Disables a client's network while `during` runs. */
export async function whileOffline(client: Client, during: () => Promise<void>): Promise<void> {
  const { firestore } = client.fg;
  await disableNetwork(firestore);
  try {
    await during();
  } finally {
    await enableNetwork(firestore);
  }
}
