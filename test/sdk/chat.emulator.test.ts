/** sendMessage and watchChat, with real clients. They need no functions. */
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
import { signOut } from 'firebase/auth';
import { deleteDoc, getCountFromServer, serverTimestamp, updateDoc } from 'firebase/firestore';
import {
  acceptInvite,
  createGroup,
  inviteUser,
  leaveGroup,
  messageRef,
  messagesQuery,
  sendMessage,
  watchChat,
  type Chat,
  type ChatHandle,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { useOwnFirestore } from '../../testing/src/clients/ownFirestore.ts';
import { usePast } from '../../testing/src/fixtures/past.ts';
import { usePeople, whileOffline } from '../../testing/src/clients/people.ts';
import { useWatches } from '../../testing/src/clients/watches.ts';

useOwnFirestore();
const people = usePeople();
const past = usePast();
const follow = useWatches();
let ann: Person, bob: Person;
let groupId: string;

/** Watches the chat. */
function watch(person: Person, pageSize = 10) {
  let handle!: ChatHandle;
  let isStopped = false;
  const followed = follow<Chat>((observer) => {
    handle = watchChat(person.fg, groupId, { pageSize }, observer);
    return () => {
      isStopped = true;
      handle.stop();
    };
  });
  const loadAll = async (): Promise<void> => {
    while (followed.states.at(-1)!.hasMore) {
      if (followed.errors[0]) throw followed.errors[0];
      // After a test that ran out of time, the watch is stopped and loads nothing: this loop would never end.
      if (isStopped) throw new Error('The watch was stopped.');
      await handle.loadOlder();
    }
  };
  return { ...followed, handle, loadAll };
}

const textsOf = (chat: Chat) => chat.messages.map((message) => message.text);
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_unused, i) => `m${from + i}`);

async function sendAll(person: Person, texts: string[]): Promise<void> {
  for (const text of texts) await sendMessage(person.fg, groupId, { text }).sent;
}

beforeAll(async () => {
  [ann, bob] = await Promise.all([people.register('Ann'), people.register('Bob')]);
});

