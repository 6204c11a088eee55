/** Every case of the policy, against the rules as they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../../tools/src/root.ts';
import { POLICIES } from './policies/index.ts';
import { openLane, type RulesLane } from './rulesLane.ts';

let lane: RulesLane;

beforeAll(async () => {
  lane = await openLane('policies', readFileSync(join(ROOT, 'firestore.rules'), 'utf8'));
});

afterAll(() => lane.close());

describe.each(POLICIES)('$of', ({ cases }) => {
  test.each(cases)('$name', async (policyCase) => {
    const { outcome, message } = await lane.run(policyCase);
    // The emulator's words stand in the failure.
    expect({ outcome, message }).toEqual({ outcome: policyCase.outcome, message });
  });
});
