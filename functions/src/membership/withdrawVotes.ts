import { compareMoments, memberPath, type Vote } from '@firegroups/model';
import {
  Timestamp,
  type DocumentSnapshot,
  type QueryDocumentSnapshot,
} from 'firebase-admin/firestore';
import pMap from 'p-map';
import type { StoredEvent, StoredMember } from '../firestore/documents.ts';
import { handleOnce } from '../firestore/handleAll.ts';
import { votesInGroupQuery } from '../firestore/queries.ts';
import { deleteIfUnchanged } from '../firestore/updateIfUnchanged.ts';
import { database, docAt } from '../firestore/store.ts';

const PAGES = { pageSize: 100 };
const FIELDS: (keyof StoredMember | keyof StoredEvent)[] = ['status', 'joinedAt', 'eventTime'];

/**
 * Deletes the votes of a former member for events of the group that have not begun. The trigger of each vote updates
 * the counts. If the user is a member again, the votes since then stay. A former member cannot vote, so one round is
 * enough. Reads the user's votes in the group page by page, with their events and the membership. Can be stopped and
 * repeated at any point.
 */
export async function withdrawVotes({ groupId, userId }: StoredMember): Promise<void> {
  const own = docAt(memberPath(groupId, userId));
  await handleOnce(votesInGroupQuery(groupId, userId), PAGES, async (votes) => {
    const refs = votes.map(({ ref }) => ref.parent.parent!);
    const [membership, ...events] = await database().getAll(own, ...refs, {
      fieldMask: FIELDS,
    });
    const withdrawn = votes.filter((vote, i) => isFormer(vote, membership!) && isAhead(events[i]!));
    await pMap(withdrawn, deleteIfUnchanged, { concurrency: 10 });
  });
}

/** Returns true iff the vote is not of the present membership. */
function isFormer(vote: QueryDocumentSnapshot, membership: DocumentSnapshot): boolean {
  const { status, joinedAt } = (membership.data() ?? {}) as Partial<StoredMember>;
  if (status !== 'joined' || !joinedAt) return true;
  return compareMoments((vote.data() as Vote<Timestamp>).updatedAt, joinedAt) < 0;
}

/** Returns true iff the event exists and has not begun. */
function isAhead(event: DocumentSnapshot): boolean {
  const { eventTime } = (event.data() ?? {}) as Partial<StoredEvent>;
  return eventTime !== undefined && compareMoments(eventTime, Timestamp.now()) > 0;
}
