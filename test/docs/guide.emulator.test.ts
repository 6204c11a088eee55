/**
 * The app of docs/tutorial/chat-app.md in a window: two users sign up, one creates a group and invites the other, and they
 * chat on its screens.
 *
 * @jest-environment ./testing/src/harness/windowEnvironment.ts
 */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as auth from 'firebase/auth';
import * as firestore from 'firebase/firestore';
import * as react from 'react';
import { createRoot } from 'react-dom/client';
import * as hooks from 'react-firebase-hooks/firestore';
import * as jsxRuntime from 'react/jsx-runtime';
import * as sdk from 'firegroups';
import { signUp as createAccount } from '../../testing/src/clients/client.ts';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { loadFile, readGuide } from '../../testing/src/docs/typescript/guide.ts';

type Firegroups = sdk.Firegroups;

const guide = readGuide();
const load = (name: string) =>
  loadFile(guide, name, {
    firegroups: sdk,
    'firebase/auth': { ...auth, createUserWithEmailAndPassword: createAccount },
    'firebase/firestore': firestore,
    react,
    'react/jsx-runtime': jsxRuntime,
    'react-firebase-hooks/firestore': hooks,
  });
const { signUp } = load('account.ts') as {
  signUp: (fg: Firegroups, account: Record<'email' | 'password' | 'name', string>) => Promise<void>;
};
const { createPrivateGroup } = load('groups.ts') as {
  createPrivateGroup: (fg: Firegroups, title: string, guests: string[]) => Promise<string>;
};
const { openChatScreen } = load('chatScreen.ts') as {
  openChatScreen: (fg: Firegroups, groupId: string, screen: HTMLElement) => () => void;
};
const { ChatScreen } = load('ChatScreen.tsx') as {
  ChatScreen: react.FunctionComponent<{ fg: Firegroups; groupId: string }>;
};

const { openMyGroups } = load('myGroups.ts') as {
  openMyGroups: (
    fg: Firegroups,
    screen: HTMLElement,
    open: (groupId: string) => void,
  ) => () => void;
};
const { GroupScreen } = load('GroupScreen.tsx') as { GroupScreen: typeof ChatScreen };

const inReact =
  (Screen: typeof ChatScreen): typeof openChatScreen =>
  (fg, groupId, screen) => {
    const root = createRoot(screen);
    root.render(react.createElement(Screen, { fg, groupId }));
    return () => {
      root.unmount();
    };
  };

const SCREENS: Record<string, typeof openChatScreen> = {
  'chatScreen.ts': openChatScreen,
  'ChatScreen.tsx': inReact(ChatScreen),
};

jest.setTimeout(120_000);

const people = usePeople();
let ann: Firegroups, bob: Firegroups;
let groupId: string;
const closers = new Set<() => void>();

async function newUser(name: string): Promise<Firegroups> {
  const { fg } = people.open();
  await signUp(fg, { email: `${randomUUID()}@example.com`, password: 'secret', name });
  return fg;
}

beforeAll(async () => {
  // React reads a form with the window's own class, which knows its elements.
  globalThis.FormData = window.FormData;
  [ann, bob] = await Promise.all([newUser('Ann'), newUser('Bob')]);
});

beforeEach(async () => {
  groupId = await createPrivateGroup(ann, 'Chess club', [uidOf(bob)]);
  await sdk.acceptInvite(bob, groupId);
});

afterEach(() => {
  for (const close of closers) close();
  closers.clear();
});

const uidOf = (fg: Firegroups) => fg.auth.currentUser!.uid;

