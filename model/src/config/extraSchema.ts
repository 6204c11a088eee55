import { extraFields, extraLists, extraString } from '../fixedLimits.ts';
import * as z from 'zod';
import { EXTRA_KINDS, EXTRA_NAME } from './extraOptions.ts';

const MAX = { error: `expected a whole number from 1 to ${extraString}` };
/** The rules have all of them in one list. */
const MOST_VALUES = 100;
const VALUES = {
  error: `expected a list of up to ${MOST_VALUES} different texts, each of 1 to ${extraString} characters on one line`,
};
/** A line break in a value is a syntax error in the rules, and no document can have an unpaired surrogate. */
const isOnOneLine = (text: string) => !/[\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(text);
const TYPES = ['number', 'boolean', 'timestamp', 'strings'] as const;

const field = z.discriminatedUnion(
  'type',
  [
    z
      .strictObject({
        type: z.literal('string'),
        max: z.int(MAX).min(1, MAX).max(extraString, MAX).optional(),
        values: z
          .array(
            z.string(VALUES).min(1, VALUES).max(extraString, VALUES).refine(isOnOneLine, VALUES),
            VALUES,
          )
          .min(1, VALUES)
          .max(MOST_VALUES, VALUES)
          .refine((values) => new Set(values).size === values.length, VALUES)
          .optional(),
      })
      .refine(({ max, values }) => max === undefined || values === undefined, {
        path: ['max'],
        error: 'expected no such field beside `values`',
      }),
    z.strictObject({ type: z.enum(TYPES) }),
  ],
  { error: `expected a type: one of string, ${TYPES.join(', ')}` },
);

const fields = z.record(z.string(), field, { error: 'expected an object' }).check(
  z.superRefine((declared, context) => {
    const names = Object.keys(declared);
    // An object without a field named `constructor` seems to have one.
    const invalid = names.find((name) => !EXTRA_NAME.test(name) || name in Object.prototype);
    const lists = Object.values(declared).filter(({ type }) => type === 'strings');
    const message =
      names.length > extraFields
        ? `expected at most ${extraFields} fields`
        : lists.length > extraLists
          ? `expected at most ${extraLists} fields of type strings`
          : invalid !== undefined
            ? `expected names such as category or startsAt, not ${JSON.stringify(invalid)}`
            : undefined;
    if (message) context.addIssue({ code: 'custom', message });
  }),
);

const kinds = Object.fromEntries(EXTRA_KINDS.map((kind) => [kind, fields.optional()]));

/** What firegroups.config.ts can declare as `extra`. */
export const extraSchema = z.strictObject(kinds, { error: 'expected an object' });
