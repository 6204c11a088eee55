/** Events of a group and who comes, by real clients, with the functions counting in the emulator. */
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { getDoc } from 'firebase/firestore';
import {
  cancelEvent,
  createEvent,
  deleteEvent,
  updateEvent,
  eventRef,
  eventsQuery,
  leaveGroup,
  vote,
  voteRef,
  votesQuery,
  withdrawVote,
  type EventFields,
  type Firegroups,
  type VoteChoice,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePast } from '../../testing/src/fixtures/past.ts';
import { usePeople, whileOffline } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/refusal.ts';
import { showDocument, showList } from '../../testing/src/clients/shown.ts';

/** Cleo creates, Ada is an admin, Mia and Max are members; Eve was one and has left; Sid is none. */
const cast = registerUsers(usePeople(), 'cleo', 'ada', 'mia', 'max', 'eve', 'sid');
const past = usePast();
let groupId: string;

beforeAll(async () => {
  const { cleo, ada, mia, max } = cast;
  groupId = await createClub(cleo, { admins: [ada], members: [mia, max] });
}, 60_000);

const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const plan = ({ fg }: Person, fields: Partial<EventFields> = {}) =>
  createEvent(fg, groupId, { title: 'Match', eventTime: inDays(7), ...fields });
const seenByMax = async (eventId: string) =>
  (await getDoc(eventRef(cast.max.fg, groupId, eventId))).data();

