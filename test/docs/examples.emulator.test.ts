/**
 * The examples in the SDK's comments: every exported function has one, they compile, and they do what they show on the real
 * emulators. The code of README.md runs there too.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { deleteApp, initializeApp, type FirebaseApp, type FirebaseOptions } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithEmailAndPassword, type Auth } from 'firebase/auth';
import {
  connectFirestoreEmulator,
  getDoc,
  getDocs,
  getFirestore,
  onSnapshot,
  type Firestore,
} from 'firebase/firestore';
import * as sdk from 'firegroups';
import { ROOT } from '../../testing/src/cli/root.ts';
import { hostsFrom, signUp, type Person } from '../../testing/src/clients/client.ts';
import { followQuery, untilDocument } from '../../testing/src/clients/listening.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import {
  filesOf,
  readExamples,
  runExample,
  type Examples,
} from '../../testing/src/docs/typescript/examples.ts';
import { usePast } from '../../testing/src/fixtures/past.ts';
import { errorsIn, openProgram } from '../../testing/src/docs/typescript/program.ts';
import { EXAMPLE_ORDER, type Actor } from '../../testing/src/docs/typescript/exampleOrder.ts';

// The compiler and the first start of a function take long on a small machine.
jest.setTimeout(180_000);

const people = usePeople();
const past = usePast();
let examples: Examples;
let users: Record<Actor, Person>;
/** The values that examples use by name: the users, and what earlier examples declared. */
let known: Record<string, unknown>;

beforeAll(async () => {
  examples = readExamples();
  const [ann, bob, carol] = await Promise.all([
    people.register('Ann'),
    people.register('Bob'),
    people.register('Carol'),
  ]);
  users = { ann, bob, carol };
  const firebase = { initializeApp, getDoc, getDocs, onSnapshot };
  const uids = { bobUid: bob.uid, carolUid: carol.uid };
  known = { ...sdk, ...firebase, ...uids, fcmToken: 'fcm-token-of-a-phone' };
});

afterAll(async () => {
  if (known['app']) await deleteApp(known['app'] as FirebaseApp);
});

/** Waits until the functions have done what an example needs. */
const PREPARATIONS: Record<string, () => Promise<void>> = {
  publicGroupsQuery: async () => {
    const group = sdk.groupRef(users.ann.fg, known['groupId'] as string);
    await untilDocument(group, (data) => data?.titleSearch !== undefined);
  },
  usersQuery: async () => {
    const bob = sdk.userRef(users.ann.fg, users.bob.uid);
    await untilDocument(bob, (data) => data?.displayNameSearch !== undefined);
  },
  notificationRef: async () => {
    const notifications = followQuery(sdk.notificationsQuery(users.bob.fg));
    [known['notification']] = await notifications.until(([first]) => first !== undefined);
    notifications.stop();
  },
};

/** Ends the cooldown that the functions start after an example. */
const endCooldownOf = (actor: Actor) => async () => {
  await past.endCooldown(known['groupId'] as string, users[actor].uid);
};
const AFTERWARDS: Record<string, () => Promise<void>> = {
  revokeInvite: endCooldownOf('bob'),
  declineInvite: endCooldownOf('bob'),
  withdrawRequest: endCooldownOf('carol'),
  rejectRequest: endCooldownOf('carol'),
};

const isSomething = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;

/** What an example declares. A chat, and what functions named `stop…` stop, runs until it is stopped. */
interface Declared {
  chat?: sdk.ChatHandle;
  [name: string]: unknown;
}

/** Runs an example. Resolves once it has shown something; rejects if it shows nothing. */
async function runAs(actor: Actor, code: string): Promise<void> {
  let resolveShown = () => {};
  let fail: (reason: Error) => void = () => {};
  const shown = new Promise<void>((resolve, reject) => {
    resolveShown = resolve;
    fail = reject;
  });
  const render = (what: unknown) => {
    if (isSomething(what)) resolveShown();
  };
  const screen = {
    render,
    showChat: render,
    showDoor: render,
    leave: (message: string) => {
      fail(new Error(`The watch ended: ${message}`));
    },
  };
  const declared = await runExample(code, { ...known, ...screen, fg: users[actor].fg });
  if (/\b(render|showChat)\(/.test(code)) await shown;
  const { chat, ...others } = declared as Declared;
  chat?.stop();
  for (const [name, value] of Object.entries(others)) {
    if (!isSomething(value)) throw new Error(`${name} is ${JSON.stringify(value)}.`);
    if (name.startsWith('stop')) (value as () => void)();
    else known[name] = value;
  }
}

describe('an @example', () => {
  test('every exported function has one', () => {
    const without = [...examples.byName].filter(([, codes]) => codes.length === 0);
    expect(without.map(([name]) => name)).toEqual([]);
  });

  test('all of them compile', () => {
    const files = filesOf(examples);
    const program = openProgram(files, [], examples.program);
    expect(errorsIn(program, files.keys())).toEqual([]);
  });

  test('each has its place in the order', () => {
    const placed = new Set(EXAMPLE_ORDER.map(([, name]) => name));
    expect([...placed].sort()).toEqual([...examples.byName.keys()].sort());
  });

  test.each(EXAMPLE_ORDER)('does what it shows: %s, %s', async (actor, name) => {
    await PREPARATIONS[name]?.();
    const codes = examples.byName.get(name) ?? [];
    expect(codes).not.toHaveLength(0);
    for (const code of codes) await runAs(actor, code);
    await AFTERWARDS[name]?.();
  });
});

test('the code of README.md does what it shows', async () => {
  const [, code = ''] = /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  const hosts = hostsFrom();
  // The sample user of `npm start`, who does not exist in a test run.
  await signUp(people.open().fg.auth, 'janae@example.com', 'firegroups');
  let fail: (reason: Error) => void = () => {};
  let resolveShown: (messages: sdk.ChatMessage[]) => void = () => {};
  const shown = new Promise<sdk.ChatMessage[]>((resolve, reject) => {
    resolveShown = resolve;
    fail = reject;
  });
  const { app, chat } = await runExample(code.replaceAll(/^import .*?;\n/gms, ''), {
    ...sdk,
    getAuth,
    getFirestore,
    signInWithEmailAndPassword,
    initializeApp: (options: FirebaseOptions) => initializeApp(options, randomUUID()),
    // The emulators of a test run may listen on other ports than those in the README.
    connectAuthEmulator: (auth: Auth) => {
      connectAuthEmulator(auth, `http://${hosts.auth}`, { disableWarnings: true });
    },
    connectFirestoreEmulator: (firestore: Firestore) => {
      const [host = '', port] = hosts.firestore.split(':');
      connectFirestoreEmulator(firestore, host, Number(port));
    },
    bobUid: users.bob.uid,
    render: (messages: sdk.ChatMessage[]) => {
      if (messages.some(({ pending }) => !pending)) resolveShown(messages);
    },
    leave: (message: string) => {
      fail(new Error(`The watch ended: ${message}`));
    },
  });
  expect((await shown).map(({ text }) => text)).toEqual(['Hello!']);
  (chat as sdk.ChatHandle).stop();
  await deleteApp(app as FirebaseApp);
});
