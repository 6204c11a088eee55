/** watchInbox and watchUnreadTotal, with real clients and the functions. */
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
import { signOut } from 'firebase/auth';
import {
  acceptInvite,
  createGroup,
  deleteMessage,
  inviteUser,
  leaveGroup,
  markChatRead,
  sendMessage,
  updateMessage,
  watchInbox,
  watchUnreadTotal,
  type Inbox,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { useWatches } from '../../testing/src/clients/watches.ts';
import { usePast } from '../../testing/src/fixtures/past.ts';

const people = usePeople();
const past = usePast();
const follow = useWatches();
let ann: Person, bob: Person;

const watch = (person: Person) => follow<Inbox>((observer) => watchInbox(person.fg, observer));

/** What a list of chats shows: title, last text and number of unread messages. */
const linesOf = ({ groups }: Inbox) =>
  groups.map(
    ({ group, lastMessage, unread }) => `${group.title}: ${lastMessage?.text} (${unread})`,
  );
const shows =
  (...lines: string[]) =>
  (inbox: Inbox) =>
    linesOf(inbox).join() === lines.join();

/** The functions have counted Ann and Bob in each group. */
const isCounted = ({ groups }: Inbox) => groups.every(({ group }) => group.memberCount === 2);

async function groupWithBob(title: string): Promise<string> {
  const groupId = await createGroup(ann.fg, { title });
  await inviteUser(ann.fg, groupId, bob.uid);
  await acceptInvite(bob.fg, groupId);
  return groupId;
}

const send = async (person: Person, groupId: string, text: string) => {
  const { id, sent } = sendMessage(person.fg, groupId, { text });
  await sent;
  return id;
};

beforeAll(async () => {
  ann = await people.register('Ann');
});

beforeEach(async () => {
  bob = await people.register('Bob');
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('watchInbox', () => {
  test('shows the newest message of each group, the latest first, and what is unread', async () => {
    const [chess, music] = [await groupWithBob('Chess'), await groupWithBob('Music')];
    const inbox = watch(bob);
    await inbox.until(shows('Music: undefined (0)', 'Chess: undefined (0)'));
    await send(ann, chess, 'Hello');
    const { groups } = await inbox.until(shows('Chess: Hello (1)', 'Music: undefined (0)'));
    expect(groups[0]!.lastMessage).toEqual({
      id: expect.any(String),
      authorId: ann.uid,
      authorName: 'Ann',
      text: 'Hello',
      image: false,
      at: expect.any(Date),
    });
    await send(ann, music, 'La la');
    await inbox.until(shows('Music: La la (1)', 'Chess: Hello (1)'));
    await send(bob, chess, 'Hi Ann');
    await inbox.until(shows('Chess: Hi Ann (1)', 'Music: La la (1)'));
    await markChatRead(bob.fg, chess);
    await inbox.until(shows('Chess: Hi Ann (0)', 'Music: La la (1)'));
  });

  test('follows an edit and a deletion of the last message', async () => {
    const groupId = await groupWithBob('Chess');
    const inbox = watch(bob);
    await send(ann, groupId, 'First');
    await inbox.until(shows('Chess: First (1)'));
    const id = await send(ann, groupId, 'Secnd');
    await inbox.until(shows('Chess: Secnd (2)'));
    await updateMessage(ann.fg, groupId, id, { text: 'Second' });
    await inbox.until(shows('Chess: Second (2)'));
    await deleteMessage(ann.fg, groupId, id);
    await inbox.until(shows('Chess: First (1)'));
    expect(inbox.errors).toEqual([]);
  });

  test('counts at most as many messages as the summary holds', async () => {
    const groupId = await groupWithBob('Chess');
    const texts = Array.from({ length: LIMITS.summaryMessages + 5 }, (_unused, i) => `m${i}`);
    await past.send(groupId, ann.uid, texts, new Date(Date.now() + 1000));
    await send(ann, groupId, 'and one more');
    const inbox = watch(bob);
    const { groups } = await inbox.until((one) => one.groups[0]?.lastMessage !== null);
    expect(groups[0]!.unread).toBe(LIMITS.summaryMessages);
  });

  test('counts nothing from before the user joined', async () => {
    const groupId = await createGroup(ann.fg, { title: 'Chess' });
    await send(ann, groupId, 'Before');
    await inviteUser(ann.fg, groupId, bob.uid);
    const inbox = watch(bob);
    const { pending } = await inbox.until((one) => one.pending.length === 1);
    expect(pending[0]!.membership.status).toBe('pending_invite');
    await acceptInvite(bob.fg, groupId);
    await inbox.until(shows('Chess: Before (0)'));
    await send(ann, groupId, 'After');
    await inbox.until(shows('Chess: After (1)'));
    await leaveGroup(bob.fg, groupId);
    await inbox.until(({ groups, pending: left }) => groups.length + left.length === 0);
  });

  test('keeps the objects of groups in which nothing has changed', async () => {
    const [chess, music] = [await groupWithBob('Chess'), await groupWithBob('Music')];
    await send(ann, chess, 'Hello');
    const inbox = watch(bob);
    const isReady = shows('Chess: Hello (1)', 'Music: undefined (0)');
    const before = await inbox.until((state) => isReady(state) && isCounted(state));
    await send(ann, music, 'La la');
    const after = await inbox.until(shows('Music: La la (1)', 'Chess: Hello (1)'));
    expect(after.groups[1]).toBe(before.groups[0]);
  });

  test('ends silently on sign-out', async () => {
    await groupWithBob('Chess');
    const inbox = watch(bob);
    await inbox.until(shows('Chess: undefined (0)'));
    const { length } = inbox.states;
    await signOut(bob.fg.auth);
    expect(inbox.errors).toEqual([]);
    expect(inbox.states).toHaveLength(length);
  });
});

describe('watchUnreadTotal', () => {
  test('is the number of unread messages in all groups', async () => {
    const [chess, music] = [await groupWithBob('Chess'), await groupWithBob('Music')];
    const total = follow<number>((observer) => watchUnreadTotal(bob.fg, observer));
    await total.until((unread) => unread === 0);
    await send(ann, chess, 'Hello');
    await send(ann, music, 'La la');
    await total.until((unread) => unread === 2);
    await markChatRead(bob.fg, music);
    await total.until((unread) => unread === 1);
    expect(total.states).toEqual([0, 1, 2, 1]);
  });
});