/** Opens a screen for a user. */
function openScreen(fg: Firegroups, open: typeof openChatScreen) {
  const screen = document.createElement('div');
  document.body.append(screen);
  const closeScreen = open(fg, groupId, screen);
  const close = () => {
    if (closers.delete(close)) closeScreen();
    screen.remove();
  };
  closers.add(close);
  /** Resolves when what the screen shows satisfies `condition`. */
  const until = async (condition: () => boolean): Promise<void> => {
    if (condition()) return;
    await new Promise<void>((resolve) => {
      const observer = new window.MutationObserver(() => {
        if (!condition()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(screen, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
  };
  const lines = () => [...screen.querySelectorAll('li')].map((line) => line.textContent.trim());
  const button = (label: string) =>
    [...screen.querySelectorAll('button')].find((element) => element.textContent === label);
  return {
    screen,
    close,
    lines,
    until,
    untilLines: (...expected: string[]) => until(() => lines().join('\n') === expected.join('\n')),
    ready: () => until(() => screen.querySelector('form') !== null),
    send: (text: string) => {
      screen.querySelector('input')!.value = text;
      screen.querySelector('form')!.requestSubmit();
    },
    button,
    press: async (label: string) => {
      await until(() => button(label) !== undefined);
      button(label)!.click();
    },
  };
}

describe.each(Object.entries(SCREENS))('docs/tutorial/chat-app.md, %s', (_name, open) => {
  test('two users chat, and each sees who wrote what', async () => {
    const [annsScreen, bobsScreen] = [openScreen(ann, open), openScreen(bob, open)];
    await Promise.all([annsScreen.ready(), bobsScreen.ready()]);
    annsScreen.send('Hello <b>Bob</b>!');
    await bobsScreen.untilLines('Ann Hello <b>Bob</b>!');
    bobsScreen.send('Hello Ann!');
    const chat = ['Ann Hello <b>Bob</b>!', 'Bob Hello Ann!'];
    await Promise.all([annsScreen.untilLines(...chat), bobsScreen.untilLines(...chat)]);
    expect(annsScreen.screen.querySelector('input')!.value).toBe('');
    expect(annsScreen.screen.querySelector('b')).toBeNull();
  });

  test('shows one page, and older messages on demand', async () => {
    const texts = Array.from({ length: 35 }, (_unused, i) => `m${i}`);
    await Promise.all(texts.map((text) => sdk.sendMessage(ann, groupId, { text }).sent));
    const bobsScreen = openScreen(bob, open);
    await bobsScreen.until(() => bobsScreen.lines().length === 30);
    await bobsScreen.press('Older messages');
    await bobsScreen.until(() => bobsScreen.lines().length === 35);
    await bobsScreen.until(() => bobsScreen.button('Older messages')?.hidden !== false);
    expect(new Set(bobsScreen.lines()).size).toBe(35);
  });

  test('shows what is wrong with an invalid message', async () => {
    const bobsScreen = openScreen(bob, open);
    await bobsScreen.ready();
    bobsScreen.send('   ');
    await bobsScreen.until(() =>
      bobsScreen.screen.textContent.includes('check what you have entered'),
    );
    expect(bobsScreen.lines()).toEqual([]);
  });

  test('marks the chat read when the screen is closed', async () => {
    await sdk.sendMessage(ann, groupId, { text: 'Hello!' }).sent;
    expect(await sdk.countUnreadMessages(bob, groupId)).toBe(1);
    const bobsScreen = openScreen(bob, open);
    await bobsScreen.untilLines('Ann Hello!');
    bobsScreen.close();
    await untilDocument(sdk.readMarkRef(bob, groupId), (mark) => mark !== undefined);
    await firestore.waitForPendingWrites(bob.firestore);
    expect(await sdk.countUnreadMessages(bob, groupId)).toBe(0);
  });

  test('a removed member sees nothing of the group', async () => {
    const [annsScreen, bobsScreen] = [openScreen(ann, open), openScreen(bob, open)];
    await Promise.all([annsScreen.ready(), bobsScreen.ready()]);
    annsScreen.send('Hello!');
    await Promise.all([annsScreen, bobsScreen].map((screen) => screen.untilLines('Ann Hello!')));
    await sdk.removeMember(ann, groupId, uidOf(bob));
    await bobsScreen.until(
      () => bobsScreen.screen.textContent === 'You are not a member of this group.',
    );
    expect(annsScreen.lines()).toEqual(['Ann Hello!']);
  });
});

describe('docs/tutorial/chat-app.md', () => {
  test('GroupScreen.tsx admits an invited user, and shows the Join button after a removal', async () => {
    groupId = await createPrivateGroup(ann, 'Go club', [uidOf(bob)]);
    const bobsScreen = openScreen(bob, inReact(GroupScreen));
    await bobsScreen.press('Accept the invite');
    await bobsScreen.ready();
    bobsScreen.send('Here I am.');
    await bobsScreen.untilLines('Bob Here I am.');
    await sdk.removeMember(ann, groupId, uidOf(bob));
    await bobsScreen.until(() => bobsScreen.screen.textContent === 'Join');
    await bobsScreen.press('Join');
    await bobsScreen.press('Withdraw');
    await bobsScreen.until(() => bobsScreen.screen.textContent === 'Join');
    expect(bobsScreen.lines()).toEqual([]);
  });

  test('myGroups.ts shows an invite, and the group once it is accepted', async () => {
    const cleo = await newUser('Cleo');
    await sdk.inviteUser(ann, groupId, uidOf(cleo));
    const opened: string[] = [];
    const cleosScreen = openScreen(cleo, (fg, _groupId, screen) =>
      openMyGroups(fg, screen, (id) => opened.push(id)),
    );
    await cleosScreen.press('Accept');
    await cleosScreen.press('Chess club');
    expect(opened).toEqual([groupId]);
  });
});
