/** How often an account may do something: what is limited, and the documents that count it. */
import {
  LIMITS,
  cooldownPath,
  eventPath,
  limitPath,
  wallCommentPath,
  wallPostPath,
  type LimitedAction,
} from '@firegroups/model';
import { increment, serverTimestamp } from 'firebase/firestore';
import {
  createComment,
  createEvent,
  createGroup,
  invite,
  join,
  remove,
  requestToJoin,
  withFields,
  type ClientWrite,
  type Fields,
} from '../../fixtures/clientWrites.ts';
import { countOneMore, startCount } from '../../fixtures/counts.ts';
import { ACTOR, TARGET } from '../../fixtures/membershipStates.ts';
import { storedFields } from '../documentCases.ts';
import { get, list, writeOnly, type Operation } from '../operations.ts';
import { OWNER, PEOPLE, byUsers, groupOf, isJoined, isSignedIn } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import {
  allDenied,
  allowed,
  denied,
  personCase,
  twins,
  type Policy,
  type PolicyCase,
  type SeedData,
} from '../policyCase.ts';
import { groupWith, profilesOf } from '../seedData.ts';
import { TOMORROW } from './events.ts';
import { postFields } from './posts.ts';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

/** A stored limit, whose window began a second ago. */
const storedLimit = (changed: Fields = {}) => ({
  since: ago(1000),
  count: 1,
  last: 'before',
  at: ago(1000),
  ...changed,
});

// ---- What is limited ----

interface Limited {
  action: LimitedAction;
  /** A verb and its object. */
  what: string;
  given: SeedData;
  /** The writes that create it, and the name that the count gives it. */
  creates: [writes: ClientWrite[], last: string];
  /** The same, of another one. */
  another: [writes: ClientWrite[], last: string];
}

const SECOND = `${GROUP}-2`;
const inGroup = groupWith(GROUP, { [ACTOR]: 'member' });
const inTwoGroups = { ...inGroup, ...groupWith(SECOND, { [ACTOR]: 'member' }) };
const outside = (joinPolicy: 'approval' | 'open') => ({
  ...profilesOf(ACTOR),
  ...groupWith(GROUP, {}, { joinPolicy }),
  ...groupWith(SECOND, {}, { joinPolicy }),
});
const wall = { [wallPostPath(TARGET, 'p1')]: storedFields(postFields(TARGET)) };
const comment = (id: string) => createComment(wallCommentPath(TARGET, 'p1', id), ACTOR);

const LIMITED: Limited[] = [
  {
    action: 'groups',
    what: 'create a group',
    given: profilesOf(ACTOR),
    creates: [createGroup(GROUP, ACTOR), GROUP],
    another: [createGroup(SECOND, ACTOR), SECOND],
  },
  {
    action: 'invites',
    what: 'invite a user',
    given: { ...inGroup, ...profilesOf(TARGET, 'second') },
    creates: [[invite(GROUP, TARGET, ACTOR)], `${GROUP}/${TARGET}`],
    another: [[invite(GROUP, 'second', ACTOR)], `${GROUP}/second`],
  },
  {
    action: 'requests',
    what: 'request to join',
    given: outside('approval'),
    creates: [[requestToJoin(GROUP, ACTOR)], GROUP],
    another: [[requestToJoin(SECOND, ACTOR)], SECOND],
  },
  {
    action: 'requests',
    what: 'join an open group',
    given: outside('open'),
    creates: [[join(GROUP, ACTOR)], GROUP],
    another: [[join(SECOND, ACTOR)], SECOND],
  },
  {
    action: 'events',
    what: 'create an event',
    given: { ...inTwoGroups, [eventPath(GROUP, 'e1')]: null },
    creates: [[createEvent(eventPath(GROUP, 'e1'), ACTOR, TOMORROW)], `${GROUP}/e1`],
    // The same id in another group.
    another: [[createEvent(eventPath(SECOND, 'e1'), ACTOR, TOMORROW)], `${SECOND}/e1`],
  },
  {
    action: 'comments',
    what: "comment on another user's wall",
    given: {
      ...wall,
      [wallCommentPath(TARGET, 'p1', 'c1')]: null,
      [wallCommentPath(TARGET, 'p1', 'c2')]: null,
    },
    creates: [[comment('c1')], `${TARGET}/p1/c1`],
    another: [[comment('c2')], `${TARGET}/p1/c2`],
  },
];

