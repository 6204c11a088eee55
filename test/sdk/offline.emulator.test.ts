/** Writes without a connection, by a client with a persistent cache. They need no functions. */
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { deleteApp } from 'firebase/app';
import { signInWithEmailAndPassword } from 'firebase/auth';
import {
  deleteDoc,
  disableNetwork,
  enableNetwork,
  getDocs,
  getDocsFromCache,
  getDocsFromServer,
  persistentLocalCache,
  persistentSingleTabManager,
  setLogLevel,
  terminate,
  waitForPendingWrites,
} from 'firebase/firestore';
import {
  acceptInvite,
  createGroup,
  groupRef,
  inviteUser,
  memberRef,
  messagesQuery,
  myMembershipsQuery,
  saveProfile,
  sendMessage,
  userRef,
  watchChat,
  type Chat,
} from 'firegroups';
import {
  hostsFrom,
  openClient,
  registerPerson,
  type Client,
  type Person,
} from '../../testing/src/clients/client.ts';
import {
  followChat,
  followQuery,
  newFollowing,
  untilDocument,
} from '../../testing/src/clients/listening.ts';
import { useOwnFirestore } from '../../testing/src/clients/ownFirestore.ts';
import { resetClock, waitFor } from '../../testing/src/harness/clock.ts';

jest.setTimeout(120_000);
setLogLevel('silent');

useOwnFirestore();
const account = { name: 'Ann', email: '', password: 'secret' };
const follows: { stop: () => void }[] = [];
/** Ann has a persistent cache; Bob is always online. */
let ann: Client;
let annId: string;
let bob: Person;
let groupId: string;

const phone = (name: string) => ({
  name,
  localCache: persistentLocalCache({
    tabManager: persistentSingleTabManager({ forceOwnership: true }),
  }),
});

function keep<F extends { stop: () => void }>(following: F): F {
  follows.push(following);
  return following;
}

const watch = ({ fg }: Client, id = groupId) => keep(followChat(fg, id, 300));
const textsOf = ({ messages }: Chat) => messages.map(({ text }) => text);
const settled = (count: number) => (chat: Chat) =>
  chat.messages.length === count && chat.messages.every(({ pending }) => !pending);
const numbers = (count: number, name = 'm') =>
  Array.from({ length: count }, (_unused, i) => `${name}${i + 1}`);

/** Creates a group of Bob's with Ann as a member. */
async function openGroup(): Promise<string> {
  const id = await createGroup(bob.fg, { title: 'Chat' });
  await inviteUser(bob.fg, id, annId);
  await acceptInvite(ann.fg, id);
  return id;
}

const sendAll = (texts: readonly string[], id = groupId): Promise<void>[] =>
  texts.map((text) => sendMessage(ann.fg, id, { text }).sent);

/**
 * Sends each message when the one before shows, a second later by the device's clock: when a chat is opened, Firestore orders
 * pending messages only to the second.
 */
async function sendInTurn(texts: readonly string[]): Promise<void> {
  const mine = watch(ann);
  for (const [i, text] of texts.entries()) {
    waitFor(1000);
    // The other client shows whether it arrives: `sent` may end with the app.
    void sendMessage(ann.fg, groupId, { text });
    await mine.until(({ messages }) => messages.length === i + 1);
  }
  mine.stop();
}

async function sendByBob(texts: readonly string[]): Promise<void> {
  for (const text of texts) await sendMessage(bob.fg, groupId, { text }).sent;
}

/** Watches the chat as Ann, in pages of five. */
function watchPages() {
  const { following, emit, fail } = newFollowing<Chat>();
  const handle = watchChat(ann.fg, groupId, { pageSize: 5 }, { next: emit, error: fail });
  return keep({ ...following, ...handle });
}

/** The messages on the server, oldest first. */
async function onServer(id = groupId): Promise<string[]> {
  const { docs } = await getDocsFromServer(messagesQuery(bob.fg, id, { limit: 300 }));
  return docs.map((message) => message.data().text).reverse();
}

beforeEach(async () => {
  account.email = `${randomUUID()}@example.com`;
  const bobsAccount = { name: 'Bob', email: `${randomUUID()}@example.com`, password: 'secret' };
  const registered = await registerPerson(hostsFrom(), account, phone(account.email));
  [ann, annId, bob] = [registered, registered.uid, await registerPerson(hostsFrom(), bobsAccount)];
  groupId = await openGroup();
});

afterEach(async () => {
  resetClock();
  for (const following of follows.splice(0)) following.stop();
  await Promise.all([ann.close(), bob.close()]);
});

