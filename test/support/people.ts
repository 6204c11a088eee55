/** People with real clients, for tests that run through the SDK. */
import { randomUUID } from 'node:crypto';
import { afterAll, jest } from '@jest/globals';
import { disableNetwork, enableNetwork, type Firestore } from 'firebase/firestore';
import {
  hostsFrom,
  openClient,
  registerPerson,
  type Client,
  type Person,
} from '../../tools/src/clients/client.ts';
import { reconnectWhenGarbled } from './garbledStreams.ts';

export interface People {
  /** A new user, signed in, with a profile. */
  register: (name: string) => Promise<Person>;
  /** A client that nobody is signed in to. */
  open: () => Client;
}

/** Those that are off the network on purpose. */
const offline = new Set<Firestore>();

/** Registers people, and closes their clients when the file's tests are through. */
export function usePeople(): People {
  const clients: Client[] = [];
  const online = () => clients.map(({ fg }) => fg.firestore).filter((one) => !offline.has(one));
  reconnectWhenGarbled(online);
  jest.setTimeout(150_000);
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
  offline.add(firestore);
  await disableNetwork(firestore);
  try {
    await during();
  } finally {
    offline.delete(firestore);
    await enableNetwork(firestore);
  }
}