beforeEach(async () => {
  groupId = await createGroup(ann.fg, { title: 'Chat' });
  await inviteUser(ann.fg, groupId, bob.uid);
  await acceptInvite(bob.fg, groupId);
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('sendMessage', () => {
  test('shows the message at once as pending, and then to other members', async () => {
    const [mine, theirs] = [watch(ann), watch(bob)];
    await mine.until(() => true);
    const { id, sent } = sendMessage(ann.fg, groupId, { text: ' Hello! ' });
    await sent;
    const atOnce = mine.states.find((chat) => chat.messages.length === 1)?.messages[0];
    expect(atOnce).toMatchObject({ id, text: 'Hello!', authorId: ann.uid, pending: true });
    expect(atOnce?.createdAt).toBeInstanceOf(Date);
    await mine.until((chat) => chat.messages[0]?.pending === false);
    const arrived = await theirs.until((chat) => chat.messages.length === 1);
    expect(arrived.messages[0]).toMatchObject({ id, text: 'Hello!', pending: false });
  });

  test('throws for fields beyond the model’s limits, before anything is sent', () => {
    const send = (fields: object) => () => sendMessage(ann.fg, groupId, { text: 'a', ...fields });
    expect(send({ text: 'x'.repeat(LIMITS.messageText + 1) })).toThrow(
      expect.objectContaining({
        fields: { text: expect.stringContaining(String(LIMITS.messageText)) },
      }),
    );
    expect(send({ text: '\u3164' })).toThrow(/not only blanks/);
    expect(send({ replyTo: 'a/b' })).toThrow(/replyTo/);
  });

  test('does not end the process if the message is refused and nobody awaits it', async () => {
    const unhandled = jest.fn();
    process.once('unhandledRejection', unhandled);
    const cat = await people.register('Cat');
    const watching = watch(cat);
    sendMessage(cat.fg, groupId, { text: 'Hi' });
    await watching.untilError();
    await expect(sendMessage(cat.fg, groupId, { text: 'Hi' }).sent).rejects.toThrow(
      /Join it first/,
    );
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('rejects with not-a-member for a user who is not a member', async () => {
    const cat = await people.register('Cat');
    await expect(sendMessage(cat.fg, groupId, { text: 'Hi' }).sent).rejects.toMatchObject({
      code: 'firegroups/not-a-member',
    });
  });
});

describe('watchChat', () => {
  test('shows the newest page, then older pages until there are none', async () => {
    await sendAll(ann, numbers(1, 25));
    const chat = watch(bob);
    expect(textsOf(await chat.until(() => true))).toEqual(numbers(16, 25));
    expect(chat.states.at(-1)?.hasMore).toBe(true);
    await Promise.all([chat.handle.loadOlder(), chat.handle.loadOlder()]);
    expect(textsOf(await chat.until(({ messages }) => messages.length === 20))).toEqual(
      numbers(6, 25),
    );
    await chat.handle.loadOlder();
    const all = await chat.until(({ hasMore }) => !hasMore);
    expect(textsOf(all)).toEqual(numbers(1, 25));
    await chat.handle.loadOlder();
    expect(textsOf(chat.states.at(-1)!)).toEqual(numbers(1, 25));
  });

  test('shows each message once and in order if messages arrive while pages load', async () => {
    await sendAll(ann, numbers(1, 30));
    const chat = watch(bob);
    await chat.until(() => true);
    const sending = sendAll(ann, numbers(31, 50));
    await chat.loadAll();
    await sending;
    expect(textsOf(await chat.until(({ messages }) => messages.length >= 50))).toEqual(
      numbers(1, 50),
    );
  });

  test('shows edits and deletions, also in older pages, and keeps the objects of unchanged messages', async () => {
    await sendAll(ann, numbers(1, 15));
    const chat = watch(bob);
    await chat.until(() => true);
    await chat.handle.loadOlder();
    const before = await chat.until(({ messages }) => messages.length === 15);
    const oldest = messageRef(ann.fg, groupId, before.messages[0]!.id);
    await updateDoc(oldest, { text: 'edited', editedAt: serverTimestamp() });
    const edited = await chat.until(({ messages }) => messages[0]?.text === 'edited');
    expect(edited.messages[0]?.editedAt).toBeInstanceOf(Date);
    expect(edited.messages[1]).toBe(before.messages[1]);
    await deleteDoc(oldest);
    await deleteDoc(messageRef(ann.fg, groupId, before.messages[14]!.id));
    const after = await chat.until(({ messages }) => messages.length === 13);
    expect(textsOf(after)).toEqual(numbers(2, 14));
  });

  test('puts pending messages last, in the order in which they were sent', async () => {
    const chat = watch(ann);
    await chat.until(() => true);
    const texts = numbers(1, 20);
    const sent = texts.map((text) => sendMessage(ann.fg, groupId, { text }).sent);
    const shown = await chat.until(({ messages }) => messages.length === 20);
    expect(textsOf(shown)).toEqual(texts);
    await Promise.all(sent);
    const settled = await chat.until(({ messages }) => messages.every(({ pending }) => !pending));
    expect(textsOf(settled)).toEqual(texts);
  });

  test('shows messages that were sent offline in the order of sending, also if it is opened later', async () => {
    const first = watch(ann);
    await first.until(() => true);
    const sent: Promise<void>[] = [];
    let later!: ReturnType<typeof watch>;
    await whileOffline(ann, async () => {
      for (const text of numbers(1, 5)) {
        sent.push(sendMessage(ann.fg, groupId, { text }).sent);
        await first.until((chat) => textsOf(chat).includes(text));
      }
      later = watch(ann);
      expect(textsOf(await later.until(() => true))).toEqual(numbers(1, 5));
    });
    await Promise.all(sent);
    const settled = await later.until(({ messages }) => messages.every(({ pending }) => !pending));
    expect(textsOf(settled)).toEqual(numbers(1, 5));
  });

  test('after an exactly full page, hasMore is true until loadOlder finds nothing', async () => {
    await sendAll(ann, numbers(1, 3));
    const chat = watch(bob, 3);
    expect((await chat.until(() => true)).hasMore).toBe(true);
    await chat.handle.loadOlder();
    expect(textsOf(await chat.until(({ hasMore }) => !hasMore))).toEqual(numbers(1, 3));
    await sendAll(ann, ['m4']);
    expect((await chat.until(({ messages }) => messages.length === 4)).hasMore).toBe(false);
  });

  test.each([
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
  ])('loses no message if the device’s clock is an hour %s', async (_way, skew) => {
    await sendAll(ann, numbers(1, 15));
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + skew);
    const chat = watch(bob);
    await chat.until(({ messages }) => messages.length >= 10);
    await sendAll(ann, numbers(16, 30));
    await chat.loadAll();
    const all = await chat.until(({ messages }) => messages.length >= 30);
    expect(textsOf(all)).toEqual(numbers(1, 30));
    await deleteDoc(messageRef(ann.fg, groupId, all.messages[10]!.id));
    const left = await chat.until(({ messages }) => messages.length === 29);
    expect(textsOf(left)).toEqual([...numbers(1, 10), ...numbers(12, 30)]);
  });

  test('begins with the newest page also where the clock of the device is far behind', async () => {
    const most = LIMITS.groupList;
    await past.send(groupId, ann.uid, numbers(1, most + 10), new Date(Date.now() - 1_800_000));
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000);
    const chat = watch(bob);
    expect(textsOf(await chat.until(() => true))).toEqual(numbers(most + 1, most + 10));
    await sendAll(ann, [`m${most + 11}`]);
    await chat.handle.loadOlder();
    const grown = await chat.until(({ messages }) => messages.length === 21);
    expect(textsOf(grown)).toEqual(numbers(most - 9, most + 11));
  });

  test('shows any number of messages that arrive while it is open', async () => {
    await sendAll(ann, numbers(1, 15));
    const chat = watch(bob);
    await chat.until(() => true);
    const last = LIMITS.groupList / 2;
    await past.send(groupId, ann.uid, numbers(16, last), new Date());
    const grown = await chat.until(({ messages }) => messages.length >= last - 5);
    expect(textsOf(grown)).toEqual(numbers(6, last));
    await sendAll(ann, [`m${last + 1}`]);
    await chat.loadAll();
    expect(textsOf(chat.states.at(-1)!)).toEqual(numbers(1, last + 1));
  });

  test('shows the newest page if more messages than a list may have arrive while it is open', async () => {
    const count = LIMITS.groupList + 100;
    await sendAll(ann, numbers(1, 15));
    const chat = watch(bob, LIMITS.groupList / 2);
    await chat.until(() => true);
    await past.send(groupId, ann.uid, numbers(16, count), new Date());
    await chat.until((state) => textsOf(state).includes(`m${count}`));
    await chat.loadAll();
    expect(textsOf(chat.states.at(-1)!)).toEqual(numbers(1, count));
  });

  test('accepts a pageSize up to what the rules allow', () => {
    expect(() => watch(bob, LIMITS.groupList + 1)).toThrow(
      `pageSize: expected a whole number, 1 to ${LIMITS.groupList}.`,
    );
  });

  test('an empty chat has no more messages', async () => {
    const chat = watch(bob);
    expect(await chat.until(({ hasMore }) => !hasMore)).toEqual({
      messages: [],
      hasMore: false,
    });
  });

  test('emits nothing after it was stopped', async () => {
    const [mine, theirs] = [watch(ann), watch(bob)];
    await Promise.all([mine.until(() => true), theirs.until(() => true)]);
    mine.handle.stop();
    const emitted = mine.states.length;
    await sendMessage(ann.fg, groupId, { text: 'Anybody?' }).sent;
    await theirs.until(({ messages }) => messages.length === 1);
    expect(mine.states).toHaveLength(emitted);
    await expect(mine.handle.loadOlder()).resolves.toBeUndefined();
  });

  test('ends with one error when the membership ends, and emits nothing afterwards', async () => {
    await sendAll(ann, numbers(1, 15));
    const chat = watch(bob);
    await chat.until(() => true);
    await chat.handle.loadOlder();
    const logged = jest.spyOn(console, 'error');
    await leaveGroup(bob.fg, groupId);
    const error = await chat.untilError();
    expect(error).toMatchObject({ code: 'firegroups/not-a-member' });
    expect(error.message).toMatch(/Join it first/);
    const emitted = chat.states.length;
    await sendMessage(ann.fg, groupId, { text: 'Secret' }).sent;
    // By the time of this answer to Ann, Bob's listener would have shown the message.
    expect(
      (await getCountFromServer(messagesQuery(ann.fg, groupId, { limit: 100 }))).data().count,
    ).toBe(16);
    expect(chat.states).toHaveLength(emitted);
    expect(chat.errors).toHaveLength(1);
    expect(logged).not.toHaveBeenCalled();
  });

  test('ends at once with not-a-member for a user who is not a member', async () => {
    const dan = await people.register('Dan');
    const chat = watch(dan);
    expect(await chat.untilError()).toMatchObject({ reason: 'not-a-member' });
    expect(chat.states).toEqual([]);
  });

  test('ends silently on sign-out', async () => {
    const eve = await people.register('Eve');
    await inviteUser(ann.fg, groupId, eve.uid);
    await acceptInvite(eve.fg, groupId);
    const chat = watch(eve);
    await chat.until(() => true);
    await signOut(eve.fg.auth);
    await expect(chat.handle.loadOlder()).resolves.toBeUndefined();
    const emitted = chat.states.length;
    await sendMessage(ann.fg, groupId, { text: 'Gone?' }).sent;
    expect([chat.states.length, chat.errors]).toEqual([emitted, []]);
  });
});
