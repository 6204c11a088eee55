/** People with real clients, for tests that run through the SDK. */
import { randomUUID } from 'node:crypto';
import { afterAll, jest } from '@jest/globals';
import { disableNetwork, enableNetwork, setLogLevel } from 'firebase/firestore';
import {
  hostsFrom,
  openClient,
  registerPerson,
  type Client,
  type Person,
} from '../../tools/src/clients/client.ts';

export interface People {
  /** A new user, signed in, with a profile. */
  register: (name: string) => Promise<Person>;
  /** A client that nobody is signed in to. */
  open: () => Client;
}

/** Registers people, and closes their clients when the file's tests are through. */
export function usePeople(): People {
  const clients: Client[] = [];
  setLogLevel('silent');
  // The Firestore emulator garbles a Listen stream now and then, where it answers a new listener while it tells of a
  // commit ("Received message larger than max"). The SDK takes that for an exhausted server: it reconnects by itself, and
  // misses nothing, but only after 30 to 90 seconds.
  jest.setTimeout(150_000);
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
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
  await disableNetwork(client.fg.firestore);
  try {
    await during();
  } finally {
    await enableNetwork(client.fg.firestore);
  }
}
