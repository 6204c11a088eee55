/** Limits per account when one request holds many creations, or several devices write at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  LIMITS,
  eventPath,
  limitPath,
  userPath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import {
  createComment,
  createEvent,
  send,
  withFields,
  type ClientWrite,
} from '../../testing/src/fixtures/clientWrites.ts';
import { storedPost } from '../../testing/src/fixtures/content.ts';
import { countOneMore, nothingCounted, startCount } from '../../testing/src/fixtures/counts.ts';
import { storedUser } from '../../testing/src/fixtures/documents.ts';
import { ACTOR, TARGET } from '../../testing/src/fixtures/membershipStates.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';
import { groupWith } from '../../testing/src/rules/seedData.ts';
import { verdictOf } from '../../testing/src/rules/verdict.ts';
import { readRules, stored } from '../../testing/src/prefix/stored.ts';

const LIMIT = limitPath(ACTOR, 'events');
const TOMORROW = new Date(Date.now() + 24 * 60 * 60 * 1000);
const { most } = LIMITS.actions.events;

let sandbox: RulesSandbox;
let events = 0;

beforeAll(async () => {
  sandbox = await openSandbox('limits', readRules());
});

beforeEach(() =>
  sandbox.store({
    ...groupWith('chess', { [ACTOR]: 'member' }),
    ...nothingCounted(ACTOR),
    [userPath(ACTOR)]: storedUser('Ann'),
    [wallPostPath(TARGET, 'p1')]: storedPost(TARGET),
  }),
);

afterAll(() => sandbox.close());

const outcomeOf = async (writes: ClientWrite[], device = 0) =>
  (await verdictOf(send(sandbox.as(ACTOR, device), writes))).outcome;

/** A new event with its count. */
function event(count: typeof startCount, literal?: number): ClientWrite[] {
  const id = `e${events++}`;
  const counted = count(ACTOR, 'events', `chess/${id}`);
  return [
    createEvent(eventPath('chess', id), ACTOR, TOMORROW),
    literal === undefined ? counted : withFields(counted, { count: literal }),
  ];
}

/** The outcomes of writes by as many devices at once. */
const atOnce = async (batches: ClientWrite[][]) =>
  (await Promise.all(batches.map(outcomeOf))).sort();

const storeCount = (count: number) => {
  const now = new Date();
  return sandbox.store({ [LIMIT]: { since: now, count, last: 'before', at: now } });
};
const storedCount = async () =>
  (await sandbox.admin().doc(stored(LIMIT)).get()).get('count') as unknown;

const numbers = (count: number) => Array.from({ length: count }, (_unused, i) => i);

describe('one request', () => {
  test('creates one event by one count, not 200', async () => {
    const [first, count] = event(startCount) as [ClientWrite, ClientWrite];
    const others = numbers(199).map((i) =>
      createEvent(eventPath('chess', `more${i}`), ACTOR, TOMORROW),
    );
    expect(await outcomeOf([first, ...others, count])).toBe('denied');
    expect(await outcomeOf([first, count])).toBe('allowed');
  });

  test("creates one comment on another user's wall by one count, not 200", async () => {
    const comment = (i: number) => createComment(wallCommentPath(TARGET, 'p1', `c${i}`), ACTOR);
    const count = startCount(ACTOR, 'comments', `${TARGET}/p1/c0`);
    expect(await outcomeOf([...numbers(200).map(comment), count])).toBe('denied');
    expect(await outcomeOf([comment(0), count])).toBe('allowed');
  });
});

describe('several devices at once', () => {
  test('both succeed if they go on by increment', async () => {
    await storeCount(1);
    const both = [event(countOneMore), event(countOneMore)];
    expect(await atOnce(both)).toEqual(['allowed', 'allowed']);
    expect(await storedCount()).toBe(3);
  });

  test('one of two succeeds if they go on by a literal', async () => {
    await storeCount(1);
    const both = [event(countOneMore, 2), event(countOneMore, 2)];
    expect(await atOnce(both)).toEqual(['allowed', 'denied']);
  });

  test('one of two begins the window', async () => {
    expect(await atOnce([event(startCount), event(startCount)])).toEqual(['allowed', 'denied']);
  });

  test('one of five gets the last place', async () => {
    await storeCount(most - 1);
    const five = numbers(5).map(() => event(countOneMore));
    expect(await atOnce(five)).toEqual(['allowed', ...new Array<string>(4).fill('denied')]);
    expect(await storedCount()).toBe(most);
  });
});
