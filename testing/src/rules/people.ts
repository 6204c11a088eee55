/** The people who try an operation: in a group one of each state, on a user's own documents the owner and others. */
import { ACCEPTED_ACCOUNTS, type AcceptedAccounts } from '@firegroups/model';
import { ACTOR, ALL_STATES, type MembershipState } from '../fixtures/membershipStates.ts';
import type { Operation } from './operations.ts';
import { GROUP } from './placeholder.ts';
import {
  ANONYMOUS,
  SIGNED_OUT,
  UNVERIFIED,
  WITHOUT_PROVIDER,
  personCase,
  type PolicyCase,
  type SeedData,
} from './policyCase.ts';
import { groupWith } from './seedData.ts';

/** What people in that state are called in the names of cases. */
export const LABELS: Record<MembershipState, string> = {
  none: 'a non-member',
  invited: 'an invited user',
  'invited by the actor': 'a user who invited themselves',
  waiting: 'a user who asked to join',
  member: 'a member',
  admin: 'an admin',
  creator: 'the creator',
  banned: 'a banned user',
};

export interface Person {
  label: string;
  /** `ACTOR`, or a client with another account. Their membership has this uid. */
  uid: string;
  state: MembershipState;
}

/** The accounts that only some projects accept. */
const ACCEPTED: Record<AcceptedAccounts, readonly string[]> = {
  registered: [UNVERIFIED],
  'verified-email': [],
  guests: [UNVERIFIED, ANONYMOUS, WITHOUT_PROVIDER],
};

/** The clients among them that count as signed in. */
export const ACCEPTED_CLIENTS = ACCEPTED[ACCEPTED_ACCOUNTS];

/** A person in each state, and clients with other accounts. If the project does not accept one, a membership does not help. */
export const PEOPLE: Person[] = [
  ...ALL_STATES.map((state) => ({ label: LABELS[state], uid: ACTOR, state })),
  { label: 'a signed-out client', uid: SIGNED_OUT, state: 'none' },
  { label: 'an anonymous member', uid: ANONYMOUS, state: 'member' },
  { label: 'a member whose email address is not verified', uid: UNVERIFIED, state: 'member' },
  { label: 'a member whose token names no provider', uid: WITHOUT_PROVIDER, state: 'member' },
];

/** A group in which the person has their state. */
export const groupOf = ({ uid, state }: Person): SeedData => groupWith(GROUP, { [uid]: state });

export const isSignedIn = ({ uid }: Person) => uid === ACTOR || ACCEPTED_CLIENTS.includes(uid);
export const isJoined = (person: Person) =>
  isSignedIn(person) && ['member', 'admin', 'creator'].includes(person.state);
export const isAdmin = (person: Person) =>
  isSignedIn(person) && ['admin', 'creator'].includes(person.state);

export const OWNER = 'owner';
export const OTHER = 'other';

/** The people who try an operation on a user's own documents. */
const USERS: Record<string, string> = {
  'the owner': OWNER,
  'another user': OTHER,
  'a signed-out client': SIGNED_OUT,
  'an anonymous user': ANONYMOUS,
  'a user whose email address is not verified': UNVERIFIED,
};

/** The cases of one operation by each of these people. Only those in `may` can do it. */
export function byEach(
  people: Record<string, string>,
  what: string,
  given: SeedData,
  may: readonly string[],
  does: (uid: string) => Operation,
): PolicyCase[] {
  return Object.entries(people).map(([label, uid]) =>
    personCase({ label, uid }, may.includes(uid), what, given, does(uid)),
  );
}

/** The cases of one operation on the owner's documents. Only those in `may` can do it. */
export const byUsers = (
  what: string,
  given: SeedData,
  may: readonly string[],
  does: Operation,
): PolicyCase[] => byEach(USERS, what, given, may, () => does);
