/**
 * Finds profiles without an account. Authentication reports each deletion of one account, but not those of
 * `deleteUsers()`, which deletes many at once.
 *
 * Authentication can also miss accounts that exist, for example while somebody imports them. So a deletion needs two
 * sightings a day apart, and many at once count as an error.
 */
import {
  accountDeletionPath,
  sweepPath,
  userPath,
  type AccountDeletion,
  type ProfileSweep,
} from '@firegroups/model';
import { FieldValue, type QueryDocumentSnapshot, type Timestamp } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { deleteProfilesWithoutAccount } from '../config.ts';
import { GRPC, hasStatus } from '../firestore/grpcStatus.ts';
import { suspectedDeletionsQuery, walkQuery } from '../firestore/queries.ts';
import { deleteIfUnchanged, updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';
import { storeDeadLetter } from '../platform/deadLetters.ts';
import { scheduleAccountDeletion } from './account.ts';
import { accounts } from './accounts.ts';
import { docAt } from '../firestore/store.ts';

/** The number of profiles that one run looks at: 1,000 reads, and 10 calls of Authentication. */
const PAGE = 1000;
/** The shortest time between the first sighting of a missing account and the deletion of its data, in milliseconds. */
const BETWEEN_SIGHTINGS = 24 * 60 * 60 * 1000;
/** If more accounts are missing in one run than this number, and than this share, the run marks nothing. */
const MAX_MISSING = 20;
const MAX_MISSING_SHARE = 0.05;
const CONCURRENCY = 10;

/** Looks at the next 1,000 profiles. `round` distinguishes the tasks of this run from others. */
export async function sweepProfiles(round: number): Promise<void> {
  if (!deleteProfilesWithoutAccount.value() || (await accounts.hasTenants())) return;
  const state = docAt(sweepPath('profiles'));
  const { after } = ((await state.get()).data() as ProfileSweep | undefined) ?? { after: null };
  const page = walkQuery('users', after === null ? null : docAt(userPath(after)));
  const { docs } = await page.select().limit(PAGE).get();
  const uids = docs.map(({ id }) => id);
  const next: ProfileSweep = { after: uids.length === PAGE ? uids.at(-1)! : null };
  const missing = await accounts.missing(uids);
  if (missing.size > MAX_MISSING && missing.size > MAX_MISSING_SHARE * uids.length) {
    await reportMissing(missing, uids, after);
  } else {
    await markMissing(
      missing,
      (await suspectedDeletionsQuery(after, next.after).get()).docs,
      round,
    );
  }
  if (next.after !== after) await state.set(next);
}

/** Marks each missing account, or deletes its data if it was marked a day ago. Unmarks the accounts that exist. */
async function markMissing(
  missing: ReadonlySet<string>,
  suspected: readonly QueryDocumentSnapshot[],
  round: number,
): Promise<void> {
  const known = new Set(suspected.map(({ id }) => id));
  const unknown = [...missing].filter((uid) => !known.has(uid));
  await pMap(unknown, mark, { concurrency: CONCURRENCY });
  await pMap(
    suspected,
    async (deletion) => {
      if (!missing.has(deletion.id)) await deleteIfUnchanged(deletion);
      else if (round - suspectedAt(deletion) >= BETWEEN_SIGHTINGS) await confirm(deletion, round);
    },
    { concurrency: CONCURRENCY },
  );
}

const suspectedAt = (deletion: QueryDocumentSnapshot) =>
  (deletion.data() as AccountDeletion<Timestamp>).suspectedAt!.toMillis();

async function mark(uid: string): Promise<void> {
  const suspicion: AccountDeletion<unknown> = {
    deletedAt: null,
    suspectedAt: FieldValue.serverTimestamp(),
  };
  try {
    await docAt(accountDeletionPath(uid)).create(suspicion);
  } catch (error) {
    // The deletion was reported, and its task is running.
    if (!hasStatus(error, GRPC.ALREADY_EXISTS)) throw error;
  }
}

async function confirm(deletion: QueryDocumentSnapshot, round: number): Promise<void> {
  const certain = { deletedAt: FieldValue.serverTimestamp(), suspectedAt: FieldValue.delete() };
  if (await updateIfUnchanged(deletion, certain)) await scheduleAccountDeletion(deletion.id, round);
}

/** Leaves one dead letter for this place among the profiles, however often it is looked at. */
async function reportMissing(
  missing: ReadonlySet<string>,
  uids: readonly string[],
  after: string | null,
): Promise<void> {
  await storeDeadLetter({
    trigger: 'sweepDeletions',
    eventId: `profiles after ${after ?? 'none'}`,
    groupId: null,
    reason: `${missing.size} of ${uids.length} profiles have no account. This is too many to be normal, so no data is deleted. Compare them with the accounts in Authentication.`,
    detail: { profilesWithoutAccount: [...missing] },
  });
}