function casesOf({ action, what, given, creates, another }: Limited): PolicyCase[] {
  const [writes, last] = creates;
  const [otherWrites, otherLast] = another;
  const { most, hours } = LIMITS.actions[action];
  const path = limitPath(ACTOR, action);
  const starts = startCount(ACTOR, action, last);
  const counts = countOneMore(ACTOR, action, last);
  const person = { label: 'a user', uid: ACTOR };
  const attempt = (
    isAllowed: boolean,
    circumstance: string,
    limit: Fields | null,
    ...sent: ClientWrite[]
  ) =>
    personCase(
      person,
      isAllowed,
      `${what} ${circumstance}`,
      { ...given, [path]: limit },
      writeOnly(...sent),
    );
  const full = storedLimit({ count: most });
  const nearlyPast = { ...full, since: ago((hours - 0.5) * HOUR) };
  const past = { ...full, since: ago(hours * HOUR + MINUTE), at: ago(2 * MINUTE) };
  return [
    attempt(true, 'with the first count', null, ...writes, starts),
    attempt(true, 'with one count more', storedLimit(), ...writes, counts),
    attempt(true, `for the time ${most}`, storedLimit({ count: most - 1 }), ...writes, counts),
    attempt(false, 'once more', full, ...writes, counts),
    attempt(false, 'by a count that starts again too early', full, ...writes, starts),
    attempt(false, 'half an hour before the window has passed', nearlyPast, ...writes, starts),
    attempt(true, 'after the window has passed', past, ...writes, starts),
    attempt(false, 'without a count', null, ...writes),
    attempt(false, 'without a count, after another one', storedLimit(), ...writes),
    // As after it was deleted: the last count still names it.
    attempt(false, 'again without a count', storedLimit({ last }), ...writes),
    attempt(false, 'by the count of another one', null, ...writes, {
      ...startCount(ACTOR, action, otherLast),
    }),
    attempt(true, 'if the count is that of another one as well', null, ...otherWrites, {
      ...startCount(ACTOR, action, otherLast),
    }),
    attempt(false, 'twice by one count', null, ...writes, ...otherWrites, starts),
    attempt(false, 'twice by two counts in one batch', null, ...writes, ...otherWrites, starts, {
      ...countOneMore(ACTOR, action, otherLast),
    }),
  ];
}

/** A deletion and a creation of the same document, each in its own batch. */
const againWithoutCount = LIMITED.filter(({ action }) => action !== 'groups').map(
  ({ action, what, given, creates: [writes, last] }) =>
    denied({
      name: `a user cannot ${what}, take it back, and do it again without a count`,
      by: ACTOR,
      given: { ...given, [limitPath(ACTOR, action)]: null },
      does: async (...client) => {
        await writeOnly(...writes, startCount(ACTOR, action, last))(...client);
        await writeOnly(remove(writes[0]!.path))(...client);
        await writeOnly(...writes)(...client);
      },
    }),
);

// ---- The document that counts ----

const LIMIT = limitPath(OWNER, 'events');
const starts = startCount(OWNER, 'events', 'g1/e1');
const counts = countOneMore(OWNER, 'events', 'g1/e1');
const { most, hours } = LIMITS.actions.events;
const longest = 'x'.repeat(LIMITS.lastCounted);
/** To the rules 2.0 equals 2. */
const oneAsDouble = increment(1e-17);

const startsWith = (fields: Fields) => writeOnly(withFields(starts, fields));
const countsWith = (fields: Fields) => writeOnly(withFields(counts, fields));

