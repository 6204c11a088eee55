/** A case of the policy: one operation by one user on given documents, and what the rules decide. */
import type { ClientWrite } from '../fixtures/clientWrites.ts';
import { write, type Operation } from './operations.ts';
import type { Outcome } from './verdict.ts';

/** Documents by path, as they are stored; null for a document that must not exist. Times are `Date`s or Timestamps. */
export type SeedData = Record<string, object | null>;

/** A client that is not signed in. */
export const SIGNED_OUT = 'signed-out';
/** A user who is signed in with an anonymous account. */
export const ANONYMOUS = 'anonymous';
/** A user whose email address is not verified. */
export const UNVERIFIED = 'unverified';
/** A user whose token does not name a sign-in provider. */
export const WITHOUT_PROVIDER = 'without-provider';

export interface PolicyCase {
  /** A sentence of the policy. */
  name: string;
  /** The documents before. They may contain `GROUP`. */
  given: SeedData;
  /** A uid, `SIGNED_OUT`, `ANONYMOUS`, `UNVERIFIED` or `WITHOUT_PROVIDER`. */
  by: string;
  does: Operation;
  outcome: Outcome;
}

/** The cases of one path. */
export interface Policy {
  of: string;
  cases: PolicyCase[];
}

type Undecided = Omit<PolicyCase, 'outcome'>;

export const allowed = (operation: Undecided): PolicyCase => ({ ...operation, outcome: 'allowed' });
export const denied = (operation: Undecided): PolicyCase => ({ ...operation, outcome: 'denied' });

/** The case of one person: "an admin cannot remove another admin". `refusal` is the outcome if it is not allowed. */
export function personCase(
  { label, uid }: { label: string; uid: string },
  isAllowed: boolean,
  what: string,
  given: SeedData,
  does: Operation,
  refusal: Outcome = 'denied',
): PolicyCase {
  const name = `${label} ${isAllowed ? 'can' : 'cannot'} ${what}`;
  return { name, by: uid, given, does, outcome: isAllowed ? 'allowed' : refusal };
}

/** Cases of one person on the same documents, by name. The rules refuse all of them. */
export const allDenied = (
  by: string,
  given: SeedData,
  operations: Record<string, Operation>,
): PolicyCase[] =>
  Object.entries(operations).map(([name, does]) => denied({ name, by, given, does }));

/** Cases of one person that send a batch, by name: the documents before, and the writes. */
export const batchCases = (
  outcome: Outcome,
  by: string,
  batches: Record<string, [given: SeedData, ...writes: ClientWrite[]]>,
): PolicyCase[] =>
  Object.entries(batches).map(([name, [given, ...writes]]) => ({
    name,
    by,
    given,
    does: write(...writes),
    outcome,
  }));

type NamedOperation = [name: string, does: Operation];

/** Cases that differ in one thing: the rules allow the first operation and refuse the others. */
export function twins(
  by: string,
  given: SeedData,
  allows: NamedOperation,
  ...refuses: NamedOperation[]
): PolicyCase[] {
  return [
    allowed({ by, given, name: `allows ${allows[0]}`, does: allows[1] }),
    ...refuses.map(([name, does]) => denied({ by, given, name: `refuses ${name}`, does })),
  ];
}
