/** Every case of the policy, against the rules as they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../../testing/src/cli/root.ts';
import { POLICIES } from '../../testing/src/rules/cases/index.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';

let lane: RulesSandbox;

beforeAll(async () => {
  lane = await openSandbox('policies', readFileSync(join(ROOT, 'firestore.rules'), 'utf8'));
});

afterAll(() => lane.close());

describe.each(POLICIES)('$of', ({ cases }) => {
  test.each(cases)('$name', async (policyCase) => {
    const { outcome, message } = await lane.run(policyCase);
    // The emulator's words stand in the failure.
    expect({ outcome, message }).toEqual({ outcome: policyCase.outcome, message });
  });
});
