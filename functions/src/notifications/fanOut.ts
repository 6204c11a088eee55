/**
 * Notifies an audience that can be as large as the group, page by page. The trigger notifies a small group itself. In a
 * larger group, each page is a task, so small groups never wait for the queue. Pages go by the time at which members
 * joined or voted. If a page runs again after members have left or joined, it never ends earlier than the
 * first time, so nobody falls between two pages. A page schedules the next one before it commits, so pages run in
 * parallel.
 */
import {
  eventPath,
  groupPath,
  memberPath,
  type Moment,
  type PagedAudience,
  type Vote,
} from '@firegroups/model';
import {
  Timestamp,
  type DocumentSnapshot,
  type Query,
  type QueryDocumentSnapshot,
  type Transaction,
} from 'firebase-admin/firestore';
import { fanOutPageSize } from '../config.ts';
import { isLive, type StoredMember } from '../firestore/documents.ts';
import { goingVotesQuery, joinedUntilQuery, type Cursor } from '../firestore/queries.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { isMember, recipientOf } from './audiences.ts';
import { notify } from './notify.ts';
import type { NotificationPayload } from './payload.ts';
import { schedulePush } from './push/push.ts';
import { docAt } from '../firestore/store.ts';

/**
 * The largest group that is notified without the queue. Its one page fits into the memory and the time of a trigger
 * (docs/operations/performance.md has the figures).
 */
const DIRECT_MEMBERS = 500;

/** The task that notifies a page. */
export interface FanOutTask {
  payload: NotificationPayload;
  audience: PagedAudience;
  page: number;
  /** The last document of the previous page. */
  after: { time: Moment; id: string } | null;
}

/**
 * Notifies the first page of a small group, or schedules it. Each page schedules the next one. `memberCount` is the
 * number of members as far as it is known. If the group has grown since, tasks notify its members beyond the first page.
 */
export async function startFanOut(
  payload: NotificationPayload,
  audience: PagedAudience,
  memberCount: number,
): Promise<void> {
  const first: FanOutTask = { payload, audience: storable(audience), page: 0, after: null };
  const isSmall = memberCount <= Math.min(DIRECT_MEMBERS, fanOutPageSize.value());
  // The pages are the same either way: after a crash, the next attempt may find another count.
  await (isSmall ? runFanOutPage(first) : enqueuePage(first));
}

/** A `Timestamp` does not survive JSON. */
function storable(audience: PagedAudience): PagedAudience {
  return audience.kind === 'members'
    ? { ...audience, joinedBy: momentOf(audience.joinedBy) }
    : audience;
}

function momentOf({ seconds, nanoseconds }: Moment): Moment {
  return { seconds, nanoseconds };
}

function enqueuePage(task: FanOutTask): Promise<void> {
  return enqueue('fanOutNotifications', task, { key: `${task.payload.id} ${task.page}` });
}

/** Runs the task: notifies a page and schedules the next one if it is full, unless the event or the group was deleted. */
export async function runFanOutPage(task: FanOutTask): Promise<void> {
  const { payload, audience } = task;
  const size = fanOutPageSize.value();
  const groupId = payload.groupId!;
  const pages = pagesOf(audience, groupId);
  const event = docAt(eventPath(groupId, audience.eventId));
  const group = docAt(groupPath(groupId));
  let nextScheduled = Promise.resolve();
  const pushes = await notify(payload, async (transaction) => {
    const [{ docs }, [storedEvent, storedGroup]] = await Promise.all([
      transaction.get(pages.startingAfter(cursorOf(task)).limit(size)),
      transaction.getAll(event, group),
    ]);
    if (!storedEvent!.exists || !isLive(storedGroup)) return [];
    const last = docs.at(-1);
    if (docs.length === size && last) {
      const after = { time: momentOf(pages.timeOf(last)), id: last.id };
      nextScheduled = enqueuePage({ ...task, page: task.page + 1, after });
    }
    const members = await pages.membersOf(docs, transaction, task.page === 0);
    return members
      .filter((member) => member.id !== payload.actorId && isMember(member))
      .map(recipientOf);
  });
  await nextScheduled;
  await schedulePush(pushes, payload, `page ${task.page}`);
}

function cursorOf({ after }: FanOutTask): Cursor | null {
  return after && { time: timestampOf(after.time), id: after.id };
}

function timestampOf({ seconds, nanoseconds }: Moment): Timestamp {
  return new Timestamp(seconds, nanoseconds);
}

/** How to read an audience page by page. */
interface Pages {
  startingAfter: (cursor: Cursor | null) => Query;
  /** The time by which the query orders its documents. */
  timeOf: (document: QueryDocumentSnapshot) => Timestamp;
  /** The memberships of the users on a page. The first page may have others, who are on no other page. */
  membersOf: (
    page: QueryDocumentSnapshot[],
    transaction: Transaction,
    isFirst: boolean,
  ) => Promise<DocumentSnapshot[]>;
}

function pagesOf(audience: PagedAudience, groupId: string): Pages {
  switch (audience.kind) {
    case 'members':
      return {
        startingAfter: (cursor) =>
          joinedUntilQuery(groupId, timestampOf(audience.joinedBy), cursor),
        timeOf: (member) => (member.data() as StoredMember).joinedAt!,
        membersOf: (page) => Promise.resolve(page),
      };
    case 'voters': {
      const event = docAt(eventPath(groupId, audience.eventId));
      return {
        startingAfter: (cursor) => goingVotesQuery(event, cursor),
        timeOf: (vote) => (vote.data() as Vote<Timestamp>).updatedAt,
        membersOf: async (page, transaction, isFirst) => {
          const { creatorId } = audience;
          const voters = page.map(({ id }) => id).filter((uid) => uid !== creatorId);
          const uids = isFirst ? [creatorId, ...voters] : voters;
          if (uids.length === 0) return [];
          return transaction.getAll(...uids.map((uid) => docAt(memberPath(groupId, uid))));
        },
      };
    }
  }
}
