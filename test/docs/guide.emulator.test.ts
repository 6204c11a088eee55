/**
 * The app of docs/tutorial/chat-app.md, in a window: two people sign up, one founds a group and invites the other, and they chat through
 * its screens.
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
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { loadFile, readGuide } from '../../testing/src/docs/typescript/guide.ts';

type Firegroups = sdk.Firegroups;

const guide = readGuide();
const load = (name: string) =>
  loadFile(guide, name, {
    firegroups: sdk,
    'firebase/auth': auth,
    'firebase/firestore': firestore,
    react,
    'react/jsx-runtime': jsxRuntime,
    'react-firebase-hooks/firestore': hooks,
  });
const { signUp } = load('account.ts') as {
  signUp: (fg: Firegroups, account: Record<'email' | 'password' | 'name', string>) => Promise<void>;
};
const { foundGroup } = load('groups.ts') as {
  foundGroup: (fg: Firegroups, title: string, guests: string[]) => Promise<string>;
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
  // React reads a form by the window's own class, which knows its elements.
  globalThis.FormData = window.FormData;
  [ann, bob] = await Promise.all([newUser('Ann'), newUser('Bob')]);
});

beforeEach(async () => {
  groupId = await foundGroup(ann, 'Chess club', [uidOf(bob)]);
  await sdk.acceptInvite(bob, groupId);
});

afterEach(() => {
  for (const close of closers) close();
  closers.clear();
});

const uidOf = (fg: Firegroups) => fg.auth.currentUser!.uid;

/** A chat screen in front of somebody. */
function sitDown(fg: Firegroups, open: typeof openChatScreen) {
  const screen = document.createElement('div');
  document.body.append(screen);
  const leave = open(fg, groupId, screen);
  const close = () => {
    if (closers.delete(close)) leave();
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
    [...screen.querySelectorAll('button')].find((one) => one.textContent === label);
  return {
    screen,
    close,
    lines,
    until,
    untilLines: (...wanted: string[]) => until(() => lines().join('\n') === wanted.join('\n')),
    ready: () => until(() => screen.querySelector('form') !== null),
    say: (text: string) => {
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
  test('has two people talk, each seeing who says what', async () => {
    const [anns, bobs] = [sitDown(ann, open), sitDown(bob, open)];
    await Promise.all([anns.ready(), bobs.ready()]);
    anns.say('Hello <b>Bob</b>!');
    await bobs.untilLines('Ann Hello <b>Bob</b>!');
    bobs.say('Hello Ann!');
    const talk = ['Ann Hello <b>Bob</b>!', 'Bob Hello Ann!'];
    await Promise.all([anns.untilLines(...talk), bobs.untilLines(...talk)]);
    expect(anns.screen.querySelector('input')!.value).toBe('');
    expect(anns.screen.querySelector('b')).toBeNull();
  });

  test('shows a page, and older messages when asked', async () => {
    const texts = Array.from({ length: 35 }, (_unused, i) => `m${i}`);
    await Promise.all(texts.map((text) => sdk.sendMessage(ann, groupId, { text }).sent));
    const bobs = sitDown(bob, open);
    await bobs.until(() => bobs.lines().length === 30);
    await bobs.press('Older messages');
    await bobs.until(() => bobs.lines().length === 35);
    await bobs.until(() => bobs.button('Older messages')?.hidden !== false);
    expect(new Set(bobs.lines()).size).toBe(35);
  });

  test('says what is wrong with a message that cannot be sent', async () => {
    const bobs = sitDown(bob, open);
    await bobs.ready();
    bobs.say('   ');
    await bobs.until(() => bobs.screen.textContent.includes('check what you have entered'));
    expect(bobs.lines()).toEqual([]);
  });

  test('has read what it has shown, when it is closed', async () => {
    await sdk.sendMessage(ann, groupId, { text: 'Hello!' }).sent;
    expect(await sdk.countUnreadMessages(bob, groupId)).toBe(1);
    const bobs = sitDown(bob, open);
    await bobs.untilLines('Ann Hello!');
    bobs.close();
    await untilDocument(sdk.readMarkRef(bob, groupId), (mark) => mark !== undefined);
    await firestore.waitForPendingWrites(bob.firestore);
    expect(await sdk.countUnreadMessages(bob, groupId)).toBe(0);
  });

  test('shows nothing of the group any more to who is removed', async () => {
    const [anns, bobs] = [sitDown(ann, open), sitDown(bob, open)];
    await Promise.all([anns.ready(), bobs.ready()]);
    anns.say('Hello!');
    await Promise.all([anns, bobs].map((one) => one.untilLines('Ann Hello!')));
    await sdk.removeMember(ann, groupId, uidOf(bob));
    await bobs.until(() => bobs.screen.textContent === 'You are not a member of this group.');
    expect(anns.lines()).toEqual(['Ann Hello!']);
  });
});

describe('docs/tutorial/chat-app.md', () => {
  test('has who is invited come in by GroupScreen.tsx, and stand at the door when removed', async () => {
    groupId = await foundGroup(ann, 'Go club', [uidOf(bob)]);
    const bobs = sitDown(bob, inReact(GroupScreen));
    await bobs.press('Accept the invite');
    await bobs.ready();
    bobs.say('Here I am.');
    await bobs.untilLines('Bob Here I am.');
    await sdk.removeMember(ann, groupId, uidOf(bob));
    await bobs.until(() => bobs.screen.textContent === 'Join');
    await bobs.press('Join');
    await bobs.press('Withdraw');
    await bobs.until(() => bobs.screen.textContent === 'Join');
    expect(bobs.lines()).toEqual([]);
  });

  test('has myGroups.ts show an invite, and the group once it is accepted', async () => {
    const cleo = await newUser('Cleo');
    await sdk.inviteUser(ann, groupId, uidOf(cleo));
    const opened: string[] = [];
    const cleos = sitDown(cleo, (fg, _groupId, screen) =>
      openMyGroups(fg, screen, (id) => opened.push(id)),
    );
    await cleos.press('Accept');
    await cleos.press('Chess club');
    expect(opened).toEqual([groupId]);
  });
});