const document: PolicyCase[] = [
  ...byUsers('get a limit', { [LIMIT]: storedLimit() }, [OWNER], get(LIMIT)),
  ...byUsers('list limits', { [LIMIT]: storedLimit() }, [], list(`users/${OWNER}/limits`)),
  ...byUsers('start a count', { [LIMIT]: null }, [OWNER], writeOnly(starts)),
  ...byUsers('count one more', { [LIMIT]: storedLimit() }, [OWNER], writeOnly(counts)),
  ...byUsers('delete a limit', { [LIMIT]: storedLimit() }, [], writeOnly(remove(LIMIT))),
  ...twins(
    OWNER,
    { [LIMIT]: null, [limitPath(OWNER, 'other' as LimitedAction)]: null },
    ['a first count', startsWith({})],
    [
      'a first count of an unknown action',
      writeOnly(startCount(OWNER, 'other' as LimitedAction, 'x')),
    ],
    ['a first count of 2', startsWith({ count: 2 })],
    ['a first count of 0', startsWith({ count: 0 })],
    ['a first count as text', startsWith({ count: '1' })],
    ['a window that began before', startsWith({ since: ago(1000) })],
    ['a first count at another time', startsWith({ at: ago(1000) })],
    ['a last that is a number', startsWith({ last: 7 })],
    ['a last that is too long', startsWith({ last: `${longest}x` })],
    ['a first count with a field that is not declared', startsWith({ undeclared: true })],
    ...['since', 'count', 'last', 'at'].map((field): [string, Operation] => [
      `a first count without ${field}`,
      startsWith({ [field]: undefined }),
    ]),
  ),
  allowed({
    name: `allows a last of ${LIMITS.lastCounted} characters`,
    by: OWNER,
    given: { [LIMIT]: null },
    does: startsWith({ last: longest }),
  }),
  ...twins(
    OWNER,
    { [LIMIT]: storedLimit() },
    ['one count more', countsWith({})],
    ['two counts more', countsWith({ count: increment(2) })],
    ['one count less', countsWith({ count: increment(-1) })],
    ['the same count', countsWith({ count: 1 })],
    ['one count more in a window that starts now', countsWith({ since: serverTimestamp() })],
    ['one count more at another time', countsWith({ at: ago(0) })],
    ['one count more at the former time', countsWith({ at: undefined })],
    ['one count more with a last that is too long', countsWith({ last: `${longest}x` })],
    ['one count more with a field that is not declared', countsWith({ undeclared: true })],
    ['a count that starts again', startsWith({})],
  ),
  ...twins(
    OWNER,
    { [LIMIT]: storedLimit({ since: ago(hours * HOUR + MINUTE), count: most }) },
    ['a count that starts again after the window', startsWith({})],
    ['a count that starts again at 2', startsWith({ count: 2 })],
    ['a count that starts again in the old window', countsWith({ count: 1 })],
  ),
  denied({
    name: 'refuses a count that starts again as a double',
    by: OWNER,
    given: { [LIMIT]: storedLimit({ since: ago(hours * HOUR + MINUTE) }) },
    does: countsWith({ count: oneAsDouble, since: serverTimestamp() }),
  }),
  allowed({
    name: 'allows a count that goes on after the window',
    by: OWNER,
    given: { [LIMIT]: storedLimit({ since: ago(hours * HOUR + MINUTE), count: most - 1 }) },
    does: countsWith({}),
  }),
];

export const limits: Policy = {
  of: 'users/{uid}/limits/{action}',
  cases: [...LIMITED.flatMap(casesOf), ...againWithoutCount, ...document],
};

// ---- Cooldowns ----

/** The times count from the start of the run. An hour covers it. */
const coolingDown = (uid: string, action: LimitedAction, minutes: number): SeedData => {
  const until = ago(-minutes * MINUTE);
  return { [cooldownPath(GROUP, uid)]: { userId: uid, until, [`${action}Until`]: until } };
};
const ENTRIES = LIMITED.filter(({ action }) => action === 'invites' || action === 'requests');

export const cooldowns: Policy = {
  of: 'groups/{groupId}/cooldowns/{uid}',
  cases: [
    ...ENTRIES.flatMap(({ action, what, given, creates: [writes, last] }) => {
      const [subject, other] =
        action === 'invites' ? [TARGET, 'requests' as const] : [ACTOR, 'invites' as const];
      const attempt = (isAllowed: boolean, circumstance: string, cooldown: SeedData) =>
        personCase(
          { label: 'a user', uid: ACTOR },
          isAllowed,
          `${what} ${circumstance}`,
          { ...given, ...cooldown },
          writeOnly(...writes, startCount(ACTOR, action, last)),
        );
      return [
        attempt(true, 'after the cooldown', coolingDown(subject, action, -1)),
        attempt(false, 'during the cooldown', coolingDown(subject, action, 60)),
        attempt(true, `during a cooldown of ${other}`, coolingDown(subject, other, 60)),
        attempt(true, "during somebody else's cooldown", coolingDown('somebody', action, 60)),
      ];
    }),
    ...PEOPLE.flatMap((person) => {
      const given = {
        ...groupOf(person),
        ...coolingDown(person.uid, 'requests', 1),
        ...coolingDown(TARGET, 'requests', 1),
      };
      return [
        personCase(
          person,
          isSignedIn(person),
          'get their own cooldown',
          given,
          get(cooldownPath(GROUP, person.uid)),
        ),
        personCase(
          person,
          isJoined(person),
          "get another user's cooldown",
          given,
          get(cooldownPath(GROUP, TARGET)),
        ),
        personCase(person, false, 'list cooldowns', given, list(`groups/${GROUP}/cooldowns`)),
      ];
    }),
    ...allDenied(
      ACTOR,
      {
        ...groupOf({ label: '', uid: ACTOR, state: 'creator' }),
        ...coolingDown(ACTOR, 'requests', 1),
      },
      {
        'nobody can delete a cooldown': writeOnly(remove(cooldownPath(GROUP, ACTOR))),
        'nobody can write a cooldown': writeOnly({
          kind: 'set',
          path: cooldownPath(GROUP, ACTOR),
          fields: { userId: ACTOR, until: ago(0) },
        }),
      },
    ),
  ],
};