describe('offline', () => {
  test('messages show at once, pending and in order, and arrive once, in order', async () => {
    const [mine, theirs] = [watch(ann), watch(bob)];
    await mine.until(() => true);
    await disableNetwork(ann.fg.firestore);
    const texts = numbers(30);
    const sent = sendAll(texts);
    const shown = await mine.until(({ messages }) => messages.length === texts.length);
    expect(textsOf(shown)).toEqual(texts);
    expect(shown.messages.every(({ pending }) => pending)).toBe(true);
    expect(await onServer()).toEqual([]);
    await enableNetwork(ann.fg.firestore);
    await Promise.all(sent);
    expect(textsOf(await mine.until(settled(texts.length)))).toEqual(texts);
    const arrived = await theirs.until(({ messages }) => messages.length === texts.length);
    expect(textsOf(arrived)).toEqual(texts);
    expect(await onServer()).toEqual(texts);
  });

  test('a chat that is opened offline shows pending messages in order', async () => {
    await disableNetwork(ann.fg.firestore);
    const texts = numbers(10);
    await sendInTurn(texts);
    const shown = await watch(ann).until(({ messages }) => messages.length === texts.length);
    expect(textsOf(shown)).toEqual(texts);
  });

  test.each([true, false])('a gap in the cached messages closes (online: %s)', async (isOnline) => {
    const [old, missed, recent] = ['old', 'missed', 'recent'].map((name) => numbers(5, name));
    const all = [...old!, ...missed!, ...recent!];
    const shows = (texts: string[]) => (chat: Chat) => textsOf(chat).join() === texts.join();
    const readPage = () => getDocs(messagesQuery(ann.fg, groupId, { limit: 5 }));
    await sendByBob(old!);
    await readPage();
    await sendByBob([...missed!, ...recent!]);
    if (!isOnline) {
      await readPage();
      await disableNetwork(ann.fg.firestore);
    }
    const chat = watchPages();
    await chat.until(() => true);
    await chat.loadOlder();
    if (!isOnline) await chat.until(shows([...old!, ...recent!]));
    const more = chat.loadOlder();
    await enableNetwork(ann.fg.firestore);
    await more;
    while ((await chat.until(() => true)).hasMore) await chat.loadOlder();
    expect(textsOf(await chat.until(() => true))).toEqual(all);
  });

  test('a profile, a group and an invite show at once, and arrive', async () => {
    await disableNetwork(ann.fg.firestore);
    const memberships = keep(followQuery(myMembershipsQuery(ann.fg)));
    const saved = saveProfile(ann.fg, { displayName: 'Ann the second' });
    await untilDocument(userRef(ann.fg, annId), (user) => user?.displayName === 'Ann the second');
    const created = createGroup(ann.fg, { title: 'Made in a tunnel' });
    const found = await memberships.until((list) => list.some(({ role }) => role === 'creator'));
    const id = found.find(({ role }) => role === 'creator')!.groupId;
    const invited = inviteUser(ann.fg, id, bob.uid);
    await untilDocument(memberRef(ann.fg, id, bob.uid), (member) => member !== undefined);
    await enableNetwork(ann.fg.firestore);
    await Promise.all([saved, invited]);
    expect(await created).toBe(id);
    await untilDocument(memberRef(bob.fg, id, bob.uid), (m) => m?.status === 'pending_invite');
    await untilDocument(userRef(bob.fg, annId), (user) => user?.displayName === 'Ann the second');
    await acceptInvite(bob.fg, id);
    const seen = await untilDocument(groupRef(bob.fg, id), (group) => group !== undefined);
    expect(seen?.title).toBe('Made in a tunnel');
  });

  test('a message that the server refuses later disappears, and its promise rejects', async () => {
    const mine = watch(ann);
    await mine.until(() => true);
    await disableNetwork(ann.fg.firestore);
    const [sent] = sendAll(['Too late']);
    await mine.until(({ messages }) => messages[0]?.pending === true);
    await deleteDoc(memberRef(bob.fg, groupId, annId));
    await enableNetwork(ann.fg.firestore);
    await expect(sent).rejects.toMatchObject({ code: 'firegroups/not-a-member' });
    await expect(mine.until(() => false)).rejects.toMatchObject({ reason: 'not-a-member' });
    expect((await getDocsFromCache(messagesQuery(ann.fg, groupId))).size).toBe(0);
    expect(await onServer()).toEqual([]);
  });

  test('of 200 messages to two groups, those to a group that removed the user reject; the others arrive once, in order', async () => {
    const lostId = await openGroup();
    const mine = watch(ann);
    await mine.until(() => true);
    await disableNetwork(ann.fg.firestore);
    const [kept, lost] = [numbers(100, 'kept'), numbers(100, 'lost')];
    const sent = kept.flatMap((text, i) => [...sendAll([text]), ...sendAll([lost[i]!], lostId)]);
    await mine.until(({ messages }) => messages.length === kept.length);
    await deleteDoc(memberRef(bob.fg, lostId, annId));
    await enableNetwork(ann.fg.firestore);
    const outcomes = await Promise.allSettled(sent);
    for (const [i, outcome] of outcomes.entries()) {
      if (i % 2 === 0) expect(outcome.status).toBe('fulfilled');
      else expect(outcome).toMatchObject({ reason: { code: 'firegroups/not-a-member' } });
    }
    expect(textsOf(await mine.until(settled(kept.length)))).toEqual(kept);
    expect(await onServer()).toEqual(kept);
    expect(await onServer(lostId)).toEqual([]);
  }, 150_000);

  test('pending messages outlive the app, show when it is opened again, and arrive once, in order', async () => {
    await disableNetwork(ann.fg.firestore);
    const texts = numbers(30);
    await sendInTurn(texts);
    await terminate(ann.fg.firestore);
    await deleteApp(ann.fg.app);

    ann = openClient(hostsFrom(), phone(account.email));
    await disableNetwork(ann.fg.firestore);
    await signInWithEmailAndPassword(ann.fg.auth, account.email, account.password);
    const mine = watch(ann);
    const shown = await mine.until(({ messages }) => messages.length === texts.length);
    expect(textsOf(shown)).toEqual(texts);
    expect(shown.messages.every(({ pending }) => pending)).toBe(true);
    await enableNetwork(ann.fg.firestore);
    await waitForPendingWrites(ann.fg.firestore);
    expect(textsOf(await mine.until(settled(texts.length)))).toEqual(texts);
    expect(await onServer()).toEqual(texts);
  });
});