describe('createEvent', () => {
  test('shows on the others’ open lists', async () => {
    const { mia, max } = cast;
    const eventTime = inDays(7);
    const shown = await showList(eventsQuery(max.fg, groupId));
    const eventId = await plan(mia, { title: ' Match ', eventTime, location: 'Café Central' });
    const all = await shown.until((events) => events.some(({ id }) => id === eventId));
    shown.stop();
    expect(all.find(({ id }) => id === eventId)).toEqual({
      id: eventId,
      title: 'Match',
      location: 'Café Central',
      eventTime,
      creatorId: mia.uid,
      goingCount: 0,
      notGoingCount: 0,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
  });

  test.each<[string, object]>([
    ['title', { title: ' ' }],
    ['eventTime', { eventTime: new Date(NaN) }],
    ['eventTime', { eventTime: '2030-01-01' }],
    ['description', { description: 'x'.repeat(2001) }],
    ['location', { location: 'x'.repeat(201) }],
    ['cancelledAt', { cancelledAt: new Date() }],
  ])('and updateEvent name a bad %s', async (field, fields) => {
    const fault = {
      reason: 'invalid-argument',
      fields: { [field]: expect.stringMatching(/^expected/) },
    };
    await expect(plan(cast.mia, fields)).rejects.toMatchObject(fault);
    await expect(updateEvent(cast.mia.fg, groupId, 'any', fields)).rejects.toMatchObject(fault);
  });
});

describe('a time that is none for an event', () => {
  const { now } = Date;
  afterEach(() => {
    Date.now = now;
  });

  const FAULT = {
    reason: 'invalid-argument',
    fields: { eventTime: expect.stringMatching(/^expected a Date later than now/) },
  };
  const times = [
    ['past', inDays(-1)],
    ['too far away', inDays(3654)],
  ] as const;

  test.each(times)('is named by createEvent: %s', async (_which, eventTime) => {
    await expect(plan(cast.mia, { eventTime })).rejects.toMatchObject(FAULT);
    // Also where only the server knows how late it is.
    Date.now = () => eventTime.getTime() - DAY;
    await expect(plan(cast.mia, { eventTime })).rejects.toMatchObject(FAULT);
  });

  test.each(times)('is named by updateEvent: %s', async (_which, eventTime) => {
    const { mia, ada, max } = cast;
    const eventId = await plan(mia);
    const edit = ({ fg }: Person) => updateEvent(fg, groupId, eventId, { eventTime });
    await expect(edit(mia)).rejects.toMatchObject(FAULT);
    await expect(edit(ada)).rejects.toMatchObject(FAULT);
    await expectReason(edit(max), 'permission-denied', /its author or an admin can do this: ask/);
  });
});

describe('updateEvent', () => {
  test('of one that has started takes its own time', async () => {
    const { mia } = cast;
    const eventId = await plan(mia);
    await past.start(groupId, eventId);
    const { eventTime } = (await seenByMax(eventId))!;
    await updateEvent(mia.fg, groupId, eventId, { title: 'Rematch', eventTime });
    expect(await seenByMax(eventId)).toMatchObject({ title: 'Rematch', eventTime });
  });

  test.each(['mia', 'ada'] as const)('by %s changes what the others read', async (actor) => {
    const eventId = await plan(cast.mia, { description: 'Bring a board.' });
    const eventTime = inDays(8);
    await updateEvent(cast[actor].fg, groupId, eventId, { eventTime, location: 'Town hall' });
    expect(await seenByMax(eventId)).toMatchObject({
      title: 'Match',
      description: 'Bring a board.',
      location: 'Town hall',
      eventTime,
      creatorId: cast.mia.uid,
    });
  });
});

describe('cancelEvent', () => {
  test.each(['mia', 'ada'] as const)('by %s ends it, for all to see', async (actor) => {
    const eventId = await plan(cast.mia);
    await cancelEvent(cast[actor].fg, groupId, eventId);
    expect((await seenByMax(eventId))?.cancelledAt).toBeInstanceOf(Date);
  });
});

describe('deleteEvent', () => {
  test.each(['mia', 'ada'] as const)('by %s takes the votes along', async (actor) => {
    const { mia, max } = cast;
    const eventId = await plan(mia);
    const shown = await showList(votesQuery(mia.fg, groupId, eventId));
    await vote(max.fg, groupId, eventId, 'going');
    await shown.until((all) => all.length === 1);
    await deleteEvent(cast[actor].fg, groupId, eventId);
    expect(await seenByMax(eventId)).toBeUndefined();
    await shown.until((all) => all.length === 0);
    shown.stop();
  });
});

describe('vote and withdrawVote', () => {
  test('show to others, and the counts follow', async () => {
    const { ada, mia, max } = cast;
    const eventId = await plan(mia);
    const counts = await showDocument(eventRef(ada.fg, groupId, eventId));
    const counted = (goingCount: number, notGoingCount: number) =>
      counts.until(
        (event) => event?.goingCount === goingCount && event.notGoingCount === notGoingCount,
      );
    const shown = await showList(votesQuery(ada.fg, groupId, eventId));
    await vote(mia.fg, groupId, eventId, 'going');
    await vote(max.fg, groupId, eventId, 'going');
    await shown.until((all) => all.length === 2);
    await counted(2, 0);
    await vote(max.fg, groupId, eventId, 'not_going');
    const all = await shown.until((votes) => votes.some((one) => one.vote === 'not_going'));
    expect(Object.fromEntries(all.map(({ id, vote: choice }) => [id, choice]))).toEqual({
      [mia.uid]: 'going',
      [max.uid]: 'not_going',
    });
    await counted(1, 1);
    await withdrawVote(max.fg, groupId, eventId);
    await shown.until((votes) => votes.length === 1);
    shown.stop();
    await counted(1, 0);
    counts.stop();
    await expect(withdrawVote(max.fg, groupId, eventId)).resolves.toBeUndefined();
  });

  test('show to oneself before the server has them', async () => {
    const { mia } = cast;
    const eventId = await plan(mia);
    const own = voteRef(mia.fg, groupId, eventId, mia.uid);
    // What is offline reaches no server.
    let voted!: Promise<void>;
    await whileOffline(mia, async () => {
      voted = vote(mia.fg, groupId, eventId, 'going');
      const shown = await untilDocument(own, (data) => data?.vote === 'going');
      expect(shown).toMatchObject({ userId: mia.uid, updatedAt: expect.any(Date) });
      expect((await getDoc(voteRef(cast.max.fg, groupId, eventId, mia.uid))).exists()).toBe(false);
    });
    await voted;
    expect((await getDoc(voteRef(cast.max.fg, groupId, eventId, mia.uid))).exists()).toBe(true);
  });
});

describe('refused', () => {
  let eventId: string, evesId: string, cancelled: string, started: string;
  const title = { title: 'Mine' };

  beforeAll(async () => {
    const { cleo, mia, max, eve } = cast;
    await letIn(cleo, groupId, eve);
    [eventId, cancelled, started, evesId] = (await Promise.all(
      [mia, mia, mia, eve].map((p) => plan(p)),
    )) as [string, string, string, string];
    await Promise.all([cancelled, started].map((id) => vote(max.fg, groupId, id, 'going')));
    await Promise.all([
      cancelEvent(mia.fg, groupId, cancelled),
      past.start(groupId, started),
      leaveGroup(eve.fg, groupId),
    ]);
  }, 60_000);

  const NOT_IN = ['not-a-member', /join the group first/] as const;
  const NEITHER = ['permission-denied', /its author or an admin can do this: ask/] as const;
  const GONE = ['not-found', /check the ids/] as const;
  const OVER = ['event-over', /started or is cancelled: plan another one/] as const;
  const votes =
    (id: () => string, choice: VoteChoice = 'going') =>
    (fg: Firegroups) =>
      vote(fg, groupId, id(), choice);

  test.each<
    [
      string,
      keyof typeof cast,
      (fg: Firegroups) => Promise<unknown>,
      typeof NOT_IN | typeof NEITHER | typeof GONE | typeof OVER,
    ]
  >([
    [
      'createEvent',
      'sid',
      (fg) => createEvent(fg, groupId, { ...title, eventTime: inDays(1) }),
      NOT_IN,
    ],
    ['updateEvent of another’s', 'max', (fg) => updateEvent(fg, groupId, eventId, title), NEITHER],
    ['updateEvent of one’s own', 'eve', (fg) => updateEvent(fg, groupId, evesId, title), NOT_IN],
    ['updateEvent of what is gone', 'mia', (fg) => updateEvent(fg, groupId, 'gone', title), GONE],
    [
      'updateEvent of a cancelled one',
      'mia',
      (fg) => updateEvent(fg, groupId, cancelled, title),
      OVER,
    ],
    ['cancelEvent of another’s', 'max', (fg) => cancelEvent(fg, groupId, eventId), NEITHER],
    ['cancelEvent of one’s own', 'eve', (fg) => cancelEvent(fg, groupId, evesId), NOT_IN],
    ['cancelEvent of what is gone', 'mia', (fg) => cancelEvent(fg, groupId, 'gone'), GONE],
    ['cancelEvent for the second time', 'mia', (fg) => cancelEvent(fg, groupId, cancelled), OVER],
    ['deleteEvent of another’s', 'max', (fg) => deleteEvent(fg, groupId, eventId), NEITHER],
    ['deleteEvent of one’s own', 'eve', (fg) => deleteEvent(fg, groupId, evesId), NOT_IN],
    ['deleteEvent of what is gone', 'mia', (fg) => deleteEvent(fg, groupId, 'gone'), GONE],
    ['vote', 'sid', votes(() => eventId), NOT_IN],
    ['vote on what is gone', 'mia', votes(() => 'gone'), GONE],
    ['vote on a cancelled one', 'mia', votes(() => cancelled), OVER],
    ['vote on one that has started', 'mia', votes(() => started), OVER],
    [
      'a change of the vote on one that has started',
      'max',
      votes(() => started, 'not_going'),
      OVER,
    ],
    ['withdrawVote', 'sid', (fg) => withdrawVote(fg, groupId, eventId), NOT_IN],
    ['withdrawVote on what is gone', 'mia', (fg) => withdrawVote(fg, groupId, 'gone'), GONE],
    ['withdrawVote on a cancelled one', 'max', (fg) => withdrawVote(fg, groupId, cancelled), OVER],
    ['withdrawVote after the start', 'max', (fg) => withdrawVote(fg, groupId, started), OVER],
  ])('%s by %s', async (_what, actor, act, [reason, sentence]) => {
    await expectReason(act(cast[actor].fg), reason, sentence);
  });

  test('a vote that is none is named', async () => {
    const voting = vote(cast.mia.fg, groupId, eventId, 'maybe' as VoteChoice);
    await expect(voting).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { vote: 'expected one of going, not_going' },
    });
  });
});
