/** What the rules decided, as the emulator's answer says. */
import { FirebaseError } from 'firebase/app';

/**
 * - `allowed`, `denied`: a rule decided, or no rule matches the path.
 * - `too wide`: the query does not fix a field on which the rules decide, so it may find documents that they refuse.
 * - `crashed`: an expression failed and nothing else decided. This refuses, too, but proves nothing.
 */
export type Outcome = 'allowed' | 'denied' | 'too wide' | 'crashed';

export interface Verdict {
  outcome: Outcome;
  /** The emulator's message; empty if allowed. */
  message: string;
}

/** Waits for the operation and returns what the rules decided. Throws any error that is not their answer. */
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
 * The emulator evaluates a request more than once: at first without the documents that the rules read, and a write both as
 * a creation and as an update. Its message joins the results of each `allow` by line: `false`, or the failure. Only the
 * last result counts: for a write that of its one `allow`, for a list that of each `allow` that matches.
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
