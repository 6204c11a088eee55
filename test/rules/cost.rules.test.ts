/** The cost of the rules: the documents that they read and the expressions that they evaluate. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accesses, documentsRead } from '../../testing/src/rules/documentsRead.ts';
import { MAX_EXPRESSIONS, padded, type PaddedBlock } from '../../testing/src/rules/padding.ts';
import { POLICIES } from '../../testing/src/rules/cases/index.ts';
import type { PolicyCase } from '../../testing/src/rules/policyCase.ts';
import {
  CASES_WITH_MOST_EXTRA,
  MOST_EXTRA,
  withMostExtra,
} from '../../testing/src/rules/mostExtra.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';
import { isValidExtra } from '../../tools/src/generate/extra.ts';
import { readRules } from '../../testing/src/prefix/stored.ts';

const rules = readRules();
let sandbox: RulesSandbox;

beforeAll(async () => {
  sandbox = await openSandbox('cost', rules);
});

afterAll(() => sandbox.close());

const TABLE = 'groups/{groupId}/members/{uid}, the table';
const POSTS = 'groups/{groupId}/posts/{postId}';
const COMMENTS = 'groups/{groupId}/posts/{postId}/comments/{commentId}';
const EVENTS = 'groups/{groupId}/events/{eventId}';
const VOTES = 'groups/{groupId}/events/{eventId}/votes/{uid}';
const LIMITS = 'users/{uid}/limits/{action}';
const MESSAGES = 'groups/{groupId}/messages/{messageId}';

/** How many documents the rules read in each case. The writes of a batch count together. */
const READS: [of: string, name: string, reads: number][] = [
  ['groups/{groupId}', 'a member can get a public group', 0],
  ['groups/{groupId}', 'a member can get a private group', 1],
  ['groups/{groupId}', 'a non-member can list public groups', 0],
  ['groups/{groupId}, created', 'a non-member can create a group', 4],
  ['groups/{groupId}', 'an admin can edit the group', 1],
  ['groups/{groupId}', 'the creator can delete the group by deletedAt', 0],
  ['groups/{groupId}, a transfer', 'allows a transfer to a member', 5],
  ['groups/{groupId}/members/{uid}', 'a member can list the joined', 1],
  [
    'groups/{groupId}/members/{uid}',
    'an invited user can list their own memberships in all groups',
    0,
  ],
  ['groups/{groupId}/members/{uid}', 'a member can set the notify level', 0],
  [TABLE, 'a non-member can request to join', 4],
  [TABLE, 'a non-member can join', 4],
  [TABLE, 'a user who asked to join can withdraw their request', 0],
  [TABLE, 'an admin can approve a user who asked to join', 2],
  [TABLE, "an admin can reject another user's request", 2],
  [TABLE, 'a member can invite a non-member', 5],
  [TABLE, 'an admin can invite a non-member if the invitePolicy is admins', 5],
  [TABLE, 'an invited user can accept their invite', 0],
  [TABLE, 'an invited user can decline their invite', 0],
  [TABLE, 'a member can revoke an invite that they sent', 2],
  [TABLE, 'a member can leave', 0],
  [TABLE, 'an admin can remove a member', 2],
  [TABLE, 'an admin can ban a non-member', 2],
  [TABLE, 'the creator can ban an admin', 2],
  [TABLE, 'an admin can unban a banned user', 2],
  [TABLE, 'the creator can promote a member', 2],
  [TABLE, 'the creator can demote an admin', 2],
  [POSTS, 'a member can list posts', 1],
  [POSTS, 'a member can create a post as themselves', 1],
  [POSTS, "an admin can pin another user's post", 1],
  [COMMENTS, 'a member can list comments', 1],
  [COMMENTS, 'a member can create a comment as themselves', 2],
  [EVENTS, 'a member can create an event as themselves', 2],
  [EVENTS, "an admin can edit another user's event", 1],
  [VOTES, 'a member can list votes', 1],
  [VOTES, 'a member can cast their own vote', 2],
  [VOTES, 'a member can withdraw their own vote', 2],
  [VOTES, "an admin can withdraw another user's vote", 1],
  [MESSAGES, 'a member can list messages', 1],
  [MESSAGES, 'a member can create a message as themselves', 1],
  [MESSAGES, "an admin can delete another user's message", 1],
  ['users/{uid}', 'another user can get a profile', 0],
  [
    'users/{uid}/posts/{postId}/comments/{commentId}',
    'another user can comment on the wall as themselves',
    3,
  ],
  [
    'users/{uid}/posts/{postId}/comments/{commentId}',
    'the owner of the wall can comment on the wall as themselves',
    2,
  ],
  [LIMITS, 'the owner can count one more', 0],
];

function caseNamed(of: string, name: string): PolicyCase {
  const found = POLICIES.find((policy) => policy.of === of)?.cases.find((c) => c.name === name);
  if (!found) throw new Error(`${of} has no case named "${name}".`);
  return found;
}

/**
 * The most calls of `exists`, `get`, `existsAfter` and `getAfter` for a write: one less than the platform allows. The three
 * writes of a transfer count together.
 */
