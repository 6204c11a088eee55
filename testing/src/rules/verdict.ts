/** What the rules decided, read from the answer that the emulator gave. */
import { FirebaseError } from 'firebase/app';

/**
 * - `allowed`, `denied`: a rule decided so, or no rule is there for the path.
 * - `too wide`: a query leaves open a field on which the rules decide, so they cannot say yes for all that it may find.
 * - `crashed`: an expression failed and nothing else decided. It denies as well, but proves nothing.
 */
export type Outcome = 'allowed' | 'denied' | 'too wide' | 'crashed';

export interface Verdict {
  outcome: Outcome;
  /** The emulator's own words; empty where allowed. */
  message: string;
}

/** Waits for the operation and says what the rules decided. Throws what is no answer of the rules. */
export async function verdictOf(operation: Promise<unknown>): Promise<Verdict> {
  try {
    await operation;
    return { outcome: 'allowed', message: '' };
  } catch (error) {
    if (!(error instanceof FirebaseError) || error.code !== 'permission-denied') throw error;
    return { outcome: outcomeOfRefusal(error.message), message: error.message };
  }
}

/**
 * The emulator evaluates a request more than once, at first without the documents that the rules read and for a write as
 * a creation and as an update, and joins what each `allow` (by its line) came to: `false`, or how it failed. What came
 * last is what counts: of a write, that of its one `allow`; of a list, that of each `allow` that matches.
 */
function outcomeOfRefusal(message: string): Outcome {
  const evaluations = [
    ...message.matchAll(/((?:(?! for '\w+' @ L).)*) for '(\w+)' @ L(\d+)(?:, |$|\n)/gs),
  ].map(([, result, operation, line]) => ({ result: result!, operation: operation!, line: line! }));
  const final = evaluations.at(-1);
  if (!final) return message.includes('No matching allow') ? 'denied' : 'crashed';
  if (final.operation !== 'list') return isFalse(final.result) ? 'denied' : 'crashed';
  const byLine = new Map(evaluations.map(({ line, result }) => [line, result]));
  const results = [...byLine.values()];
  const isTooWide = (result: string) => result.includes('is undefined on object.');
  if (results.every(isTooWide)) return 'too wide';
  return results.every((result) => isFalse(result) || isTooWide(result)) ? 'denied' : 'crashed';
}

function isFalse(result: string): boolean {
  return /(^|\s)false$/.test(result);
}
