/** Events and votes, with real clients and the functions that count. */
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS, VOTES } from '@firegroups/model';
import { getDoc } from 'firebase/firestore';
import {
  cancelEvent,
  createEvent,
  deleteVote,
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
  type VoteChoice,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePast } from '../../testing/src/fixtures/past.ts';
import { usePeople, whileOffline } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import {
  NOT_A_MEMBER,
  NOT_PERMITTED,
  NOT_FOUND,
  testRefusals,
  type Refusal,
} from '../../testing/src/clients/refusals.ts';
import { showDocument, showList } from '../../testing/src/clients/shown.ts';

/** Cleo is the creator, Ada an admin; Mia and Max are members; Eve was one and has left; Sid is not a member. */
const users = registerUsers(usePeople(), 'cleo', 'ada', 'mia', 'max', 'eve', 'sid');
const past = usePast();
let groupId: string;

beforeAll(async () => {
  const { cleo, ada, mia, max } = users;
  groupId = await createClub(cleo, { admins: [ada], members: [mia, max] });
});

const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const plan = ({ fg }: Person, fields: Partial<EventFields> = {}) =>
  createEvent(fg, groupId, { title: 'Match', eventTime: inDays(7), ...fields });
const seenByMax = async (eventId: string) =>
  (await getDoc(eventRef(users.max.fg, groupId, eventId))).data();

describe('createEvent', () => {
  test('shows the event on other members’ open lists', async () => {
    const { mia, max } = users;
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
      updatedBy: mia.uid,
    });
  });

  test.each<[string, object]>([
    ['title', { title: ' ' }],
    ['eventTime', { eventTime: new Date(NaN) }],
    ['eventTime', { eventTime: '2030-01-01' }],
    ['description', { description: 'x'.repeat(LIMITS.eventDescription + 1) }],
    ['title', { title: 'Match\u202e' }],
    ['location', { location: 'x'.repeat(LIMITS.eventLocation + 1) }],
    ['location', { location: 'Two\nlines' }],
    ['cancelledAt', { cancelledAt: new Date() }],
  ])('and updateEvent name an invalid %s', async (field, fields) => {
    const error = {
      reason: 'invalid-argument',
      fields: { [field]: expect.stringMatching(/^expected/) },
    };
    await expect(plan(users.mia, fields)).rejects.toMatchObject(error);
    await expect(updateEvent(users.mia.fg, groupId, 'any', fields)).rejects.toMatchObject(error);
  });
});

describe('an invalid eventTime', () => {
  const { now } = Date;
  afterEach(() => {
    Date.now = now;
  });

  const INVALID_TIME = {
    reason: 'invalid-argument',
    fields: { eventTime: expect.stringMatching(/^expected a Date in the future/) },
  };
  const times = [
    ['past', inDays(-1)],
    ['too far away', inDays(LIMITS.eventDaysAhead + 1)],
  ] as const;

  test.each(times)('is named by createEvent: %s', async (_which, eventTime) => {
    await expect(plan(users.mia, { eventTime })).rejects.toMatchObject(INVALID_TIME);
    // Also if the device's clock is wrong, and only the server finds it.
    Date.now = () => eventTime.getTime() - DAY;
    await expect(plan(users.mia, { eventTime })).rejects.toMatchObject(INVALID_TIME);
  });

  test.each(times)('is named by updateEvent: %s', async (_which, eventTime) => {
    const { mia, ada, max } = users;
    const eventId = await plan(mia);
    const edit = ({ fg }: Person) => updateEvent(fg, groupId, eventId, { eventTime });
    await expect(edit(mia)).rejects.toMatchObject(INVALID_TIME);
    await expect(edit(ada)).rejects.toMatchObject(INVALID_TIME);
    await expectReason(edit(max), ...NOT_PERMITTED);
  });
});

describe('updateEvent', () => {
  test('accepts the unchanged time of an event that has started', async () => {
    const { mia } = users;
    const eventId = await plan(mia);
    await past.start(groupId, eventId);
    const { eventTime } = (await seenByMax(eventId))!;
    await updateEvent(mia.fg, groupId, eventId, { title: 'Rematch', eventTime });
    expect(await seenByMax(eventId)).toMatchObject({ title: 'Rematch', eventTime });
  });

  test.each(['mia', 'ada'] as const)('by %s changes what other members read', async (actor) => {
    const eventId = await plan(users.mia, { description: 'Bring a board.' });
    const eventTime = inDays(8);
    await updateEvent(users[actor].fg, groupId, eventId, { eventTime, location: 'Town hall' });
    expect(await seenByMax(eventId)).toMatchObject({
      title: 'Match',
      description: 'Bring a board.',
      location: 'Town hall',
      eventTime,
      creatorId: users.mia.uid,
      updatedBy: users[actor].uid,
    });
  });
});

describe('cancelEvent', () => {
  test.each(['mia', 'ada'] as const)('by %s cancels the event for everyone', async (actor) => {
    const eventId = await plan(users.mia);
    await cancelEvent(users[actor].fg, groupId, eventId);
    expect(await seenByMax(eventId)).toMatchObject({
      cancelledAt: expect.any(Date),
      creatorId: users.mia.uid,
      updatedBy: users[actor].uid,
    });
  });
});

