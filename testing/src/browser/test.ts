/**
 * Playwright's `test` with users of the demo. Each user has a client of the SDK and a browser context, signed in to the same
 * account. A test fails if one of its pages logs a warning or an error, throws an error, or has a failed request.
 */
import { randomUUID } from 'node:crypto';
import { expect, test as base, type BrowserContextOptions } from '@playwright/test';
import { setLogLevel } from 'firebase/firestore';
import { hostsFrom, registerPerson, type Person } from '../clients/client.ts';
import { openDevice, type Device } from './device.ts';
import '../workarounds/garbledStreams.ts';
import '../workarounds/lateDocuments.ts';
import { closeContext } from '../workarounds/unclosedContexts.ts';

export { expect };
export type { Device };

/** A user with a client of the SDK and a browser context. */
export type DemoUser = Person & Device;

interface TestFixtures {
  /** Registers a user, with a profile and a client of the SDK. */
  register: (name: string) => Promise<Person>;
  /** Opens a browser context, signed in as a user or signed out. Its page is blank. */
  open: (person?: Person) => Promise<Device>;
  ann: DemoUser;
  bob: DemoUser;
}

interface WorkerFixtures {
  /** Registers a user for all tests of a worker. */
  registerForAll: (name: string) => Promise<Person>;
  /** The API key that the Hosting emulator gives to the demo. */
  apiKey: string;
}

// The SDK logs each rejected write, which tests cause on purpose.
setLogLevel('silent');

export const test = base.extend<TestFixtures, WorkerFixtures>({
  registerForAll: [async ({ browserName: _ }, use) => withUsers(use), { scope: 'worker' }],
  apiKey: [
    async ({ browserName: _ }, use) => {
      const response = await fetch(new URL('/__/firebase/init.json', demoUrl()));
      await use(((await response.json()) as { apiKey: string }).apiKey);
    },
    { scope: 'worker' },
  ],
  register: async ({ browserName: _ }, use) => withUsers(use),
  open: async ({ browser, apiKey }, use) => {
    const devices: Device[] = [];
    await use(async (person) => {
      const device = await openDevice(browser, person ? signedInAs(person, apiKey) : {});
      devices.push(device);
      return device;
    });
    const problems = devices.flatMap((device) => [...device.problems]);
    await Promise.all(devices.map(({ context }) => closeContext(context)));
    expect(problems).toEqual([]);
  },
  ann: async ({ register, open }, use) => {
    const person = await register('Ann');
    await use({ ...person, ...(await open(person)) });
  },
  bob: async ({ register, open }, use) => {
    const person = await register('Bob');
    await use({ ...person, ...(await open(person)) });
  },
});

/** The address of the demo, which the Hosting emulator serves. */
function demoUrl(): string {
  const host = process.env['FIREBASE_HOSTING_EMULATOR_HOST'];
  if (!host) throw new Error('The Hosting emulator is not running. Run the tests with `npm test`.');
  return `http://${host}`;
}

async function withUsers(use: (register: TestFixtures['register']) => Promise<void>) {
  const people: Person[] = [];
  await use(async (name) => {
    const email = `${randomUUID()}@example.com`;
    const person = await registerPerson(hostsFrom(), { name, email, password: 'secret' });
    people.push(person);
    return person;
  });
  await Promise.all(people.map((person) => person.close()));
}

/** Gives a new context the session of a client: Firebase Authentication looks for one in the local storage. */
function signedInAs({ fg }: Person, apiKey: string): BrowserContextOptions {
  const appName = '[DEFAULT]';
  const user = { ...fg.auth.currentUser!.toJSON(), apiKey, appName };
  const session = { name: `firebase:authUser:${apiKey}:${appName}`, value: JSON.stringify(user) };
  return {
    storageState: { cookies: [], origins: [{ origin: demoUrl(), localStorage: [session] }] },
  };
}
