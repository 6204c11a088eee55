/**
 * Tells many members of an event, page by page, each page a task of its own. Pages go by the time at which members
 * joined (or voted), so that a page that is run again, after some have left or joined, never ends before where it ended
 * first: nobody falls between two pages. A page tells and hands on at the same time, so that they run side by side.
 */
import { eventPath, groupPath, memberPath, type Vote } from '@firegroups/model';
import {
  Timestamp,
  getFirestore,
  type DocumentReference,
  type DocumentSnapshot,
  type QueryDocumentSnapshot,
  type Transaction,
} from 'firebase-admin/firestore';
import { fanOutPageSize } from '../config.ts';
import { recipientOf, type StoredMember } from './audiences.ts';
import { isLive, tell, type NotificationPayload, type Recipient } from './notify.ts';
import { schedulePush } from './push/push.ts';
import { goingVotesQuery, joinedUntilQuery, type Cursor } from '../firestore/queries.ts';
import { enqueue } from '../platform/taskQueues.ts';

/** A moment as JSON. */
type Moment = [seconds: number, nanoseconds: number];

/** The task that tells a page. */
export interface FanOutTask {
  notice: NotificationPayload;
  /** When what is told happened. */
  at: Moment;
  page: number;
  /** The last one of the page before. */
  after: { time: Moment; id: string } | null;
}

const momentOf = ({ seconds, nanoseconds }: Timestamp): Moment => [seconds, nanoseconds];

/** Has the first page told, and by that all. `at` is when what is told happened. */
export async function startFanOut(notice: NotificationPayload, at: Timestamp): Promise<void> {
  await enqueuePage({ notice, at: momentOf(at), page: 0, after: null });
}

function enqueuePage(task: FanOutTask): Promise<void> {
  return enqueue('fanOutNotifications', task, { key: `${task.notice.id} ${task.page}` });
}

/** Carries out the task: tells a page, and has the next one told. Nobody is told who is out, or of what is gone. */
export async function notifyPage(task: FanOutTask): Promise<void> {
  const { notice } = task;
  const groupId = notice.groupId!;
  const size = fanOutPageSize.value();
  const event = getFirestore().doc(eventPath(groupId, notice.subjectId!));
  const group = getFirestore().doc(groupPath(groupId));
  let handedOn = Promise.resolve();
  const pushes = await tell(notice, async (transaction) => {
    const [page, [storedEvent, storedGroup]] = await Promise.all([
      transaction.get(pageQuery(task, event).limit(size)),
      transaction.getAll(event, group),
    ]);
    if (!storedEvent!.exists || !isLive(storedGroup)) return [];
    const last = page.docs.at(-1);
    if (page.size === size && last) handedOn = enqueuePage(pageAfter(task, last));
    const members =
      task.notice.type === 'event_created'
        ? page.docs
        : await votersIn(groupId, page.docs, transaction);
    return recipientsAmong(members, notice.actorId);
  });
  await handedOn;
  await schedulePush(pushes, notice, `page ${task.page}`);
}

function pageQuery({ notice, at, after }: FanOutTask, event: DocumentReference) {
  const cursor: Cursor | null = after && { time: new Timestamp(...after.time), id: after.id };
  return notice.type === 'event_created'
    ? joinedUntilQuery(notice.groupId!, new Timestamp(...at), cursor)
    : goingVotesQuery(event, cursor);
}

function pageAfter(task: FanOutTask, last: QueryDocumentSnapshot): FanOutTask {
  const { joinedAt, updatedAt } = last.data() as StoredMember & Vote<Timestamp>;
  const time = task.notice.type === 'event_created' ? joinedAt! : updatedAt;
  return { ...task, page: task.page + 1, after: { time: momentOf(time), id: last.id } };
}

function votersIn(
  groupId: string,
  votes: QueryDocumentSnapshot[],
  transaction: Transaction,
): Promise<DocumentSnapshot[]> {
  if (votes.length === 0) return Promise.resolve([]);
  const firestore = getFirestore();
  return transaction.getAll(...votes.map(({ id }) => firestore.doc(memberPath(groupId, id))));
}

function recipientsAmong(members: DocumentSnapshot[], actorId: string): Recipient[] {
  const isTold = (member: DocumentSnapshot) =>
    member.id !== actorId && (member.data() as StoredMember | undefined)?.status === 'joined';
  return members.filter(isTold).map(recipientOf);
}