describe('deleteEvent', () => {
  test.each(['mia', 'ada'] as const)('by %s also deletes the votes', async (actor) => {
    const { mia, max } = users;
    const eventId = await plan(mia);
    const shown = await showList(votesQuery(mia.fg, groupId, eventId));
    await vote(max.fg, groupId, eventId, 'going');
    await shown.until((all) => all.length === 1);
    await deleteEvent(users[actor].fg, groupId, eventId);
    expect(await seenByMax(eventId)).toBeUndefined();
    await shown.until((all) => all.length === 0);
    shown.stop();
  });
});

describe('vote and withdrawVote', () => {
  test('show to other members, and the counts follow', async () => {
    const { ada, mia, max } = users;
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

  test('are deleted by admins, also after the start of the event', async () => {
    const { ada, mia, max } = users;
    const eventId = await plan(mia);
    await vote(max.fg, groupId, eventId, 'going');
    await past.start(groupId, eventId);
    const remove = ({ fg }: Person) => deleteVote(fg, groupId, eventId, max.uid);
    await expectReason(remove(mia), 'permission-denied', /^Only the creator or an admin can do/);
    await remove(ada);
    expect((await getDoc(voteRef(max.fg, groupId, eventId, max.uid))).exists()).toBe(false);
  });

  test('show to the user before the server has them', async () => {
    const { mia } = users;
    const eventId = await plan(mia);
    const own = voteRef(mia.fg, groupId, eventId, mia.uid);
    // Offline, nothing reaches the server.
    let voted!: Promise<void>;
    await whileOffline(mia, async () => {
      voted = vote(mia.fg, groupId, eventId, 'going');
      const shown = await untilDocument(own, (data) => data?.vote === 'going');
      expect(shown).toMatchObject({ userId: mia.uid, updatedAt: expect.any(Date) });
      expect((await getDoc(voteRef(users.max.fg, groupId, eventId, mia.uid))).exists()).toBe(false);
    });
    await voted;
    expect((await getDoc(voteRef(users.max.fg, groupId, eventId, mia.uid))).exists()).toBe(true);
  });
});

describe('a refused write', () => {
  let eventId: string, evesId: string, cancelled: string, started: string;
  const title = { title: 'Mine' };

  beforeAll(async () => {
    const { cleo, mia, max, eve } = users;
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
  });

  const OVER: Refusal = ['event-over', /started or is canceled. Create another one/];

  testRefusals(
    users,
    {
      '': () => eventId,
      'of another user’s event': () => eventId,
      'of the user’s own event': () => evesId,
      'of an event that does not exist': () => 'missing',
      'on an event that does not exist': () => 'missing',
      'of a cancelled event': () => cancelled,
      'on a cancelled event': () => cancelled,
      'on an event that has started': () => started,
      'after the start of the event': () => started,
    },
    {
      createEvent: (fg) => createEvent(fg, groupId, { ...title, eventTime: inDays(1) }),
      updateEvent: (fg, id) => updateEvent(fg, groupId, id, title),
      cancelEvent: (fg, id) => cancelEvent(fg, groupId, id),
      deleteEvent: (fg, id) => deleteEvent(fg, groupId, id),
      vote: (fg, id) => vote(fg, groupId, id, 'going'),
      'vote, to change a vote': (fg, id) => vote(fg, groupId, id, 'not_going'),
      withdrawVote: (fg, id) => withdrawVote(fg, groupId, id),
    },
    [
      ['createEvent', '', 'sid', NOT_A_MEMBER],
      ['updateEvent', 'of another user’s event', 'max', NOT_PERMITTED],
      ['updateEvent', 'of the user’s own event', 'eve', NOT_A_MEMBER],
      ['updateEvent', 'of an event that does not exist', 'mia', NOT_FOUND],
      ['updateEvent', 'of a cancelled event', 'mia', OVER],
      ['cancelEvent', 'of another user’s event', 'max', NOT_PERMITTED],
      ['cancelEvent', 'of the user’s own event', 'eve', NOT_A_MEMBER],
      ['cancelEvent', 'of an event that does not exist', 'mia', NOT_FOUND],
      ['cancelEvent', 'of a cancelled event', 'mia', OVER],
      ['deleteEvent', 'of another user’s event', 'max', NOT_PERMITTED],
      ['deleteEvent', 'of the user’s own event', 'eve', NOT_A_MEMBER],
      ['deleteEvent', 'of an event that does not exist', 'mia', NOT_FOUND],
      ['vote', '', 'sid', NOT_A_MEMBER],
      ['vote', 'on an event that does not exist', 'mia', NOT_FOUND],
      ['vote', 'on a cancelled event', 'mia', OVER],
      ['vote', 'on an event that has started', 'mia', OVER],
      ['vote, to change a vote', 'on an event that has started', 'max', OVER],
      ['withdrawVote', '', 'sid', NOT_A_MEMBER],
      ['withdrawVote', 'on an event that does not exist', 'mia', NOT_FOUND],
      ['withdrawVote', 'on a cancelled event', 'max', OVER],
      ['withdrawVote', 'after the start of the event', 'max', OVER],
    ],
  );

  test('an invalid vote is named', async () => {
    const voting = vote(users.mia.fg, groupId, eventId, 'another' as VoteChoice);
    await expect(voting).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { vote: `expected one of ${VOTES.join(', ')}` },
    });
  });
});
