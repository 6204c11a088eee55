/** Accounts whose deletion nobody reports: the sweep finds their profiles. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  accountDeletionPath,
  deadLetterPath,
  sweepPath,
  userPath,
  type AccountDeletion,
} from '@firegroups/model';
import { getAuth } from 'firebase-admin/auth';
import { Timestamp } from 'firebase-admin/firestore';
import type { AccountDeletionTask } from '../../functions/src/deletion/account.ts';
import { sweepProfiles } from '../../functions/src/deletion/profiles.ts';
import { emulatorHost } from '../../testing/src/emulators/emulatorHost.ts';
import { storedUser } from '../../testing/src/fixtures/documents.ts';
import { dataOf, leftOf, store } from '../../testing/src/fixtures/store.ts';
import { clearDatabase, useAdmin } from '../../testing/src/harness/admin.ts';
import { meter } from '../../testing/src/harness/io.ts';
import { PARAMETERS } from '../../testing/src/harness/parameters.ts';

const { firestore, tasks } = useAdmin('profile-sweep');
const PROJECT = 'demo-functions-profile-sweep';
const HOUR = 60 * 60 * 1000;

beforeEach(async () => {
  const { value } = emulatorHost('FIREBASE_AUTH_EMULATOR_HOST');
  const accounts = `http://${value}/emulator/v1/projects/${PROJECT}/accounts`;
  await Promise.all([clearDatabase(PROJECT), fetch(accounts, { method: 'DELETE' })]);
});

afterEach(() => {
  Object.assign(process.env, PARAMETERS);
});

const uidsOf = (count: number) =>
  Array.from({ length: count }, (_unused, i) => `user${String(i).padStart(4, '0')}`);

/** Stores profiles, and accounts for all but those that are missing. */
async function storeUsers(uids: string[], missing: readonly string[] = []): Promise<void> {
  const existing = uids.filter((uid) => !missing.includes(uid));
  await store(Object.fromEntries(uids.map((uid) => [userPath(uid), storedUser(uid)])));
  for (let from = 0; from < existing.length; from += 1000) {
    await getAuth().importUsers(existing.slice(from, from + 1000).map((uid) => ({ uid })));
  }
}

/** The next sweep. No two have the same time. */
let round = Date.now();
const sweep = () => sweepProfiles(++round);

/** The uids of the suspected deletions. */
async function suspected(): Promise<string[]> {
  const found = firestore().collection('accountDeletions').where('deletedAt', '==', null);
  return (await found.get()).docs.map(({ id }) => id);
}

/** Marks an account as missing since a time. */
const markedSince = (
  uid: string,
  hoursAgo: number,
): Record<string, AccountDeletion<Timestamp>> => ({
  [accountDeletionPath(uid)]: {
    deletedAt: null,
    suspectedAt: Timestamp.fromMillis(round - hoursAgo * HOUR),
  },
});

const scheduled = () =>
  tasks.waiting<AccountDeletionTask>('deleteAccountData').map(({ uid }) => uid);
const deadLetters = async () => (await firestore().collection('deadLetters').get()).docs;

