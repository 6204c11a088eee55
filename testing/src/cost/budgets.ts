/**
 * The maximum cost of each action: its budget, and what it may cost beyond the budget, with the reason. Reads include
 * those of the rules and the functions. Pushes to devices cost more (docs/operations/costs.md).
 */

/** Billed documents, and calls of functions. */
export interface ActionCost {
  reads: number;
  writes: number;
  deletes: number;
  invocations: number;
}

export interface Budget extends ActionCost {
  /** What the action may cost beyond the budget. */
  beyond?: Partial<ActionCost> & { reason: string };
}

const budget = (
  reads: number,
  writes: number,
  deletes: number,
  invocations: number,
  beyond?: Budget['beyond'],
): Budget => ({ reads, writes, deletes, invocations, ...(beyond && { beyond }) });

const READS_MEMBERSHIP =
  'The transaction that notifies reads the membership. Without it, a late event would leave a notification that nobody can answer, or notify a user who has left.';
const CALLS_TRIGGER =
  'A trigger cannot listen to single fields. So a write of the functions to a group calls its trigger, which then reads and writes nothing.';

const READS_TARGETS =
  'For each new or ended membership, one read checks whether the user has a device that gets the messages of the group.';
/** What one message costs for the summary of its chat: the summary, the message and the profile of its author. */
const SUMMARY = { reads: 3, writes: 1 };
/** What a push of messages costs, without its recipients: the state of the push, read and written twice, the summary and the group. */
const PUSH = { reads: 4, writes: 2 };

/** How long the functions take for a hundred messages on a busy machine, at most. In each second, one task reads the newest 50 messages. */
const SECONDS_OF_BURST = 20;
/** One push at once and one for each ten seconds with messages, and the tasks that come too early and are scheduled again. */
const PUSHES_OF_BURST = 4;

export const BUDGETS = {
  'create group': budget(4, 4, 0, 2, {
    reads: 1,
    invocations: 1,
    reason: `${READS_TARGETS} ${CALLS_TRIGGER}`,
  }),
  invite: budget(8, 3, 0, 1, { reads: 1, reason: READS_MEMBERSHIP }),
  'decline an invite': budget(2, 1, 2, 1),
  'accept an invite': budget(5, 3, 1, 1, {
    reads: 1,
    invocations: 1,
    reason: `${READS_TARGETS} ${CALLS_TRIGGER}`,
  }),
  'request to join': (admins: number) =>
    budget(6 + 2 * admins, 2 + admins, 0, 1, { reads: 1, reason: READS_MEMBERSHIP }),
  approve: (admins: number) =>
    budget(5 + admins, 3, admins, 1, {
      reads: 3,
      invocations: 1,
      reason: `${READS_MEMBERSHIP} ${READS_TARGETS} ${CALLS_TRIGGER} The notification names the user who approved, whose profile is read.`,
    }),
  'browse 20': budget(20, 0, 0, 0),
  'open a chat of 50': budget(51, 0, 0, 0),
  'send a message': (listeners: number) =>
    budget(1 + 2 * listeners + SUMMARY.reads + PUSH.reads, 1 + SUMMARY.writes + PUSH.writes, 0, 2),
  'send a message with a push': (recipients: number) =>
    budget(1 + SUMMARY.reads + 10 + recipients, 1 + SUMMARY.writes + PUSH.writes, 0, 2),
  'a hundred messages': (recipients: number) =>
    budget(
      100 * (1 + SUMMARY.reads) +
        SECONDS_OF_BURST * 52 +
        PUSHES_OF_BURST * (PUSH.reads + recipients),
      100 + SECONDS_OF_BURST + PUSHES_OF_BURST * PUSH.writes,
      0,
      100 + SECONDS_OF_BURST + PUSHES_OF_BURST,
    ),
  'show a message in an inbox': budget(2, 0, 0, 0),
  'open an inbox': (groups: number) => budget(6 * groups, 0, 0, 0),
  post: budget(1, 1, 0, 0),
  comment: budget(7, 3, 0, 1, { reads: 1, reason: READS_MEMBERSHIP }),
  'comment on a wall': budget(8, 4, 0, 1),
  'event with its fan-out': (members: number) =>
    budget(2 * members + 4 + pages(members), 2 + members, 0, 1 + pages(members), {
      invocations: pages(members),
      reason: `Each page has its own push task, so that a retry notifies nobody twice. ${CALLS_TRIGGER}`,
    }),
  'move an event': (voters: number) => budget(3 * voters + 7, voters + 2, 0, 4),
  'leave with votes': (votes: number) =>
    budget(3 * votes + 3, votes + 1, votes + 1, 3 * votes + 3, { reads: 1, reason: READS_TARGETS }),
  'a hundred votes': budget(300, 100 + 1, 0, 100 + 1, {
    invocations: 6,
    reason: `${CALLS_TRIGGER} One task per second counts votes.`,
  }),
  'mark a chat read': budget(0, 1, 0, 0),
  'unread counts': (groups: number) => budget(4 * groups, 0, 0, 0),
  'delete a group': (documents: number, members: number, withTriggers: number) =>
    budget(documents + pages(documents), 2, documents - 1, 2 + pages(documents), {
      reads: 10 + members,
      invocations: withTriggers + 6,
      reason: `The platform calls a trigger for each deleted membership, message, post, comment, event and vote. One task per second checks their counts, and reads the document that it counts for. ${READS_TARGETS}`,
    }),
};

function pages(count: number): number {
  return Math.ceil(count / 500);
}
