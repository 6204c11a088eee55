/** A chat while the network fails, or the server restarts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { limitPath } from '@firegroups/model';
import { doc, getDocsFromServer, setLogLevel } from 'firebase/firestore';
import {
  acceptInvite,
  createGroup,
  inviteUser,
  leaveGroup,
  memberRef,
  messagesQuery,
  requestToJoin,
  sendMessage,
  type Chat,
} from 'firegroups';
import { hostsFrom, registerPerson, type Person } from '../../testing/src/clients/client.ts';
import {
  followChat,
  followDocument,
  untilDocument,
  type Following,
} from '../../testing/src/clients/listening.ts';
import {
  startFirestore,
  type FirestoreProcess,
} from '../../testing/src/harness/firestoreProcess.ts';
import { openTcpLink, type TcpLink } from '../../testing/src/harness/tcpLink.ts';
import { readRules, stored } from '../../testing/src/prefix/stored.ts';

/** Ann and Bob each connect to the same server through a link that the tests can break. */
let ann: Person, bob: Person;
let annsLink: TcpLink, bobsLink: TcpLink;
let groupId: string;
let mine: Following<Chat>, theirs: Following<Chat>;
let server: FirestoreProcess;
const { projectId } = hostsFrom();
setLogLevel('silent');

async function startServer(seedFrom?: string): Promise<FirestoreProcess> {
  const started = await startFirestore(seedFrom ? { seedFrom } : {});
  await started.loadRules(projectId, readRules());
  return started;
}

function register(name: string, link: TcpLink): Promise<Person> {
  const account = { name, email: `${randomUUID()}@example.com`, password: 'secret' };
  return registerPerson({ ...hostsFrom(), firestore: link.host }, account);
}

const watch = ({ fg }: Person) => followChat(fg, groupId, 300);
const textsOf = ({ messages }: Chat) => messages.map(({ text }) => text);
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_unused, i) => `m${from + i}`);
const send = (texts: readonly string[]): Promise<void>[] =>
  texts.map((text) => sendMessage(ann.fg, groupId, { text }).sent);

/** Expects these messages, each once and in order, in both chats and on the server. */
async function expectAll(texts: readonly string[]): Promise<void> {
  const isComplete = ({ messages }: Chat) =>
    messages.length >= texts.length && messages.every(({ pending }) => !pending);
  expect(textsOf(await mine.until(isComplete))).toEqual(texts);
  expect(textsOf(await theirs.until(isComplete))).toEqual(texts);
  const { docs } = await getDocsFromServer(messagesQuery(bob.fg, groupId, { limit: 300 }));
  expect(docs.map((message) => message.data().text).reverse()).toEqual(texts);
}

beforeAll(async () => {
  server = await startServer();
}, 120_000);

beforeEach(async () => {
  [annsLink, bobsLink] = [await openTcpLink(server.host), await openTcpLink(server.host)];
  [ann, bob] = await Promise.all([register('Ann', annsLink), register('Bob', bobsLink)]);
  groupId = await createGroup(bob.fg, { title: 'Chat' });
  await inviteUser(bob.fg, groupId, ann.uid);
  await acceptInvite(ann.fg, groupId);
  [mine, theirs] = [watch(ann), watch(bob)];
  await Promise.all([mine.until(() => true), theirs.until(() => true)]);
}, 120_000);

afterEach(async () => {
  mine.stop();
  theirs.stop();
  await Promise.all([ann.close(), bob.close()]);
  annsLink.close();
  bobsLink.close();
});

afterAll(async () => {
  await server.stop();
});

describe('100 messages arrive once and in order', () => {
  test('while the network is frozen for five seconds', async () => {
    const sent = send(numbers(1, 30));
    await Promise.race(sent);
    annsLink.freeze();
    sent.push(...send(numbers(31, 70)));
    await mine.until(({ messages }) => messages.length === 70);
    await wait(5000); // The freeze that this test is about.
    annsLink.restore();
    sent.push(...send(numbers(71, 100)));
    await Promise.all(sent);
    await expectAll(numbers(1, 100));
  }, 150_000);

  test('while the connection breaks, and the client does not know what has arrived', async () => {
    const sent = send(numbers(1, 60));
    await theirs.until(({ messages }) => messages.length > 0);
    annsLink.cut();
    sent.push(...send(numbers(61, 100)));
    await mine.until(({ messages }) => messages.length === 100);
    annsLink.restore();
    await Promise.all(sent);
    await expectAll(numbers(1, 100));
  }, 150_000);

  test('while the server restarts', async () => {
    const sent = send(numbers(1, 60));
    await theirs.until(({ messages }) => messages.length > 0);
    for (const link of [annsLink, bobsLink]) link.cut();
    const folder = await mkdtemp(join(tmpdir(), 'firegroups-'));
    try {
      const data = await server.export(projectId, folder);
      await server.stop();
      sent.push(...send(numbers(61, 100)));
      server = await startServer(data);
    } finally {
      await rm(folder, { recursive: true });
    }
    for (const link of [annsLink, bobsLink]) link.restore(server.host);
    await Promise.all(sent);
    await expectAll(numbers(1, 100));
  }, 150_000);
});

test('a change of a membership succeeds if only its answer was lost', async () => {
  const invited = await createGroup(bob.fg, { title: 'Invited' });
  await inviteUser(bob.fg, invited, ann.uid);
  const own = await createGroup(ann.fg, { title: 'Own' });
  // The cache has the count only while somebody listens. The SDK would ask the server, and wait ten seconds for the answer.
  const count = followDocument(doc(ann.fg.firestore, stored(limitPath(ann.uid, 'invites'))));
  await count.until(() => true);
  annsLink.deafen();
  const done = Promise.all([acceptInvite(ann.fg, invited), inviteUser(ann.fg, own, bob.uid)]);
  await untilDocument(memberRef(bob.fg, invited, ann.uid), (her) => her?.status === 'joined');
  await untilDocument(memberRef(bob.fg, own, bob.uid), (me) => me?.status === 'pending_invite');
  annsLink.cut();
  annsLink.restore();
  await done;
  await expect(acceptInvite(ann.fg, invited)).rejects.toMatchObject({ reason: 'already-member' });
  await expect(inviteUser(ann.fg, own, bob.uid)).rejects.toMatchObject({
    reason: 'already-invited',
  });
  count.stop();
}, 150_000);

test('functions that need a connection throw unavailable without one', async () => {
  const other = await createGroup(bob.fg, { title: 'Open', joinPolicy: 'open' });
  annsLink.cut();
  await Promise.all([
    expect(leaveGroup(ann.fg, groupId)).rejects.toMatchObject({ reason: 'unavailable' }),
    expect(requestToJoin(ann.fg, other)).rejects.toMatchObject({ reason: 'unavailable' }),
  ]);
  annsLink.restore();
  await leaveGroup(ann.fg, groupId);
}, 150_000);
