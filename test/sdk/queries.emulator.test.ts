/** What each query returns, in which order, page by page, with real clients. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
import {
  getDocs,
  queryEqual,
  refEqual,
  type Query,
  type QueryDocumentSnapshot,
} from 'firebase/firestore';
import {
  createComment,
  publicGroupsQuery,
  commentsQuery,
  createEvent,
  createGroup,
  createPost,
  eventsQuery,
  groupRef,
  inviteUser,
  membersQuery,
  messagesQuery,
  myMembershipsQuery,
  usersQuery,
  postsQuery,
  requestToJoin,
  sendMessage,
  setRole,
  userRef,
  vote,
  votesQuery,
  type Firegroups,
  type NewGroup,
} from 'firegroups';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';

const people = usePeople();
const users = registerUsers(people, 'ann', 'bob', 'cat', 'sid');

const newGroup = (fields: Partial<NewGroup> = {}) =>
  createGroup(users.ann.fg, { title: 'Chess club', ...fields });

describe('lists that every user may read', () => {
  test('publicGroupsQuery lists groups by newest, by size, by title and by the beginning of a title', async () => {
    const mark = `q${Date.now()}`;
    const titles = [`${mark} Älpha`, `${mark} beta`, `${mark} Gamma`];
    const ids: string[] = [];
    for (const title of titles) ids.push(await newGroup({ title, joinPolicy: 'open' }));
    await newGroup({ title: `${mark} hidden`, visibility: 'private' });
    await requestToJoin(users.bob.fg, ids[1]!);
    for (const [i, id] of ids.entries()) {
      await untilDocument(
        groupRef(users.ann.fg, id),
        (group) => group?.memberCount === (i === 1 ? 2 : 1),
      );
    }
    const found = async (options: Parameters<typeof publicGroupsQuery>[1]) =>
      (await getDocs(publicGroupsQuery(users.cat.fg, options))).docs.map(
        (group) => group.data().title,
      );
    expect(await found({ search: mark.toUpperCase() })).toEqual(titles);
    expect(await found({ search: `${mark} al` })).toEqual([titles[0]]);
    expect(await found({ search: mark, limit: 2 })).toEqual(titles.slice(0, 2));
    const first = await getDocs(publicGroupsQuery(users.cat.fg, { search: mark, limit: 2 }));
    expect(await found({ search: mark, limit: 2, after: first.docs[1]! })).toEqual([titles[2]]);
    expect((await found({ limit: 50 })).filter((title) => title.startsWith(mark))).toEqual(
      titles.toReversed(),
    );
    const largest = (
      await getDocs(publicGroupsQuery(users.cat.fg, { orderBy: 'largest', limit: LIMITS.openList }))
    ).docs.map((group) => group.data().memberCount);
    expect(largest).toEqual(largest.toSorted((a, b) => b - a));
    expect(() =>
      publicGroupsQuery(users.cat.fg, { search: 'a', orderBy: 'newest' as 'title' }),
    ).toThrow(/orderBy: expected one of title/);
    expect(() => publicGroupsQuery(users.cat.fg, { limit: LIMITS.openList + 1 })).toThrow(
      `1 to ${LIMITS.openList}`,
    );
  });

  test('usersQuery finds users by the beginning of their name', async () => {
    const name = `Zoë${Date.now()}`;
    const zoe = await people.register(name);
    await untilDocument(
      userRef(users.ann.fg, zoe.uid),
      (user) => user?.displayNameSearch !== undefined,
    );
    const found = await getDocs(usersQuery(users.ann.fg, { search: name.replace('ë', 'E') }));
    expect(found.docs.map(({ id }) => id)).toEqual([zoe.uid]);
    expect(() => usersQuery(users.ann.fg, { search: ' ' })).toThrow(/search/);
    expect(() => usersQuery(users.ann.fg, { search: '\u0301' })).toThrow(/search/);
    expect(() => publicGroupsQuery(users.ann.fg, { orderBy: 'best' as 'title' })).toThrow(
      /one of newest/,
    );
  });

  test('myMembershipsQuery lists memberships of any status', async () => {
    const eve = await people.register('Eve');
    const [invited, asked] = [await newGroup(), await newGroup()];
    await inviteUser(users.ann.fg, invited, eve.uid);
    await requestToJoin(eve.fg, asked);
    const mine = async (options?: Parameters<typeof myMembershipsQuery>[1]) =>
      (await getDocs(myMembershipsQuery(eve.fg, options))).docs.map(
        (member) => member.data().groupId,
      );
    expect((await mine()).sort()).toEqual([invited, asked].sort());
    expect(await mine({ status: 'pending_invite' })).toEqual([invited]);
  });

  test('the same arguments make equal queries, so that hooks do not subscribe again', () => {
    expect(queryEqual(messagesQuery(users.ann.fg, 'g1'), messagesQuery(users.ann.fg, 'g1'))).toBe(
      true,
    );
    expect(queryEqual(publicGroupsQuery(users.ann.fg), publicGroupsQuery(users.ann.fg))).toBe(true);
    expect(
      queryEqual(publicGroupsQuery(users.ann.fg), publicGroupsQuery(users.ann.fg, { limit: 5 })),
    ).toBe(false);
    expect(refEqual(groupRef(users.ann.fg, 'g1'), groupRef(users.ann.fg, 'g1'))).toBe(true);
  });
});

const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

describe('lists of a group and of a wall', () => {
  let groupId: string, postId: string, eventId: string, wallPostId: string;
  let wall: { userId: string };
  const contents = ['a', 'b', 'c', 'd', 'e'];

  /** Creates one document after the other, so that each is newer than the one before. */
  async function inTurn<T>(create: (content: string, i: number) => Promise<T>): Promise<T[]> {
    const created: T[] = [];
    for (const [i, content] of contents.entries()) created.push(await create(content, i));
    return created;
  }

  beforeAll(async () => {
    const { ann, bob, cat } = users;
    wall = { userId: bob.uid };
    groupId = await createClub(ann, { members: [bob, cat] });
    await Promise.all([
      inTurn((content) => createPost(ann.fg, { groupId }, { content })).then(async ([first]) => {
        postId = first!;
        await inTurn((content) => createComment(bob.fg, { groupId, postId }, { content }));
      }),
      inTurn((content) => createPost(bob.fg, wall, { content })).then(async ([first]) => {
        wallPostId = first!;
        await inTurn((content) =>
          createComment(cat.fg, { ...wall, postId: wallPostId }, { content }),
        );
      }),
      // In descending order of their times, because the query orders by eventTime.
      inTurn((title, i) => createEvent(ann.fg, groupId, { title, eventTime: inDays(9 - i) })).then(
        async ([first]) => {
          eventId = first!;
          await vote(ann.fg, groupId, eventId, 'going');
          await vote(bob.fg, groupId, eventId, 'going');
          await vote(cat.fg, groupId, eventId, 'not_going');
        },
      ),
      inTurn((text) => sendMessage(ann.fg, groupId, { text }).sent),
    ]);
  });

  type Pages = (page: { limit: number; after?: QueryDocumentSnapshot }) => Query;
  test.each<[string, 'content' | 'title' | 'text', string, Pages]>([
    ['postsQuery', 'content', 'edcba', (page) => postsQuery(users.cat.fg, { groupId }, page)],
    [
      'commentsQuery',
      'content',
      'abcde',
      (page) => commentsQuery(users.cat.fg, { groupId, postId }, page),
    ],
    ['eventsQuery', 'title', 'edcba', (page) => eventsQuery(users.cat.fg, groupId, page)],
    ['postsQuery of a wall', 'content', 'edcba', (page) => postsQuery(users.ann.fg, wall, page)],
    [
      'commentsQuery of a wall',
      'content',
      'abcde',
      (page) => commentsQuery(users.ann.fg, { ...wall, postId: wallPostId }, page),
    ],
    [
      'messagesQuery',
      'text',
      'edcba',
      ({ after, ...page }) => messagesQuery(users.cat.fg, groupId, { ...page, before: after }),
    ],
  ])('%s is read page by page', async (_query, field, inOrder, pages) => {
    let found = '';
    let after: QueryDocumentSnapshot | undefined;
    for (const size of [2, 2, 1]) {
      const page = await getDocs(pages({ limit: 2, ...(after && { after }) }));
      expect(page.size).toBe(size);
      found += page.docs.map((document) => String(document.get(field))).join('');
      after = page.docs.at(-1);
    }
    expect(found).toBe(inOrder);
    expect((await getDocs(pages({ limit: 2, after: after! }))).size).toBe(0);
  });

  test('a limit below 1 is refused', () => {
    expect(() => messagesQuery(users.ann.fg, groupId, { limit: 0 })).toThrow(
      /limit: expected a whole number, 1 to 1000\.$/,
    );
  });

  test('eventsQuery starts at from', async () => {
    const found = await getDocs(eventsQuery(users.cat.fg, groupId, { from: inDays(7.5) }));
    expect(found.docs.map((event) => event.data().title)).toEqual(['b', 'a']);
  });

  test('votesQuery returns all votes, or those of one choice, page by page', async () => {
    const { ann, bob, cat } = users;
    const found = async (options?: Parameters<typeof votesQuery>[3]) =>
      (await getDocs(votesQuery(cat.fg, groupId, eventId, options))).docs;
    expect((await found({ vote: 'going' })).map(({ id }) => id)).toEqual(
      [ann.uid, bob.uid].toSorted(),
    );
    expect((await found({ vote: 'not_going' })).map(({ id }) => id)).toEqual([cat.uid]);
    const [first, second] = await found({ limit: 2 });
    const rest = await found({ limit: 2, after: second });
    expect([first, second, ...rest].map((one) => one!.id)).toEqual(
      [ann.uid, bob.uid, cat.uid].toSorted(),
    );
  });

  test('membersQuery returns joined members, those of one role, or those of another status', async () => {
    const { ann, bob, cat } = users;
    const club = await createClub(ann, { members: [bob, cat] });
    await setRole(ann.fg, club, bob.uid, 'admin');
    const dan = await people.register('Dan');
    await requestToJoin(dan.fg, club);
    const found = async (options?: Parameters<typeof membersQuery>[2]) =>
      (await getDocs(membersQuery(cat.fg, club, options))).docs.map(({ id }) => id);
    expect(await found()).toEqual([ann.uid, bob.uid, cat.uid].toSorted());
    expect(await found({ role: 'admin' })).toEqual([bob.uid]);
    expect(await found({ status: 'pending_request' })).toEqual([dan.uid]);
    await expect(found({ status: 'banned' })).rejects.toMatchObject({ code: 'permission-denied' });
  });

  test.each([
    ['postsQuery', () => postsQuery(users.ann.fg, { groupId }, { limit: 0 }), 'limit'],
    [
      'commentsQuery',
      () => commentsQuery(users.ann.fg, { groupId, postId }, { limit: 1.5 }),
      'limit',
    ],
    [
      'postsQuery of a wall',
      () => postsQuery(users.ann.fg, wall, { limit: LIMITS.openList + 1 }),
      'limit',
    ],
    [
      'commentsQuery of a wall',
      () =>
        commentsQuery(
          users.ann.fg,
          { ...wall, postId: wallPostId },
          { limit: LIMITS.openList + 1 },
        ),
      'limit',
    ],
    ['eventsQuery', () => eventsQuery(users.ann.fg, groupId, { from: 'now' as never }), 'from'],
    [
      'votesQuery',
      () => votesQuery(users.ann.fg, groupId, eventId, { vote: 'x' as never }),
      'vote',
    ],
    ['membersQuery', () => membersQuery(users.ann.fg, groupId, { role: 'x' as never }), 'role'],
    ['postsQuery', () => postsQuery(users.ann.fg, { groupId }, { before: 1 } as object), 'before'],
    ['postsQuery', () => postsQuery(users.ann.fg, { groupId }, { after: 'id' as never }), 'after'],
    ['membersQuery', () => membersQuery(users.ann.fg, groupId, { after: null as never }), 'after'],
    ['messagesQuery', () => messagesQuery(users.ann.fg, groupId, { before: 1 as never }), 'before'],
  ])('%s names an invalid option', (_query, make, option) => {
    expect(make).toThrow(
      expect.objectContaining({
        reason: 'invalid-argument',
        fields: { [option]: expect.stringMatching(/^expected/) },
      }),
    );
  });

  test.each<[string, (fg: Firegroups) => Query]>([
    ['postsQuery', (fg) => postsQuery(fg, { groupId })],
    ['commentsQuery', (fg) => commentsQuery(fg, { groupId, postId })],
    ['eventsQuery', (fg) => eventsQuery(fg, groupId)],
    ['votesQuery', (fg) => votesQuery(fg, groupId, eventId)],
    ['messagesQuery', (fg) => messagesQuery(fg, groupId)],
    ['membersQuery', (fg) => membersQuery(fg, groupId)],
  ])('%s is refused to a user who is not a member', async (_query, make) => {
    await expect(getDocs(make(users.sid.fg))).rejects.toMatchObject({ code: 'permission-denied' });
    await expect(getDocs(make(users.cat.fg))).resolves.toHaveProperty('empty', false);
  });
});
