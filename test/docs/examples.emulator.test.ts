/**
 * The examples in the SDK's comments: every exported function has one, they compile, and they do what they show, on the real
 * emulators, as the people of a story.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { deleteApp, initializeApp, type FirebaseApp } from 'firebase/app';
import { getDoc, getDocs, onSnapshot } from 'firebase/firestore';
import * as sdk from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { followQuery, untilDocument } from '../../testing/src/clients/listening.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import {
  filesOf,
  readExamples,
  runExample,
  type Examples,
} from '../../testing/src/docs/typescript/examples.ts';
import { errorsIn, openProgram } from '../../testing/src/docs/typescript/program.ts';
import { STORY, type Who } from '../../testing/src/docs/typescript/story.ts';

// The compiler and a function's first start take their time on a small machine.
jest.setTimeout(180_000);

const people = usePeople();
let examples: Examples;
let cast: Record<Who, Person>;
/** What the examples know by name: who is there, and what those before have made. */
let known: Record<string, unknown>;

beforeAll(async () => {
  examples = readExamples();
  const [ann, bob, carol] = await Promise.all([
    people.register('Ann'),
    people.register('Bob'),
    people.register('Carol'),
  ]);
  cast = { ann, bob, carol };
  const firebase = { initializeApp, getDoc, getDocs, onSnapshot };
  const uids = { bobUid: bob.uid, carolUid: carol.uid };
  known = { ...sdk, ...firebase, ...uids, fcmToken: 'fcm-token-of-a-phone' };
});

afterAll(async () => {
  if (known['app']) await deleteApp(known['app'] as FirebaseApp);
});

/** What the functions have to do before an example finds what it shows. */
const AWAITED: Record<string, () => Promise<void>> = {
  publicGroupsQuery: async () => {
    const group = sdk.groupRef(cast.ann.fg, known['groupId'] as string);
    await untilDocument(group, (data) => data?.titleSearch !== undefined);
  },
  usersQuery: async () => {
    const bob = sdk.userRef(cast.ann.fg, cast.bob.uid);
    await untilDocument(bob, (data) => data?.displayNameSearch !== undefined);
  },
  notificationRef: async () => {
    const notifications = followQuery(sdk.notificationsQuery(cast.bob.fg));
    [known['notification']] = await notifications.until(([first]) => first !== undefined);
    notifications.stop();
  },
};

const isSomething = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;

/** What an example declares; the first two go on until they are stopped. */
interface Declared {
  stop?: () => void;
  chat?: sdk.ChatHandle;
  [name: string]: unknown;
}

/** Runs an example; resolves when it has shown what it shows, and rejects where that is nothing. */
async function play(who: Who, code: string): Promise<void> {
  let show = () => {};
  let fail: (reason: Error) => void = () => {};
  const shown = new Promise<void>((resolve, reject) => {
    show = resolve;
    fail = reject;
  });
  const render = (what: unknown) => {
    if (isSomething(what)) show();
  };
  const screen = {
    render,
    showChat: render,
    showDoor: render,
    leave: (why: string) => {
      fail(new Error(`It has left: ${why}`));
    },
  };
  const declared = await runExample(code, { ...known, ...screen, fg: cast[who].fg });
  if (/\b(render|showChat)\(/.test(code)) await shown;
  const { stop, chat, ...results } = declared as Declared;
  stop?.();
  chat?.stop();
  for (const [name, value] of Object.entries(results)) {
    if (!isSomething(value)) throw new Error(`${name} is ${JSON.stringify(value)}.`);
  }
  Object.assign(known, results);
}

describe('an @example', () => {
  test('stands with every function that the SDK exports', () => {
    const without = [...examples.byName].filter(([, codes]) => codes.length === 0);
    expect(without.map(([name]) => name)).toEqual([]);
  });

  test('compiles', () => {
    const files = filesOf(examples);
    const program = openProgram(files, [], examples.program);
    expect(errorsIn(program, files.keys())).toEqual([]);
  });

  test('has its place in the story', () => {
    const told = new Set(STORY.map(([, name]) => name));
    expect([...told].sort()).toEqual([...examples.byName.keys()].sort());
  });

  test.each(STORY)('does what it shows: %s, %s', async (who, name) => {
    await AWAITED[name]?.();
    const codes = examples.byName.get(name) ?? [];
    expect(codes).not.toHaveLength(0);
    for (const code of codes) await play(who, code);
  });
});
