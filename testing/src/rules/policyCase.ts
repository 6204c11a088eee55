/** A case of the policy: one operation, by one person, on a world that is set before it; and what the rules say to it. */
import type { Firestore } from 'firebase/firestore';
import type { Outcome } from './verdict.ts';

/** Documents by path, as they are stored; null where there must be none. Times are `Date`s. */
export type World = Record<string, object | null>;

/** One who is not signed in. */
export const SIGNED_OUT = 'signed-out';
/** One who is signed in with an anonymous account. */
export const ANONYMOUS = 'anonymous';
/** One whose token does not say how they signed in. */
export const WITHOUT_PROVIDER = 'without-provider';

export interface PolicyCase {
  /** A sentence of the policy. */
  name: string;
  /** What is there before. `groupId` is a new one each time that the case is run. */
  given: (groupId: string) => World;
  /** A uid, `SIGNED_OUT`, `ANONYMOUS` or `WITHOUT_PROVIDER`. */
  by: string;
  does: (firestore: Firestore, groupId: string) => Promise<unknown>;
  outcome: Outcome;
}

/** The cases of one path. */
export interface Policy {
  of: string;
  cases: PolicyCase[];
}

type Operation = Omit<PolicyCase, 'outcome'>;

/** The outcome of an operation that is decided by yes or no. */
export const decided = (isAllowed: boolean): Outcome => (isAllowed ? 'allowed' : 'denied');

export const allowed = (operation: Operation): PolicyCase => ({ ...operation, outcome: 'allowed' });
export const denied = (operation: Operation): PolicyCase => ({ ...operation, outcome: 'denied' });

/** Two cases that differ in one thing: `allows` what the one changes, `refuses` what the other does. */
export function twins(
  operation: Omit<Operation, 'name' | 'does'>,
  allows: [name: string, does: Operation['does']],
  ...refuses: [name: string, does: Operation['does']][]
): PolicyCase[] {
  return [
    allowed({ ...operation, name: `allows ${allows[0]}`, does: allows[1] }),
    ...refuses.map(([name, does]) => denied({ ...operation, name: `refuses ${name}`, does })),
  ];
}
