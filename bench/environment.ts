/** The emulator and the test data of a benchmark. */
import { getFirestore, type Timestamp, type WriteBatch } from 'firebase-admin/firestore';
import { memberPath, type Member } from '@firegroups/model';
import { openHarness, type Harness } from '../testing/src/harness/harness.ts';
import { PARAMETERS } from '../testing/src/harness/parameters.ts';

const PROJECT_ID = 'demo-bench';

/** Starts an emulator that delivers no events, and a replacement for Cloud Tasks. Functions find both by the environment. */
export async function openEnvironment(): Promise<Harness> {
  const harness = await openHarness(PROJECT_ID, {});
  Object.assign(process.env, {
    ...PARAMETERS,
    GCLOUD_PROJECT: PROJECT_ID,
    FIREBASE_CONFIG: '{}',
  });
  return harness;
}

/** Writes many documents fast: eight batches of 500 at the same time. */
export async function writeMany(
  count: number,
  write: (batch: WriteBatch, index: number) => unknown,
): Promise<void> {
  const firestore = getFirestore();
  let commits: Promise<unknown>[] = [];
  for (let from = 0; from < count; from += 500) {
    const batch = firestore.batch();
    for (let i = from; i < Math.min(count, from + 500); i++) write(batch, i);
    commits.push(batch.commit());
    if (commits.length === 8) {
      await Promise.all(commits);
      commits = [];
    }
  }
  await Promise.all(commits);
}

/** Returns the uid of the n-th user. The uids are not sequential, like those of Firebase Authentication. */
export function uidOf(index: number): string {
  return Buffer.from(String((index * 7919) % 1_000_003).padStart(7, '0')).toString('base64url');
}

/** Adds joined members to a group. */
export async function writeMembers(groupId: string, count: number, at: Timestamp): Promise<void> {
  const firestore = getFirestore();
  await writeMany(count, (batch, i) => {
    const member: Member<Timestamp> = {
      userId: uidOf(i),
      groupId,
      role: 'member',
      status: 'joined',
      invitedBy: null,
      createdAt: at,
      updatedAt: at,
      joinedAt: at,
    };
    batch.set(firestore.doc(memberPath(groupId, uidOf(i))), member);
  });
}