describe('a profile without an account', () => {
  test('is marked at the first sighting, and nothing of it is deleted', async () => {
    await storeUsers(['ann', 'bob']);
    await getAuth().deleteUsers(['bob']);
    await sweep();
    expect(await suspected()).toEqual(['bob']);
    await sweep();
    expect(scheduled()).toEqual([]);
    const profiles = { [userPath('ann')]: {}, [userPath('bob')]: {} };
    expect(await leftOf(profiles)).toEqual(Object.keys(profiles));
  });

  test.each([
    [23.9, true],
    [24.1, false],
  ])('that was marked %d hours ago is left alone: %s', async (hoursAgo, isLeft) => {
    await storeUsers(['ann', 'bob'], ['bob']);
    await store(markedSince('bob', hoursAgo));
    await sweep();
    await tasks.run('deleteAccountData');
    expect(await leftOf({ [userPath('bob')]: {} })).toHaveLength(isLeft ? 1 : 0);
    expect(await leftOf({ [userPath('ann')]: {} })).toHaveLength(1);
  });

  test('is unmarked if the account is there again, so that a later sighting is the first one', async () => {
    await storeUsers(['bob']);
    await store(markedSince('bob', 25));
    await sweep();
    expect(await suspected()).toEqual([]);
    await getAuth().deleteUsers(['bob']);
    await sweep();
    expect(await suspected()).toEqual(['bob']);
    expect(scheduled()).toEqual([]);
  });

  test('is unmarked if the profile is gone', async () => {
    await store(markedSince('bob', 25));
    await sweep();
    expect(await suspected()).toEqual([]);
    expect(scheduled()).toEqual([]);
  });

  test('keeps the record of a deletion that was reported', async () => {
    const reported = { deletedAt: Timestamp.fromMillis(round - HOUR) };
    await storeUsers(['bob'], ['bob']);
    await store({ [accountDeletionPath('bob')]: reported });
    await sweep();
    expect(await dataOf(accountDeletionPath('bob'))).toEqual(reported);
    expect(scheduled()).toEqual([]);
  });
});

describe('missing accounts', () => {
  test.each([
    [20, 40, 20],
    [21, 40, 0],
    [21, 420, 21],
    [21, 419, 0],
  ])('%d of %d: marks %d', async (missing, profiles, marked) => {
    const uids = uidsOf(profiles);
    await storeUsers(uids, uids.slice(0, missing));
    await sweep();
    await sweep();
    expect(await suspected()).toHaveLength(marked);
    expect(await deadLetters()).toHaveLength(marked === 0 ? 1 : 0);
  });

  test('that are too many leave a dead letter with their uids, and delete nothing that was marked before', async () => {
    const uids = uidsOf(30);
    await storeUsers(uids, uids.slice(0, 21));
    await store(markedSince(uids[0]!, 25));
    await sweep();
    expect(scheduled()).toEqual([]);
    const deadLetter = await dataOf(deadLetterPath('sweepDeletions_profiles after none'));
    expect(deadLetter!['reason']).toMatch(/^21 of 30 profiles have no account\. /);
    expect(deadLetter!['detail']).toEqual({ profilesWithoutAccount: uids.slice(0, 21) });
  });
});

test('looks at 1,000 profiles in each run, and starts over after the last one', async () => {
  const uids = uidsOf(1001);
  const [thousandth, last] = uids.slice(-2) as [string, string];
  await storeUsers(uids, [thousandth, last]);
  const { cost } = await meter(sweep);
  // The place where it continues, the profiles, a query that finds no mark; the mark, the place.
  expect(cost).toEqual({ reads: 1002, documents: 1001, writes: 2, deletes: 0 });
  expect(await suspected()).toEqual([thousandth]);
  expect(await dataOf(sweepPath('profiles'))).toEqual({ after: thousandth });
  await sweep();
  expect(await suspected()).toEqual([thousandth, last]);
  expect(await dataOf(sweepPath('profiles'))).toEqual({ after: null });
  await store(markedSince(thousandth, 25));
  await sweep();
  expect(scheduled()).toEqual([thousandth]);
}, 60_000);

test('a parameter turns it off', async () => {
  await storeUsers(['bob'], ['bob']);
  process.env['DELETE_PROFILES_WITHOUT_ACCOUNT'] = 'false';
  const { ioPoints } = await meter(sweep);
  expect(ioPoints).toBe(0);
  process.env['DELETE_PROFILES_WITHOUT_ACCOUNT'] = 'true';
  await sweep();
  expect(await suspected()).toEqual(['bob']);
});

test('marks nothing in a project with tenants, whose accounts it cannot see', async () => {
  await storeUsers(['bob'], ['bob']);
  const tenants = getAuth().tenantManager();
  const { tenantId } = await tenants.createTenant({ displayName: 'school' });
  await sweep();
  expect(await suspected()).toEqual([]);
  await tenants.deleteTenant(tenantId);
  await sweep();
  expect(await suspected()).toEqual(['bob']);
});
