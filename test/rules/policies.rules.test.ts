/** Every case of the policy, against firestore.rules. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { POLICIES } from '../../testing/src/rules/cases/index.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';
import { readRules } from '../../testing/src/prefix/stored.ts';

let sandbox: RulesSandbox;

beforeAll(async () => {
  sandbox = await openSandbox('policies', readRules());
});

afterAll(() => sandbox.close());

describe.each(POLICIES)('$of', ({ cases }) => {
  test.each(cases)('$name', async (policyCase) => {
    const { outcome, message } = await sandbox.run(policyCase);
    // A failure then shows the emulator's message.
    expect({ outcome, message }).toEqual({ outcome: policyCase.outcome, message });
  });
});
