/** A user's documents, by everybody: the owner, another user, and those without a real account. */
import { ANONYMOUS, SIGNED_OUT, decided, type PolicyCase } from './policyCase.ts';

export const OWNER = 'owner';
export const OTHER = 'other';
const PEOPLE = { 'the owner': OWNER, 'another user': OTHER, 'one who is signed out': SIGNED_OUT };

/** An operation on the owner's documents, by everybody; only some may. */
export function byEverybody(
  name: string,
  given: Record<string, object | null>,
  does: PolicyCase['does'],
  may: readonly string[],
): PolicyCase[] {
  const people = { ...PEOPLE, 'one with an anonymous account': ANONYMOUS };
  return Object.entries(people).map(([who, by]) => ({
    name: `${who} ${may.includes(by) ? 'may' : 'may not'} ${name}`,
    given: () => given,
    by,
    does,
    outcome: decided(may.includes(by)),
  }));
}
