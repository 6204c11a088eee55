/** What happens to open watches when the user's membership ends, or when the user signs out. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { signOut } from 'firebase/auth';
import { deleteDoc, serverTimestamp, setLogLevel, updateDoc } from 'firebase/firestore';
import {
  acceptInvite,
  createGroup,
  groupRef,
  inviteUser,
  memberRef,
  sendMessage,
  watchAccess,
  watchChat,
  watchMyGroups,
  type Access,
  type Chat,
  type ChatHandle,
  type MyGroup,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { isAboutBrokenStream } from '../../testing/src/workarounds/missedCommits.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { useWatches, type Followed } from '../../testing/src/clients/watches.ts';

const people = usePeople();
const follow = useWatches();
let ann: Person, bob: Person;
let groups: { left: string; kept: string };
const printed: unknown[][] = [];

async function groupWithBob(title: string): Promise<string> {
  const groupId = await createGroup(ann.fg, { title, visibility: 'private' });
  await inviteUser(ann.fg, groupId, bob.uid);
  await acceptInvite(bob.fg, groupId);
  for (const n of [1, 2, 3, 4, 5]) await say(groupId, `${title} ${n}`);
  return groupId;
}

const say = (groupId: string, text: string) => sendMessage(ann.fg, groupId, { text }).sent;
const shows = (text: string) => (chat: Chat) => chat.messages.some((one) => one.text === text);

/** Bob watches a group's chat in each state that its pages can have, and his access to the group. */
async function openAll(groupId: string) {
  const handles: ChatHandle[] = [];
  const chats = [10, 5, 3, 2, 2, 1, 1].map((pageSize) =>
    follow<Chat>((observer) => {
      const handle = watchChat(bob.fg, groupId, { pageSize }, observer);
      handles.push(handle);
      return handle.stop;
    }),
  );
  const access = [1, 2].map(() =>
    follow<Access>((observer) => watchAccess(bob.fg, groupId, observer)),
  );
  await Promise.all(
    [...chats, ...access].map((one) => (one as Followed<unknown>).until(() => true)),
  );
  await Promise.all([2, 3].map((i) => handles[i]!.loadOlder()));
  await handles[3]!.loadOlder();
  return { chats, access, loading: handles[5]!.loadOlder() };
}

beforeEach(async () => {
  [ann, bob] = await Promise.all([people.register('Ann'), people.register('Bob')]);
  groups = { left: await groupWithBob('Left'), kept: await groupWithBob('Kept') };
  printed.length = 0;
  // The level of an app.
  setLogLevel('info');
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...line) => {
      if (!isAboutBrokenStream(line)) printed.push(line);
    });
  }
});

afterEach(() => {
  setLogLevel('silent');
  jest.restoreAllMocks();
});

describe('twenty open watches in two groups', () => {
  test.each([
    ['removed', 'none', () => deleteDoc(memberRef(ann.fg, groups.left, bob.uid))],
    [
      'banned',
      'banned',
      () =>
        updateDoc(memberRef(ann.fg, groups.left, bob.uid), {
          status: 'banned',
          role: 'member',
          updatedAt: serverTimestamp(),
          updatedBy: ann.uid,
        }),
    ],
  ] as const)(
    'of a member who is %s from one group end there with one error each, go on in the other, and emit nothing after a sign-out',
    async (_what, status, endMembership) => {
      const [left, kept] = [await openAll(groups.left), await openAll(groups.kept)];
      const mine = [1, 2].map(() =>
        follow<MyGroup[]>((observer) => watchMyGroups(bob.fg, observer)),
      );
      await Promise.all(mine.map((one) => one.until((all) => all.length === 2)));
      const emitted = () => [...left.chats, ...kept.chats].map(({ states }) => states.length);
      await kept.loading;

      await endMembership();
      for (const chat of left.chats) {
        expect(await chat.untilError()).toMatchObject({
          name: 'FiregroupsError',
          reason: 'not-a-member',
        });
      }
      const shown = left.chats.map(({ states }) => states.length);
      for (const access of left.access) await access.until((one) => one.status === status);
      for (const one of mine) {
        const all = await one.until(({ length }) => length === 1);
        expect(all[0]?.group.title).toBe('Kept');
      }
      await left.loading;
      await say(groups.left, 'Secret');
      await say(groups.kept, 'News');
      // A message in the other group was sent before this one, and would have arrived before it.
      for (const chat of kept.chats) await chat.until(shows('News'));
      expect(left.chats.map(({ states }) => states.length)).toEqual(shown);
      expect(left.chats.map(({ errors }) => errors.length)).toEqual(left.chats.map(() => 1));

      const all = [...kept.chats, ...kept.access, ...left.access, ...mine] as Followed<unknown>[];
      await signOut(bob.fg.auth);
      const before = [emitted(), all.map(({ states }) => states.length)];
      await say(groups.kept, 'More');
      await updateDoc(groupRef(ann.fg, groups.kept), {
        title: 'Renamed',
        updatedAt: serverTimestamp(),
      });
      const witness = follow<Chat>((observer) => watchChat(ann.fg, groups.kept, {}, observer).stop);
      await witness.until(shows('More'));
      expect([emitted(), all.map(({ states }) => states.length)]).toEqual(before);
      expect(all.flatMap(({ errors }) => errors)).toEqual([]);
      expect(printed).toEqual([]);
    },
  );
});
