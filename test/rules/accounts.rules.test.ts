/** Who counts as signed in, for each setting of ACCEPTED_ACCOUNTS. The other tests know only the project's own setting. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { userPath, type AcceptedAccounts } from '@firegroups/model';
import { ROOT } from '../../testing/src/cli/root.ts';
import { createProfile } from '../../testing/src/fixtures/clientWrites.ts';
import { storedUser } from '../../testing/src/fixtures/documents.ts';
import { get, write } from '../../testing/src/rules/operations.ts';
import { OTHER } from '../../testing/src/rules/people.ts';
import {
  ANONYMOUS,
  SIGNED_OUT,
  UNVERIFIED,
  WITHOUT_PROVIDER,
} from '../../testing/src/rules/policyCase.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';
import { withBlock } from '../../tools/src/generate/block.ts';
import {
  firestoreRulesConstants,
  storageRulesConstants,
} from '../../tools/src/generate/rulesConstants.ts';

const readRules = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const rules = readRules('firestore.rules');

const VERIFIED = 'verified';
const USERS = [SIGNED_OUT, WITHOUT_PROVIDER, ANONYMOUS, UNVERIFIED, VERIFIED];

const SETTINGS: Record<AcceptedAccounts, readonly string[]> = {
  'verified-email': [VERIFIED],
  registered: [UNVERIFIED, VERIFIED],
  guests: [WITHOUT_PROVIDER, ANONYMOUS, UNVERIFIED, VERIFIED],
};

let sandbox: RulesSandbox;

beforeAll(async () => {
  sandbox = await openSandbox('accounts', rules);
});

afterAll(() => sandbox.close());

describe.each(Object.entries(SETTINGS))('%s', (setting, accepted) => {
  const accounts = setting as AcceptedAccounts;

  beforeAll(() => sandbox.load(withBlock(rules, firestoreRulesConstants(accounts))!));

  test.each(USERS)('%s', async (by) => {
    const given = { [userPath(OTHER)]: storedUser('Other'), [userPath(by)]: null };
    const outcome = accepted.includes(by) ? 'allowed' : 'denied';
    for (const does of [get(userPath(OTHER)), write(createProfile(by))]) {
      const verdict = await sandbox.run({ name: setting, given, by, does, outcome });
      expect(verdict).toEqual({ ...verdict, outcome });
    }
  });

  test('storage.rules has the same condition', () => {
    const conditionIn = (text: string) => /function isSignedIn\(\) \{[^}]*\}/.exec(text)?.[0];
    const condition = conditionIn(firestoreRulesConstants(accounts));
    expect(condition).toBeDefined();
    expect(conditionIn(storageRulesConstants(accounts))).toBe(condition);
  });
});