const MAX_ACCESSES = 9;
const ACCESSES_OF_TRANSFER = 12;

describe('documents that the rules read', () => {
  test.each(READS)('%s: %s, for %i', async (of, name, reads) => {
    await sandbox.load(rules);
    expect((await sandbox.run(caseNamed(of, name))).outcome).toBe('allowed');
    const coverage = await sandbox.coverage();
    expect(documentsRead(rules, coverage)).toHaveLength(reads);
    const most = of.endsWith('a transfer') ? ACCESSES_OF_TRANSFER : MAX_ACCESSES;
    expect(accesses(rules, coverage).length).toBeLessThanOrEqual(most);
  });
});

/** The platform documents its limit of 1,000 per request, and the emulator applies it to each write. */
const MAX_OF_WRITE = 750;
const MAX_OF_BATCH = 900;
/** With as many extra fields as a project can declare. */
const MAX_WITH_EXTRA = 950;

const GROUP_BLOCK = { path: '/groups/{groupId}' };
const MEMBER_BLOCK = { path: '/members/{uid}' };
const LIMIT_BLOCK = { path: '/limits/{action}' };

/** The costliest batches, and the block of each write. */
const BATCHES: [of: string, name: string, blocks: PaddedBlock[]][] = [
  [
    LIMITS,
    'a user can create a group after the window has passed',
    [GROUP_BLOCK, MEMBER_BLOCK, LIMIT_BLOCK],
  ],
  [LIMITS, 'a user can invite a user after the window has passed', [MEMBER_BLOCK, LIMIT_BLOCK]],
  [LIMITS, 'a user can request to join after the window has passed', [MEMBER_BLOCK, LIMIT_BLOCK]],
  [
    LIMITS,
    'a user can join an open group after the window has passed',
    [MEMBER_BLOCK, LIMIT_BLOCK],
  ],
  [
    LIMITS,
    'a user can create an event after the window has passed',
    [{ path: '/events/{eventId}' }, LIMIT_BLOCK],
  ],
  [
    LIMITS,
    "a user can comment on another user's wall after the window has passed",
    [{ path: '/comments/{commentId}' }, LIMIT_BLOCK],
  ],
  [
    'groups/{groupId}, a transfer',
    'allows a transfer to a member',
    [
      GROUP_BLOCK,
      { ...MEMBER_BLOCK, only: 'isUser(uid)' },
      { ...MEMBER_BLOCK, only: '!isUser(uid)' },
    ],
  ],
];

describe('expressions that the rules evaluate', () => {
  const isAllowedWith = async (
    policyCase: PolicyCase,
    expressions: number,
    block?: PaddedBlock,
    text = rules,
  ) => {
    await sandbox.load(padded(text, expressions, block));
    return (await sandbox.run(policyCase)).outcome === 'allowed';
  };

  /** The expressions that the write in a block evaluates, to the next ten. */
  const expressionsOf = async (policyCase: PolicyCase, block: PaddedBlock, text = rules) => {
    let [most, least] = [MAX_EXPRESSIONS, 0];
    while (most - least > 10) {
      const middle = Math.round((most + least) / 2);
      if (await isAllowedWith(policyCase, MAX_EXPRESSIONS - middle, block, text)) most = middle;
      else least = middle;
    }
    return most;
  };

  test(`every allowed write evaluates at most ${MAX_OF_WRITE}`, async () => {
    await sandbox.load(padded(rules, MAX_EXPRESSIONS - MAX_OF_WRITE));
    const refused = [];
    for (const policyCase of POLICIES.flatMap(({ cases }) => cases)) {
      if (policyCase.outcome !== 'allowed') continue;
      const { outcome } = await sandbox.run(policyCase);
      if (outcome !== 'allowed') refused.push(policyCase.name);
    }
    expect(refused).toEqual([]);
  }, 120_000);

  test.each(BATCHES)(
    `%s: %s, with at most ${MAX_OF_BATCH} in the whole batch`,
    async (of, name, blocks) => {
      let sum = 0;
      for (const block of blocks) sum += await expressionsOf(caseNamed(of, name), block);
      expect(sum).toBeLessThanOrEqual(MAX_OF_BATCH);
    },
    60_000,
  );

  test.each(CASES_WITH_MOST_EXTRA)(
    `%s with the most extra fields, with at most ${MAX_WITH_EXTRA} in the whole batch`,
    async (_name, policyCase, paths) => {
      const blocks = paths.map((path) => ({ path }));
      const text = withMostExtra(rules, isValidExtra(MOST_EXTRA));
      let sum = 0;
      for (const block of blocks) sum += await expressionsOf(policyCase, block, text);
      expect(sum).toBeLessThanOrEqual(MAX_WITH_EXTRA);
    },
    60_000,
  );

  test('the padding by which this is measured counts', async () => {
    const invite = caseNamed(TABLE, 'a member can invite a non-member');
    expect(await isAllowedWith(invite, MAX_EXPRESSIONS - 100)).toBe(false);
  });
});
