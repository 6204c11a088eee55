/** The type of firegroups.config.ts, and its check. `npm run generate` derives everything else from that file. */
import * as z from 'zod';
import type { AcceptedAccounts } from '../accounts.ts';
import type * as LIMITS from '../limits.ts';
import { PARAMETERS, type ParameterValues } from '../parameters.ts';
import type { ExtraFields, ExtraKind } from './extraOptions.ts';
import { extraSchema } from './extraSchema.ts';
import { ACTION_BOUNDS, ACTION_OPTIONS, LIMIT_OPTIONS, type Bounds } from './limitOptions.ts';

export * from './extraOptions.ts';
export * as FIXED_LIMITS from '../fixedLimits.ts';
export { ACTION_BOUNDS, ACTION_OPTIONS, LIMIT_OPTIONS, type Bounds };

/** What a project sets for itself. Every field is required. After a change, run `npm run generate`, then deploy. */
export interface FiregroupsConfig {
  /** How long texts and lists can be, how large images, and how often an account can act. docs/customizing.md has the bounds. */
  limits: Pick<typeof LIMITS, keyof typeof LIMIT_OPTIONS | 'actions'>;
  /** The accounts that count as signed in. */
  accounts: AcceptedAccounts;
  /** The defaults of the functions' parameters. A value in functions/.env replaces them. */
  parameters: ParameterValues;
  /** Fields of your own, in the map `extra` of a document, such as `{ groups: { category: { type: 'string', max: 40 } } }`. */
  extra: Partial<Record<ExtraKind, ExtraFields>>;
}

/** Returns the configuration unchanged. Its type lets an editor complete the fields and mark wrong ones. */
export const defineConfig = (config: FiregroupsConfig): FiregroupsConfig => config;

const ACCOUNTS = [
  'registered',
  'verified-email',
  'guests',
] as const satisfies readonly AcceptedAccounts[];

const wholeNumber = ({ min, max }: Bounds) => {
  const error = `expected a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const EXPECTED_FIELDS = { error: 'expected an object' };

/** An object with a field for each key of a table. */
const each = <Key extends string, Row>(
  table: Record<Key, Row>,
  schemaOf: (row: Row) => z.ZodType,
) => {
  const fields = Object.entries<Row>(table).map(([key, row]) => [key, schemaOf(row)] as const);
  return z.strictObject(Object.fromEntries(fields), EXPECTED_FIELDS);
};

const schema = z.strictObject(
  {
    limits: each(LIMIT_OPTIONS, wholeNumber).extend({
      actions: each(ACTION_OPTIONS, () => each(ACTION_BOUNDS, wholeNumber)),
    }),
    accounts: z.enum(ACCOUNTS, { error: `expected one of ${ACCOUNTS.join(', ')}` }),
    parameters: each(PARAMETERS, ({ expected, isValid }) =>
      z.custom(isValid, { error: `expected ${expected}` }),
    ),
    extra: extraSchema,
  },
  EXPECTED_FIELDS,
);

/** Returns what is invalid in a configuration, as lines such as `limits.bio: expected a whole number from 100 to 10000`. */
export function invalidFields(config: unknown): string[] {
  const issues = schema.safeParse(config).error?.issues ?? [];
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return [issue.path.join('.'), issue.message].filter(Boolean).join(': ');
    return issue.keys.map((key) => `${[...issue.path, key].join('.')}: expected no such field`);
  });
}
