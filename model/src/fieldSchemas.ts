/** The schemas of fields that several schemas share. */
import * as z from 'zod';

/** A `Date`, or anything with `toDate()`. */
export const time = z.preprocess((value) => {
  const stored = value as { toDate?: () => Date } | null | undefined;
  return typeof stored?.toDate === 'function' ? stored.toDate() : value;
}, z.date());

// Each error says what is expected, so that the message for a field does not depend on what is wrong with it.
export const textUpTo = (limit: number, error = `expected at most ${limit} characters`) =>
  z.string({ error }).max(limit, { error });
export const oneOf = <const Value extends string>(values: readonly Value[]) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` });
