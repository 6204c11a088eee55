/** Every case of the policy, against firestore.rules. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../../testing/src/cli/root.ts';
import { POLICIES } from '../../testing/src/rules/cases/index.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';

let sandbox: RulesSandbox;

beforeAll(async () => {
  sandbox = await openSandbox('policies', readFileSync(join(ROOT, 'firestore.rules'), 'utf8'));
});

afterAll(() => sandbox.close());

describe.each(POLICIES)('$of', ({ cases }) => {
  test.each(cases)('$name', async (policyCase) => {
    const { outcome, message } = await sandbox.run(policyCase);
    // A failure then shows the emulator's message.
    expect({ outcome, message }).toEqual({ outcome: policyCase.outcome, message });
  });
});
