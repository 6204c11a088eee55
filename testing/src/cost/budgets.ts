/**
 * What each action may cost at the most: the budgets of the contract, and what goes beyond them, with the reason. Reads
 * are the rules' own and the functions'; a push, where somebody has a device, comes on top (docs/operations/costs.md).
 */

/** Documents, as they are billed, and how often a function is called. */
export interface ActionCost {
  reads: number;
  writes: number;
  deletes: number;
  invocations: number;
}

export interface Budget extends ActionCost {
  /** What the action takes beyond the contract's budget. */
  beyond?: Partial<ActionCost> & { why: string };
}

const budget = (
  reads: number,
  writes: number,
  deletes: number,
  invocations: number,
  beyond?: Budget['beyond'],
): Budget => ({ reads, writes, deletes, invocations, ...(beyond && { beyond }) });

const STILL_SO =
  'The membership is read in the transaction that tells, or a late event would leave a dead button, or tell who is out.';
const WAKES =
  'A trigger cannot listen to some fields only: what functions write to a group wakes its trigger, which reads and writes nothing.';

export const BUDGETS = {
  'create group': budget(3, 3, 0, 2, { invocations: 1, why: WAKES }),
  invite: budget(6, 2, 0, 1, { reads: 1, why: STILL_SO }),
  'accept an invite': budget(5, 3, 1, 1, { invocations: 1, why: WAKES }),
  'request to join': (staff: number) =>
    budget(4 + 2 * staff, 1 + staff, 0, 1, { reads: 1, why: STILL_SO }),
  approve: (staff: number) =>
    budget(5 + staff, 3, staff, 1, { reads: 1, invocations: 1, why: `${STILL_SO} ${WAKES}` }),
  'browse 20': budget(20, 0, 0, 0),
  'open a chat of 50': budget(51, 0, 0, 0),
  'send a message': (listeners: number) => budget(1 + 2 * listeners, 1, 0, 0),
  post: budget(1, 1, 0, 0),
  comment: budget(7, 3, 0, 1, { reads: 1, why: STILL_SO }),
  'event with its fan-out': (members: number) =>
    budget(2 * members + 3 + pages(members), 1 + members, 0, 1 + pages(members), {
      invocations: pages(members),
      why: 'Each page has a task of its own push, which may be tried again without telling anybody twice.',
    }),
  'a hundred votes': budget(300, 100 + 1, 0, 100 + 1, {
    invocations: 6,
    why: `${WAKES} Votes are counted by one task a second.`,
  }),
  'mark a chat read': budget(0, 1, 0, 0),
  'unread counts': (groups: number) => budget(2 * groups, 0, 0, 0),
  'delete a group': (documents: number, listenedTo: number) =>
    budget(documents + pages(documents), 1, documents, 2 + pages(documents), {
      invocations: listenedTo + 6,
      why: 'The platform calls a trigger for each membership, post, comment, event and vote that is deleted; it reads nothing. Their counts are looked at by one task a second.',
    }),
};

function pages(count: number): number {
  return Math.ceil(count / 500);
}
