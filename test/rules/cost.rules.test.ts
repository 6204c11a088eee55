/** What the rules cost: documents that they read, and expressions that they evaluate. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../../testing/src/cli/root.ts';
import { documentsRead } from '../../testing/src/rules/documentsRead.ts';
import { MAX_EXPRESSIONS, padded } from '../../testing/src/rules/padding.ts';
import { POLICIES } from '../../testing/src/rules/cases/index.ts';
import type { PolicyCase } from '../../testing/src/rules/policyCase.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';

const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
let lane: RulesSandbox;

beforeAll(async () => {
  lane = await openSandbox('cost', rules);
});

afterAll(() => lane.close());

const TABLE = 'groups/{groupId}/members/{uid}, the table';
const POSTS = 'groups/{groupId}/posts/{postId}';
const COMMENTS = 'groups/{groupId}/posts/{postId}/comments/{commentId}';
const EVENTS = 'groups/{groupId}/events/{eventId}';
const VOTES = 'groups/{groupId}/events/{eventId}/votes/{uid}';
const MESSAGES = 'groups/{groupId}/messages/{messageId}';

/** How many documents each may read, by the case that does it; all writes of a batch count together. */
const READS: [of: string, name: string, reads: number][] = [
  ['groups/{groupId}', 'one who is member may get a public group', 0],
  ['groups/{groupId}', 'one who is member may get a private group', 1],
  ['groups/{groupId}', 'one who is none may browse public groups', 0],
  ['groups/{groupId}, founded', 'one who is none may found a group', 3],
  ['groups/{groupId}', 'one who is admin may edit the group', 1],
  ['groups/{groupId}', 'one who is creator may have the group erased', 0],
  ['groups/{groupId}, a transfer', 'allows a transfer to a member', 5],
  ['groups/{groupId}/members/{uid}', 'one who is member may list the joined', 1],
  [
    'groups/{groupId}/members/{uid}',
    'one who is invited may list their own memberships in all groups',
    0,
  ],
  ['groups/{groupId}/members/{uid}', 'one who is member may mute the group for themselves', 0],
  [TABLE, 'one who is none may request to join, for themselves', 2],
  [TABLE, 'one who is none may join, for themselves', 2],
  [TABLE, 'one who is waiting may delete the membership, for themselves', 0],
  [TABLE, 'one who is admin may set joined, for another who is waiting', 2],
  [TABLE, 'one who is admin may delete the membership, for another who is waiting', 2],
  [TABLE, 'one who is member may invite, for another who is none', 3],
  [TABLE, 'one who is admin may invite, for another who is none where admins invite', 3],
  [TABLE, 'one who is invited may set joined, for themselves', 0],
  [TABLE, 'one who is invited may delete the membership, for themselves', 0],
  [
    TABLE,
    'one who is member may delete the membership, for another who is invited by the actor',
    2,
  ],
  [TABLE, 'one who is member may delete the membership, for themselves', 0],
  [TABLE, 'one who is admin may delete the membership, for another who is member', 2],
  [TABLE, 'one who is admin may ban, for another who is none', 2],
  [TABLE, 'one who is creator may ban, for another who is admin', 2],
  [TABLE, 'one who is admin may delete the membership, for another who is banned', 2],
  [TABLE, 'one who is creator may promote, for another who is member', 2],
  [TABLE, 'one who is creator may demote, for another who is admin', 2],
  [POSTS, 'one who is member may list posts', 1],
  [POSTS, 'one who is member may create a post as themselves', 1],
  [POSTS, "one who is admin may pin a post of another's", 1],
  [COMMENTS, 'one who is member may list comments', 1],
  [COMMENTS, 'one who is member may create a comment as themselves', 2],
  [EVENTS, 'one who is member may create an event as themselves', 1],
  [EVENTS, "one who is admin may edit an event of another's", 1],
  [VOTES, 'one who is member may list votes', 1],
  [VOTES, 'one who is member may cast their own vote', 2],
  [VOTES, 'one who is member may withdraw their own vote', 2],
  [MESSAGES, 'one who is member may list messages', 1],
  [MESSAGES, 'one who is member may create a message as themselves', 1],
  [MESSAGES, "one who is admin may delete a message of another's", 1],
  ['users/{uid}', 'another user may get a profile', 0],
  [
    'users/{uid}/posts/{postId}/comments/{commentId}',
    'another user may comment on the wall as themselves',
    1,
  ],
];

function caseNamed(of: string, name: string): PolicyCase {
  const found = POLICIES.find((policy) => policy.of === of)?.cases.find((c) => c.name === name);
  if (!found) throw new Error(`There is no case "${name}" of ${of}.`);
  return found;
}

describe('documents that the rules read', () => {
  test.each(READS)('%s: %s, for %i', async (of, name, reads) => {
    await lane.load(rules);
    expect((await lane.run(caseNamed(of, name))).outcome).toBe('allowed');
    expect(documentsRead(rules, await lane.coverage())).toHaveLength(reads);
  });
});

describe('expressions that the rules evaluate', () => {
  const allowedWith = async (expressions: number, cases: PolicyCase[]) => {
    await lane.load(padded(rules, expressions));
    const refused = [];
    for (const policyCase of cases) {
      const { outcome } = await lane.run(policyCase);
      if (outcome !== 'allowed') refused.push(policyCase.name);
    }
    return refused;
  };

  test('whatever is allowed comes to 500 at most: half of what the platform takes', async () => {
    const cases = POLICIES.flatMap((policy) => policy.cases.filter((c) => c.outcome === 'allowed'));
    expect(await allowedWith(MAX_EXPRESSIONS / 2, cases)).toEqual([]);
  }, 120_000);

  test('the padding that this is measured by counts', async () => {
    const invite = caseNamed(TABLE, 'one who is member may invite, for another who is none');
    expect(await allowedWith(MAX_EXPRESSIONS - 100, [invite])).toEqual([invite.name]);
  });
});
