/** People with real clients, for tests that run through the SDK. */
import { randomUUID } from 'node:crypto';
import { afterAll, jest } from '@jest/globals';
import { onLog } from 'firebase/app';
import { disableNetwork, enableNetwork, setLogLevel } from 'firebase/firestore';
import { hostsFrom, openClient, registerPerson, type Client, type Person } from './client.ts';

export interface People {
  /** A new user, signed in, with a profile. */
  register: (name: string) => Promise<Person>;
  /** A client that nobody is signed in to. */
  open: () => Client;
}

/** Registers people, and closes their clients when the file's tests are through. */
export function usePeople(): People {
  const clients: Client[] = [];
  jest.setTimeout(120_000);
  // Firestore speaks of every refusal and every lost connection; what is not to happen shows all the same.
  setLogLevel('silent');
  onLog(
    ({ message }) => {
      if (message.includes('INTERNAL')) console.error(message);
    },
    { level: 'error' },
  );
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

/** Takes a client off the network until `during` is through. */
export async function whileOffline(client: Client, during: () => Promise<void>): Promise<void> {
  const { firestore } = client.fg;
  await disableNetwork(firestore);
  try {
    await during();
  } finally {
    await enableNetwork(firestore);
  }
}
