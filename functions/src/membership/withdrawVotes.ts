import { compareMoments, memberPath, votePath, type Vote } from '@firegroups/model';
import {
  Timestamp,
  getFirestore,
  type DocumentSnapshot,
  type QueryDocumentSnapshot,
} from 'firebase-admin/firestore';
import pMap from 'p-map';
import { deleteIfUnchanged } from '../firestore/deleteIfUnchanged.ts';
import type { StoredEvent, StoredMember } from '../firestore/documents.ts';
import { votesInGroupQuery } from '../firestore/queries.ts';

/** The number of votes in memory. */
const PAGE = 100;

/**
 * Deletes the votes of a former member for events of the group that have not begun. The trigger of each vote updates
 * the counts. If the user is a member again, the votes since then stay. Reads the user's votes in the group page by
 * page, and their events. Can be stopped and repeated at any point.
 */
export async function withdrawVotes({ groupId, userId }: StoredMember): Promise<void> {
  const query = votesInGroupQuery(groupId, userId).limit(PAGE);
  let { docs } = await query.get();
  if (docs.length === 0) return;
  const membership = await getFirestore().doc(memberPath(groupId, userId)).get();
  while (docs.length > 0) {
    await withdrawPage(docs.filter((vote) => isFormer(vote, groupId, membership)));
    ({ docs } = await query.startAfter(docs.at(-1)).get());
  }
}

function isFormer(
  vote: QueryDocumentSnapshot,
  groupId: string,
  membership: DocumentSnapshot,
): boolean {
  if (vote.ref.path !== votePath(groupId, vote.ref.parent.parent!.id, vote.id)) return false;
  const { status, joinedAt } = (membership.data() ?? {}) as Partial<StoredMember>;
  if (status !== 'joined' || !joinedAt) return true;
  return compareMoments((vote.data() as Vote<Timestamp>).updatedAt, joinedAt) < 0;
}

async function withdrawPage(votes: QueryDocumentSnapshot[]): Promise<void> {
  if (votes.length === 0) return;
  const refs = votes.map(({ ref }) => ref.parent.parent!);
  const events = await getFirestore().getAll(...refs, { fieldMask: ['eventTime'] });
  const now = Timestamp.now();
  const ofFuture = votes.filter((_vote, i) => {
    const event = events[i]!.data() as Pick<StoredEvent, 'eventTime'> | undefined;
    return event !== undefined && compareMoments(event.eventTime, now) > 0;
  });
  await pMap(ofFuture, deleteIfUnchanged, { concurrency: 10 });
}
